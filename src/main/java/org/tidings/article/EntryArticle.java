// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tidings.config.FeedId;
import org.tidings.feed.Entry;
import org.tidings.text.PlainText;
import org.tidings.text.Words;

/// Makes an article of an entry.
final class EntryArticle {
  /// Graphemes of an untitled entry's text, as JSON Feed readers do.
  private static final int LONGEST_MADE_TITLE = 100;

  /// What WordPress calls an article without a category, in the languages of its largest groups of
  /// users.
  private static final Set<String> NO_CATEGORY =
      Set.of(
          "uncategorized",
          "uncategorised",
          "non classé",
          "nicht kategorisiert",
          "unkategorisiert",
          "sin categoría",
          "senza categoria",
          "sem categoria",
          "geen categorie",
          "без рубрики",
          "未分類",
          "未分类");

  private static final Reading NOTHING = new Reading("", "");

  private EntryArticle() {}

  static Article full(FeedId feed, Entry entry, Instant firstSeen) {
    return article(feed, entry, firstSeen, Reading.of(entry));
  }

  /// Without its text: a feed's first document may hold thousands, of which none is posted.
  static Article brief(FeedId feed, Entry entry, Instant firstSeen) {
    var titled = entry.title().isPresent();
    var made = article(feed, entry, firstSeen, titled ? NOTHING : Reading.of(entry));
    return made.withoutText();
  }

  private static Article article(FeedId feed, Entry entry, Instant firstSeen, Reading reading) {
    return new Article(
        ArticleId.NONE,
        feed,
        entry.link().map(CanonicalUrl::forPosting),
        title(feed, entry, reading),
        reading.summary(),
        reading.text(),
        entry.author(),
        categories(entry.categories()),
        entry.language(),
        entry.image().map(it -> new Article.Image(it.url(), it.alt())),
        entry.published(),
        firstSeen);
  }

  private static String title(FeedId feed, Entry entry, Reading reading) {
    return entry
        .title()
        .map(PlainText::line)
        .or(
            () ->
                Optional.of(
                    Words.cutAtSentence(PlainText.line(beginning(reading)), LONGEST_MADE_TITLE)))
        .filter(it -> !it.isEmpty())
        .or(() -> entry.link().flatMap(EntryArticle::lastPart))
        .orElse(feed.value());
  }

  private static String beginning(Reading reading) {
    return reading.text().lines().filter(it -> !it.isBlank()).findFirst().orElse("");
  }

  /// `/2026/moving-house.html` says "moving house".
  private static Optional<String> lastPart(URI link) {
    var path = Optional.ofNullable(link.getRawPath()).orElse("").replaceFirst("/+$", "");
    var last = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z]{2,5}$", "");
    return Optional.of(decoded(last).replaceAll("[-_+]+", " "))
        .map(PlainText::line)
        .filter(it -> !it.isEmpty())
        .or(() -> CanonicalUrl.host(link));
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return part; // a percent sign that encodes nothing
    }
  }

  private static List<String> categories(List<String> stated) {
    var kept = new ArrayList<String>();
    var seen = new HashSet<String>();
    for (var category : stated) {
      var line = PlainText.line(category);
      var folded = line.toLowerCase(Locale.ROOT);
      if (!line.isEmpty() && !NO_CATEGORY.contains(folded) && seen.add(folded)) {
        kept.add(line);
      }
    }
    return kept;
  }
}
