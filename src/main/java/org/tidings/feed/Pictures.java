// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jdom2.filter.Filters;
import org.jsoup.Jsoup;
import org.tidings.text.PlainText;

/// Finds the picture that stands for an entry: what the feed names as one, else the first in the
/// text that is no ornament.
final class Pictures {
  /// In CSS pixels. Facebook's crawler, the strictest, ignores pictures below 200 × 200.
  private static final int MIN_WIDTH = 200;

  /// Avatars, counters, emoji: pictures that nobody means.
  private static final Pattern ORNAMENT =
      Pattern.compile(
          "gravatar\\.com/avatar|//s\\.w\\.org/|//feeds\\.feedburner\\.com/|//feedads\\.|"
              + "//stats\\.wordpress\\.com/|//pixel\\.wp\\.com/|medium\\.com/_/stat|/smilies/|"
              + "/emoji/|/pixel\\.|doubleclick\\.net/|//b\\.scorecardresearch\\.|\\.svg(?:$|\\?)|"
              + "blogger\\.googleusercontent\\.com/tracker/");

  /// Cameras and file systems name pictures so; it says nothing of what they show.
  private static final Pattern FILE_NAME =
      Pattern.compile("\\S{1,200}\\.(?:jpe?g|png|gif|webp|avif)", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  /// HTML in which a picture is looked for, in UTF-16 units: it is near the beginning or absent.
  private static final int MAX_HTML = 256 * 1024;

  private final Scope scope;

  private Pictures(Scope scope) {
    this.scope = scope;
  }

  /// A picture and how large it is said to be; 0 if nobody says.
  private record Candidate(Entry.Image image, long pixels) {}

  /// What the entry's own elements name: Media RSS, then iTunes; the largest of a kind.
  static Optional<Entry.Image> named(Element entry, Scope scope) {
    var pictures = new Pictures(scope);
    var media = entry.getDescendants(Filters.element());
    var contents = new ArrayList<Candidate>();
    var thumbnails = new ArrayList<Candidate>();
    var itunes = new ArrayList<Candidate>();
    while (media.hasNext()) {
      var element = media.next();
      if (Namespaces.MEDIA.is(element, "content") && isPicture(element)) {
        pictures.candidate(element, attribute(element, "url")).ifPresent(contents::add);
      } else if (Namespaces.MEDIA.is(element, "thumbnail")) {
        pictures.candidate(element, attribute(element, "url")).ifPresent(thumbnails::add);
      } else if (Namespaces.ITUNES.is(element, "image")) {
        var href = attribute(element, "href");
        // some write the address as text
        pictures
            .candidate(element, href.isEmpty() ? element.getText() : href)
            .ifPresent(itunes::add);
      }
    }
    return largest(contents).or(() -> largest(thumbnails)).or(() -> largest(itunes));
  }

  /// The first enclosure that is a picture.
  static Optional<Entry.Image> enclosed(List<Entry.Enclosure> enclosures) {
    return enclosures.stream()
        .filter(it -> it.type().orElse("").toLowerCase(Locale.ROOT).startsWith("image/"))
        .filter(it -> isMeant(it.url()))
        .findFirst()
        .map(it -> new Entry.Image(it.url(), Optional.empty()));
  }

  /// The pictures in a text, in order.
  static List<Entry.Image> shown(Optional<String> html, Scope scope) {
    if (html.isEmpty() || !html.get().toLowerCase(Locale.ROOT).contains("<img")) {
      return List.of();
    }
    var text = html.get().substring(0, Math.min(html.get().length(), MAX_HTML));
    return Jsoup.parseBodyFragment(text).select("img").stream()
        .flatMap(it -> new Pictures(scope).shown(it).stream())
        .toList();
  }

  /// The image, with the words that the text has for the same picture if it has none itself.
  static Entry.Image described(Entry.Image image, List<Entry.Image> shown) {
    return image.alt().isPresent()
        ? image
        : shown.stream()
            .filter(it -> it.alt().isPresent() && sameFile(it.url(), image.url()))
            .findFirst()
            .orElse(image);
  }

  private static boolean sameFile(URI one, URI other) {
    return one.getRawPath() != null && one.getRawPath().equals(other.getRawPath());
  }

  private static boolean isPicture(Element media) {
    var medium = attribute(media, "medium");
    var type = attribute(media, "type").toLowerCase(Locale.ROOT);
    return medium.equals("image")
        || type.startsWith("image/")
        || (medium.isEmpty() && type.isEmpty() && FILE_NAME.matcher(path(media)).matches());
  }

  private static String path(Element media) {
    return attribute(media, "url").split("[?#]", 2)[0];
  }

  private Optional<Candidate> candidate(Element element, String address) {
    var alt =
        element.getChildren().stream()
            .filter(it -> Namespaces.MEDIA.is(it, "description"))
            .findFirst()
            .flatMap(it -> words(it.getText()));
    var width = number(attribute(element, "width"));
    var pixels = width * Math.max(1, number(attribute(element, "height")));
    return scope
        .resolve(address)
        .filter(url -> isMeant(url) && !isSmall(width))
        .map(url -> new Candidate(new Entry.Image(url, alt), pixels));
  }

  /// The first of the largest.
  private static Optional<Entry.Image> largest(List<Candidate> candidates) {
    return candidates.stream()
        .sorted(Comparator.comparingLong(Candidate::pixels).reversed())
        .findFirst()
        .map(Candidate::image);
  }

  private Optional<Entry.Image> shown(org.jsoup.nodes.Element img) {
    var width = number(img.attr("width"));
    if (img.hasClass("emoji")
        || img.hasClass("wp-smiley")
        || img.hasClass("avatar")
        || isSmall(width)) {
      return Optional.empty();
    }
    return source(img).map(url -> new Entry.Image(url, words(img.attr("alt"))));
  }

  /// Lazy loading puts a placeholder into `src`, and the picture somewhere else.
  private Optional<URI> source(org.jsoup.nodes.Element img) {
    for (var name : List.of("src", "data-src", "data-lazy-src", "data-original")) {
      var url = scope.resolve(img.attr(name));
      if (url.isPresent()) {
        return url.filter(Pictures::isMeant);
      }
    }
    return scope.resolve(img.attr("srcset").strip().split("\\s", 2)[0]).filter(Pictures::isMeant);
  }

  private static boolean isSmall(long width) {
    return width > 0 && width < MIN_WIDTH;
  }

  private static boolean isMeant(URI url) {
    return !ORNAMENT.matcher(url.toString()).find();
  }

  private static Optional<String> words(String alt) {
    var line = PlainText.line(alt);
    return line.isEmpty() || FILE_NAME.matcher(line).matches()
        ? Optional.empty()
        : Optional.of(line);
  }

  private static long number(String written) {
    return NUMBER.matcher(written.strip()).matches() ? Long.parseLong(written.strip()) : 0;
  }

  private static String attribute(Element element, String name) {
    return Optional.ofNullable(element.getAttributeValue(name)).orElse("").strip();
  }
}
