// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.article.Article;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Outcome;
import org.tidings.post.Post;

/// What is written fits, and the server agrees.
class ThreadsLimitsTest {
  private Network network = new Network("");

  @AfterEach
  void close() {
    network.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {499, 500})
  void a_text_up_to_the_limit_stays_whole(int length) {
    var post = compose("{{ title }}", ArticleSamples.titled("x".repeat(length)));
    assertThat(post.text()).hasSize(length);
    publishes(post);
  }

  @Test
  void a_longer_one_is_shortened_to_what_the_server_takes() {
    var post = compose("{{ title }}", ArticleSamples.titled("words ".repeat(200)));
    assertThat(post.text()).hasSizeBetween(480, 500).endsWith("…");
    publishes(post);
  }

  /// 125 of four bytes each.
  @Test
  void emoji_count_their_bytes() {
    assertThat(compose("{{ title }}", ArticleSamples.titled("👍".repeat(125))).shortened())
        .isFalse();
    var post = compose("{{ title }}", ArticleSamples.titled("👍".repeat(126)));
    assertThat(post.shortened()).isTrue();
    publishes(post);
  }

  @Test
  void four_links_beside_the_card_are_the_most() {
    assertThat(compose("{{ text }}", linked(4)).text()).contains("example/4");
    var post = compose("{{ text }}", linked(5));
    assertThat(post.text()).contains("example/4").doesNotContain("example/5");
    publishes(post);
  }

  @Test
  void no_link_is_ever_cut() {
    var post = compose("{{ text }}", linked(40));
    assertThat(post.text()).containsPattern("https://site\\.example/4\\b").doesNotContain("/5");
    publishes(post);
  }

  @Test
  void under_a_picture_the_text_has_the_link_and_no_card_is_promised() {
    network.close();
    network = new Network("image = true");
    var post = compose(new Threads().defaultTemplate(), ArticleSamples.ordinary());
    assertThat(post.text()).contains("https://blog.example/2026/11/moving-house");
    assertThat(post.card()).isEmpty();
    var bare = compose(new Threads().defaultTemplate(), ArticleSamples.bare());
    assertThat(bare.text()).isEqualTo("A note");
  }

  @Test
  void the_first_category_is_the_topic() {
    var post = network.ordinary();
    assertThat(post.text()).endsWith("\n\n#ClimateChange");
    publishes(post);
    assertThat(network.server().fields().getFirst()).doesNotContainKey("topic_tag");
  }

  /// Threads takes the first `#` for it.
  @Test
  void a_title_with_a_number_sign_does_not_take_the_topics_place() {
    var post =
        compose(new Threads().defaultTemplate(), ArticleSamples.titled("Our #1 tip for movers"));
    publishes(post);
    assertThat(network.server().fields().getFirst()).containsEntry("topic_tag", "ClimateChange");
  }

  @Test
  void without_topics_there_is_no_hashtag() {
    network.close();
    network = new Network("topic = false");
    assertThat(network.ordinary().text()).doesNotContain("#");
  }

  private static Article linked(int links) {
    var text =
        IntStream.rangeClosed(1, links)
            .mapToObj(
                it -> "This is sentence %d, see https://site.example/%d for it.".formatted(it, it))
            .collect(Collectors.joining(" "));
    return ArticleSamples.with("Links", text, "en");
  }

  private Post compose(String template, Article article) {
    return network.channel().compose(article, Network.template(template));
  }

  private void publishes(Post post) {
    assertThat(network.channel().publish(network.payload(post), KEY))
        .isInstanceOf(Outcome.Published.class);
    assertThat(List.copyOf(network.server().posts()).getFirst().text()).isEqualTo(post.text());
  }
}
