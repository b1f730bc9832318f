// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.config.FeedId;
import org.tidings.feed.Entry;

class EntryArticleTest {
  private static final FeedId BLOG = new FeedId("blog");
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String LINK = "https://blog.example/2026/moving-house";
  private static final String FIRST =
      "The old disks had three weeks to live, and nobody had noticed.";
  private static final String CONTENT = "<p>" + FIRST + "</p><p>First we counted.</p>";

  @Test
  void carries_over_what_the_entry_states() {
    var article =
        Article.of(
            BLOG,
            new Entry(
                Optional.of("1"),
                Optional.of(URI.create(LINK + "?utm_source=rss&p=1")),
                Optional.of("Moving house"),
                Optional.of(NOW.minusSeconds(60)),
                Optional.empty(),
                Optional.of("Ann"),
                List.of("Disks", "uncategorized", "disks", " Moving  on "),
                Optional.of("en"),
                Optional.empty(),
                Optional.of(CONTENT),
                Optional.of(
                    new Entry.Image(
                        URI.create("https://blog.example/i.jpg"), Optional.of("Disks"))),
                List.of(),
                List.of()),
            NOW);
    assertThat(article)
        .isEqualTo(
            new Article(
                ArticleId.NONE,
                BLOG,
                Optional.of(URI.create(LINK + "?p=1")),
                "Moving house",
                FIRST,
                FIRST + "\n\nFirst we counted.",
                Optional.of("Ann"),
                List.of("Disks", "Moving on"),
                Optional.of("en"),
                Optional.of(
                    new Article.Image(
                        URI.create("https://blog.example/i.jpg"), Optional.of("Disks"))),
                Optional.of(NOW.minusSeconds(60)),
                NOW));
  }

  @Test
  void the_authors_own_summary_is_preferred() {
    var own = "How we moved four terabytes in one night, and what we would do otherwise now.";
    assertThat(of("T", own, CONTENT).summary()).isEqualTo(own);
  }

  @Test
  void a_summary_that_is_only_the_beginning_gives_way_to_the_whole_paragraph() {
    assertThat(of("T", "The old disks had three weeks to live, and nobody […]", CONTENT).summary())
        .isEqualTo(FIRST);
    assertThat(of("T", "The old disks had three weeks to live, and nobody...", CONTENT).summary())
        .isEqualTo(FIRST);
  }

  @Test
  void a_kicker_is_no_summary() {
    assertThat(of("T", "A photo.", CONTENT).summary()).isEqualTo(FIRST);
  }

  @Test
  void a_short_first_line_is_no_paragraph() {
    assertThat(of("T", "", "<p>By Ann</p>" + CONTENT).summary()).isEqualTo(FIRST);
  }

  @Test
  void the_only_text_is_its_own_summary_if_it_is_short() {
    assertThat(of("T", "Short and good.", "").summary()).isEqualTo("Short and good.");
    assertThat(of("T", "Short and good.", "").text()).isEqualTo("Short and good.");
    assertThat(of("T", "", "").summary()).isEmpty();
  }

  @Test
  void a_long_paragraph_is_cut_after_a_sentence() {
    var sentence = "This sentence is one of many that say the same again and again. ";
    var summary = of("T", "", "<p>" + sentence.repeat(30) + "</p>").summary();
    assertThat(summary).hasSizeBetween(300, 600).endsWith("again.");
  }

  @Test
  void a_very_long_text_is_kept_in_part() {
    assertThat(of("T", "", "<p>" + "word ".repeat(20_000) + "</p>").text()).hasSize(20_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Short and good.        | https://blog.example/x              | Short and good.
          ''                     | https://blog.example/moving-house/  | moving house
          ''                     | https://blog.example/a/my_page.html | my page
          ''                     | https://blog.example/caf%C3%A9      | café
          ''                     | https://blog.example/100%25         | 100%
          ''                     | https://www.blog.example/           | blog.example
          ''                     | ''                                  | blog
          """)
  void an_untitled_entry_gets_a_title(String text, String link, String title) {
    var entry = Entries.entry("1", link, "", Optional.empty(), text);
    assertThat(Article.of(BLOG, entry, NOW).title()).isEqualTo(title);
    assertThat(EntryArticle.brief(BLOG, entry, NOW).title()).isEqualTo(title);
  }

  @Test
  void a_made_title_is_short() {
    var title = of("", "", "<p>" + "many words and no end ".repeat(20) + "</p>").title();
    assertThat(title).hasSizeBetween(50, 100).endsWith("…");
  }

  @Test
  void a_brief_article_has_no_text() {
    var brief = EntryArticle.brief(BLOG, entry("T", "", CONTENT), NOW);
    assertThat(brief.text()).isEmpty();
    assertThat(brief.summary()).isEmpty();
    assertThat(brief.title()).isEqualTo("T");
  }

  @Test
  void json_gives_back_what_was_written() {
    for (var article :
        List.of(
            ArticleSamples.ordinary(),
            ArticleSamples.bare(),
            ArticleSamples.emoji(),
            ArticleSamples.hindi(),
            ArticleSamples.hostile())) {
      var json = ArticleJson.write(article);
      assertThat(json).doesNotContain("\n");
      assertThat(ArticleJson.read(article.id(), article.feed(), json)).isEqualTo(article);
    }
  }

  @Test
  void json_of_a_later_version_can_be_read() {
    var json =
        ArticleJson.write(ArticleSamples.bare()).replace("{\"title\"", "{\"new\":[1],\"title\"");
    assertThat(json).contains("new");
    assertThat(ArticleJson.read(new ArticleId(2), new FeedId("notes"), json))
        .isEqualTo(ArticleSamples.bare());
  }

  @Test
  void what_is_no_article_is_refused() {
    for (var json : List.of("", "[]", "{\"title\":1}", "{\"title\":\"x\"")) {
      assertThatThrownBy(() -> ArticleJson.read(new ArticleId(1), BLOG, json))
          .as(json)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Article of(String title, String summary, String content) {
    return Article.of(BLOG, entry(title, summary, content), NOW);
  }

  private static Entry entry(String title, String summary, String content) {
    return new Entry(
        Optional.of("1"),
        Optional.of(URI.create(LINK)),
        Optional.of(title).filter(it -> !it.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.of(summary).filter(it -> !it.isEmpty()),
        Optional.of(content).filter(it -> !it.isEmpty()),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
