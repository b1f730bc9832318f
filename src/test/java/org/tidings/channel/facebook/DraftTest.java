// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.article.Article;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.post.Composer;
import org.tidings.post.Post;
import org.tidings.post.PostMeasure;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;

/// Where the words and the link of a post go.
class DraftTest {
  private static final String LINK = "https://blog.example/2026/11/moving-house";

  private final Site site = new Site().login();

  @AfterEach
  void close() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the default's manner: the link is the card
        "A                                  | A              | yes",
        "A⏎⏎{{ link }}                      | A              | yes",
        "A⏎{{ link }}⏎B                     | A⏎B            | yes",
        "A⏎⏎{{ link }}⏎⏎#B                  | A⏎⏎#B          | yes",
        "A⏎{{ link }}⏎⏎#B                   | A⏎⏎#B          | yes",
        "{{ link }}⏎⏎A                      | A              | yes",
        "{{ link }}⏎A⏎{{ link }}            | A              | yes",
        // a sentence stays a sentence
        "Read {{ link }} now                | Read @ now     | no",
        "A: {{ link }}                      | A: @           | no",
        "{{ link }} (free)                  | @ (free)       | no",
        "A⏎{{ link }}⏎or B: {{ link }}      | A⏎@⏎or B: @    | no",
      })
  void the_link_stands_in_one_place_only(String template, String text, String card) {
    var post = compose(ArticleSamples.ordinary(), template);
    assertThat(post.text()).isEqualTo(text.replace("⏎", "\n").replace("@", LINK));
    var form = form(post);
    assertThat(form.get("message")).isEqualTo(post.text());
    assertThat(form.containsKey("link")).isEqualTo(card.equals("yes"));
    post.spans()
        .forEach(
            it ->
                assertThat(post.text().substring(it.start(), it.end()))
                    .isEqualTo(it instanceof Post.Span.Hashtag(_, _, var tag) ? "#" + tag : LINK));
  }

  @Test
  void a_post_of_the_link_alone_has_no_words() {
    var form = form(compose(ArticleSamples.ordinary(), "{{ link }}"));
    assertThat(form).doesNotContainKey("message").containsEntry("link", LINK);
  }

  @Test
  void other_links_are_words() {
    var post = compose(ArticleSamples.ordinary(), "{{ title }}\n\nhttps://other.example/x");
    assertThat(post.text()).endsWith("\n\nhttps://other.example/x");
    assertThat(form(post)).containsEntry("link", LINK);
  }

  @Test
  void an_article_without_a_link_is_words() {
    var form = form(compose(ArticleSamples.bare(), "{{ title }}\n\n{{ link }}"));
    assertThat(form).containsEntry("message", "A note").doesNotContainKey("link");
  }

  /// 63,206, in UTF-16 units: an emoji is two.
  @ParameterizedTest
  @CsvSource({
    "x, 32000, 31205, 63205, false",
    "x, 32000, 31206, 63206, false",
    "x, 32000, 31207, 63206, true",
    "😀, 16000, 15603, 63206, false",
    "😀, 16000, 15604, 63206, true",
  })
  void the_limit_is_kept_to_the_last_unit(
      String letter, int text, int summary, int most, boolean shortened) {
    var it = ArticleSamples.ordinary();
    var article =
        new Article(
            it.id(),
            it.feed(),
            it.link(),
            it.title(),
            letter.repeat(summary),
            letter.repeat(text),
            it.author(),
            it.categories(),
            it.language(),
            it.image(),
            it.published(),
            it.firstSeen());
    var post = compose(article, "{{ text }}{{ summary }}");
    assertThat(post.shortened()).isEqualTo(shortened);
    assertThat(post.text().length()).isLessThanOrEqualTo(most);
    if (!shortened) {
      assertThat(post.text()).hasSize(most);
    }
    assertThat(Composer.measure(post, site.channel().limits())).allMatch(PostMeasure::fits);
    assertThat(site.channel().publish(payload(post), ChannelContract.KEY))
        .isInstanceOf(Outcome.Published.class);
  }

  @Test
  void the_platform_takes_no_unit_more() {
    var over = new Payload(Form.encode(Map.of("message", "x".repeat(63_207))), "");
    assertThat(site.channel().publish(over, ChannelContract.KEY))
        .isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void at_names_notify_nobody_and_stay_as_they_are() {
    assertThat(compose(ArticleSamples.titled("by @ann"), "{{ title }}").text())
        .isEqualTo("by @ann");
  }

  private Post compose(Article article, String template) {
    try {
      var compiled = Template.compile(template.replace("⏎", "\n"));
      return site.channel().compose(article, compiled);
    } catch (TemplateException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, String> form(Post post) {
    return Form.decode(payload(post).body());
  }

  private Payload payload(Post post) {
    var prepared = site.channel().prepare(post, ChannelContract.KEY);
    assertThat(prepared).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) prepared).payload();
  }
}
