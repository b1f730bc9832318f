// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidings.article.Article;
import org.tidings.post.Piece.Origin;
import org.tidings.text.Graphemes;
import org.tidings.text.Links;
import org.tidings.text.Words;

/// What a template can print of an article, cleaned. The first five parts give way when a post is
/// too long.
record Material(
    String title,
    String summary,
    String text,
    List<String> hashtags,
    List<String> categories,
    Fixed fixed) {
  /// What is printed whole or not at all.
  record Fixed(Optional<URI> link, String author, String feed, String language, String published) {}

  /// The variables of templates that are lists.
  static final Set<String> LISTS = Set.of("hashtags", "categories");

  /// All others.
  static final Set<String> TEXTS =
      Set.of("title", "summary", "text", "link", "author", "feed", "language", "published");

  /// UTF-16 units. Posts announce; the longest that any platform takes is about 63,000.
  private static final int LONGEST_TEXT = 32 * 1024;

  private static final int LONGEST_TITLE = 8 * 1024;
  private static final int LONGEST_NAME = 100;
  private static final int MOST_CATEGORIES = 64;

  /// Graphemes; a teaser shorter than this says nothing.
  private static final int SHORTEST_TEASER = 20;

  /// Cleans an article.
  ///
  /// @param taken hashtags that stand in the template already
  static Material of(Article article, PostLimits limits, Set<String> taken) {
    var categories = Hashtags.meaningful(article.categories()).limit(MOST_CATEGORIES).toList();
    var fixed =
        new Fixed(
            article.link().filter(Material::isWebAddress).map(Links::recognisable),
            Words.cut(FeedText.line(article.author().orElse("")), LONGEST_NAME),
            article.feed().toString(),
            FeedText.line(article.language().orElse("")),
            article.published().map(it -> day(it).toString()).orElse(""));
    return new Material(
        bounded(FeedText.line(article.title()), LONGEST_TITLE),
        bounded(FeedText.paragraphs(article.summary()), LONGEST_TEXT),
        bounded(FeedText.paragraphs(article.text()), LONGEST_TEXT),
        new Hashtags(limits.hashtags(), limits.maxHashtags()).of(categories, taken),
        categories.stream().map(it -> Words.cut(it, LONGEST_NAME)).toList(),
        fixed);
  }

  /// Links lead to the web and nowhere else: no `javascript:`, no `file:`.
  static boolean isWebAddress(URI uri) {
    var scheme = uri.getScheme();
    return scheme != null
        && Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
        && uri.getRawAuthority() != null;
  }

  Map<String, Datum> variables() {
    return Map.of(
        "title", Datum.Text.of(Origin.FEED, title),
        "summary", Datum.Text.of(Origin.FEED, summary),
        "text", Datum.Text.of(Origin.FEED, text),
        "hashtags", many(Origin.HASHTAG, hashtags),
        "categories", many(Origin.FEED, categories),
        "link", Datum.Text.of(Origin.LINK, fixed.link().map(URI::toString).orElse("")),
        "author", Datum.Text.of(Origin.FEED, fixed.author()),
        "feed", Datum.Text.of(Origin.OWNER, fixed.feed()),
        "language", Datum.Text.of(Origin.FEED, fixed.language()),
        "published", Datum.Text.of(Origin.FEED, fixed.published()));
  }

  Material withTitle(int graphemes) {
    var shorter = Words.cut(title, graphemes);
    return new Material(shorter, summary, text, hashtags, categories, fixed);
  }

  Material withSummary(int graphemes) {
    return new Material(title, teaser(summary, graphemes), text, hashtags, categories, fixed);
  }

  Material withText(int graphemes) {
    return new Material(title, summary, teaser(text, graphemes), hashtags, categories, fixed);
  }

  Material withHashtags(int count) {
    var fewer = hashtags.subList(0, count);
    return new Material(title, summary, text, fewer, categories, fixed);
  }

  Material withCategories(int count) {
    var fewer = categories.subList(0, count);
    return new Material(title, summary, text, hashtags, fewer, fixed);
  }

  Material withoutLink() {
    var rest =
        new Fixed(
            Optional.empty(), fixed.author(), fixed.feed(), fixed.language(), fixed.published());
    return new Material(title, summary, text, hashtags, categories, rest);
  }

  /// The composer is pure, so it knows no time zone but this one.
  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static String teaser(String text, int graphemes) {
    var cut = Words.cutAtSentence(text, graphemes);
    return cut.equals(text) || Graphemes.count(cut) >= SHORTEST_TEASER ? cut : "";
  }

  private static String bounded(String text, int units) {
    return text.length() <= units
        ? text
        : Words.cut(text, Graphemes.count(text.substring(0, units)));
  }

  private static Datum many(Origin origin, List<String> items) {
    return new Datum.Many(items.stream().map(it -> Phrase.of(origin, it)).toList());
  }
}
