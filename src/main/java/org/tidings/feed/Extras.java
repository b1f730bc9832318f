// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdom2.Attribute;
import org.jdom2.Element;

/// What is read from an entry's element itself, because ROME drops it or reads it wrongly: the id,
/// links, dates, and everything of Media RSS, iTunes and FeedBurner.
///
/// @param about what a video is about, where the feed has no other text
record Extras(
    Optional<String> id,
    Optional<URI> link,
    Optional<Instant> published,
    Optional<Instant> updated,
    Optional<String> about,
    Optional<Entry.Image> image,
    List<Entry.Other> others,
    Scope scope) {
  /// UTF-16 units: the longest words that anybody wants in a post.
  static final int LONGEST_OTHER = 4_000;

  static final int MOST_OTHERS = 40;

  private static final Pattern ADDRESS = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

  /// Reads one entry's element.
  static Extras of(Element entry, Format format, URI document, Instant now) {
    return new Reader(entry, Scope.of(entry, document), now).read(format, document);
  }

  private record Reader(Element entry, Scope scope, Instant now) {
    Extras read(Format format, URI document) {
      var links = Link.of(entry, document);
      return switch (format.family()) {
        case ATOM ->
            extras(
                text("id"),
                original().or(() -> Link.page(links)).or(this::page),
                date("published").or(() -> date("issued")).or(() -> date("created")),
                date("updated").or(() -> date("modified")));
        case RSS ->
            extras(
                text("guid"),
                original().or(this::page).or(this::permalink).or(() -> Link.page(links)),
                date("pubDate").or(this::dublinCore),
                modified());
        case RDF ->
            extras(
                about(),
                original().or(this::page),
                dublinCore().or(() -> date("pubDate")),
                modified());
      };
    }

    private Extras extras(
        Optional<String> id,
        Optional<URI> link,
        Optional<Instant> published,
        Optional<Instant> updated) {
      return new Extras(
          id, link, published, updated, video(), Pictures.named(entry, scope), others(), inScope());
    }

    private List<Entry.Other> others() {
      return entry.getChildren().stream()
          .filter(it -> Namespaces.of(it) == Namespaces.OTHER && it.getChildren().isEmpty())
          .filter(it -> !it.getText().isEmpty() && it.getText().length() <= LONGEST_OTHER)
          .limit(MOST_OTHERS)
          .map(it -> new Entry.Other(it.getQualifiedName(), it.getText()))
          .toList();
    }

    /// RSS has no `xml:lang`, but some have `dc:language`.
    private Scope inScope() {
      var said = text(Namespaces.DC, "language").flatMap(Scope::language);
      return new Scope(scope.base(), scope.language().or(() -> said));
    }

    private Optional<URI> original() {
      return text(Namespaces.FEEDBURNER, "origLink").flatMap(scope::resolve);
    }

    /// The first `link` that is an address; some write it as an attribute, as in Atom.
    private Optional<URI> page() {
      return children("link").stream()
          .filter(it -> List.of("", "alternate").contains(lower(attribute(it, "rel"))))
          .map(it -> it.getText().isBlank() ? attribute(it, "href") : it.getText())
          .flatMap(it -> scope.resolve(it).stream())
          .findFirst();
    }

    /// A guid is the link unless it says that it is not (RSS 2.0).
    private Optional<URI> permalink() {
      return children("guid").stream()
          .filter(it -> List.of("", "true").contains(lower(attribute(it, "isPermaLink"))))
          .map(Element::getText)
          .filter(it -> ADDRESS.matcher(it).lookingAt())
          .findFirst()
          .flatMap(scope::resolve);
    }

    private static String lower(String value) {
      return value.strip().toLowerCase(Locale.ROOT);
    }

    private Optional<String> about() {
      return Optional.of(attribute(entry, "about").strip()).filter(it -> !it.isEmpty());
    }

    /// The value of an attribute, however its name or prefix is misspelt; empty if there is none.
    private static String attribute(Element element, String name) {
      return element.getAttributes().stream()
          .filter(it -> it.getName().equalsIgnoreCase(name))
          .findFirst()
          .map(Attribute::getValue)
          .orElse("");
    }

    private Optional<Instant> dublinCore() {
      return date(Namespaces.DC, "date")
          .or(() -> date(Namespaces.DCTERMS, "created"))
          .or(() -> date(Namespaces.DCTERMS, "issued"));
    }

    private Optional<Instant> modified() {
      return date(Namespaces.DCTERMS, "modified").or(() -> date(Namespaces.ATOM, "updated"));
    }

    /// YouTube's only text: plain, with its own line breaks.
    private Optional<String> video() {
      return entry.getChildren().stream()
          .filter(it -> Namespaces.MEDIA.is(it, "group"))
          .flatMap(it -> it.getChildren().stream())
          .filter(it -> Namespaces.MEDIA.is(it, "description"))
          .map(it -> it.getText().strip())
          .filter(it -> !it.isEmpty())
          .findFirst();
    }

    private Optional<Instant> date(String name) {
      return children(name).stream()
          .flatMap(it -> Dates.parse(it.getText(), now).stream())
          .findFirst();
    }

    private Optional<Instant> date(Namespaces space, String name) {
      return entry.getChildren().stream()
          .filter(it -> space.is(it, name))
          .flatMap(it -> Dates.parse(it.getText(), now).stream())
          .findFirst();
    }

    private Optional<String> text(String name) {
      return children(name).stream()
          .map(it -> it.getText().strip())
          .filter(it -> !it.isEmpty())
          .findFirst();
    }

    private Optional<String> text(Namespaces space, String name) {
      return entry.getChildren().stream()
          .filter(it -> space.is(it, name))
          .map(it -> it.getText().strip())
          .filter(it -> !it.isEmpty())
          .findFirst();
    }

    /// The children of the feed's own vocabulary.
    private List<Element> children(String name) {
      return entry.getChildren(name, entry.getNamespace());
    }
  }
}
