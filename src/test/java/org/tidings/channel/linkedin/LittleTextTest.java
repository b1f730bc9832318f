// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Outcome;
import org.tidings.demo.linkedin.FakeLinkedIn;
import org.tidings.post.Post;

class LittleTextTest {
  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of("", ""),
        Arguments.of("plain", "plain"),
        Arguments.of("a (b) #c_d", "a \\(b\\) \\#c\\_d"),
        Arguments.of("C:\\x", "C:\\\\x"),
        Arguments.of("me@x.org", "me\\@x.org"),
        Arguments.of("|{}@[]()<>#\\*_~", "\\|\\{\\}\\@\\[\\]\\(\\)\\<\\>\\#\\\\\\*\\_\\~"),
        Arguments.of("1 < 2 && 3 > 2", "1 \\< 2 && 3 \\> 2"),
        Arguments.of("\\(", "\\\\\\("),
        Arguments.of("https://x.org/a_(b)~c", "https://x.org/a\\_\\(b\\)\\~c"),
        Arguments.of("two\nlines, 🎉 – “quoted” & 100 %", "two\nlines, 🎉 – “quoted” & 100 %"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void each_reserved_character_is_escaped_once(String text, String little) {
    assertThat(LittleText.escaped(text)).isEqualTo(little);
    assertThat(FakeLinkedIn.shows(little))
        .isEqualTo(new FakeLinkedIn.Shown(text, List.of(), false));
  }

  static Stream<Arguments> hashtags() {
    return Stream.of(
        Arguments.of("Postgres", "#Postgres", "{hashtag|\\#|Postgres}"),
        Arguments.of("Überraschung2", "#Überraschung2", "{hashtag|\\#|Überraschung2}"),
        Arguments.of("जलवायु", "#जलवायु", "{hashtag|\\#|जलवायु}"),
        Arguments.of("c_d", "\\#c\\_d", "{hashtag|\\#|c\\_d}"));
  }

  @ParameterizedTest
  @MethodSource("hashtags")
  void a_hashtag_is_written_as_chosen(String tag, String plain, String template) {
    var post =
        post("See #" + tag + " (now)", List.of(new Post.Span.Hashtag(4, 5 + tag.length(), tag)));
    assertThat(LittleText.of(post, LittleText.Hashtags.PLAIN))
        .isEqualTo("See " + plain + " \\(now\\)");
    assertThat(LittleText.of(post, LittleText.Hashtags.TEMPLATE))
        .isEqualTo("See " + template + " \\(now\\)");
  }

  @ParameterizedTest
  @EnumSource(LittleText.Hashtags.class)
  void linkedin_shows_what_was_meant(LittleText.Hashtags form) {
    for (var seed = 0; seed < 2000; seed++) {
      var post = random(new SplittableRandom(seed));
      var shown = FakeLinkedIn.shows(LittleText.of(post, form));
      assertThat(shown).as("seed " + seed).isEqualTo(meant(post, form));
    }
  }

  private static FakeLinkedIn.Shown meant(Post post, LittleText.Hashtags form) {
    var tags = new ArrayList<String>();
    for (var span : post.spans()) {
      if (span instanceof Post.Span.Hashtag(_, _, var tag)
          && (form == LittleText.Hashtags.TEMPLATE || !tag.contains("_"))) {
        tags.add(tag);
      }
    }
    return new FakeLinkedIn.Shown(post.text(), tags, false);
  }

  /// Words and hashtags in any order; the words are made of what is reserved, and of all else.
  private static Post random(SplittableRandom random) {
    var text = new StringBuilder();
    var spans = new ArrayList<Post.Span>();
    var pieces = random.nextInt(0, 12);
    for (var piece = 0; piece < pieces; piece++) {
      if (random.nextInt(3) == 0) {
        var tag = pick(random, List.of("Postgres", "a", "c_d", "जलवायु", "Überraschung", "X9"));
        spans.add(new Post.Span.Hashtag(text.length(), text.length() + 1 + tag.length(), tag));
        text.append('#').append(tag);
      } else {
        text.append(words(random));
      }
      text.append(pick(random, List.of(" ", "\n", ". ", " — ", ", ")));
    }
    return post(text.toString(), spans);
  }

  private static String words(SplittableRandom random) {
    var signs =
        List.of(
            "|",
            "{",
            "}",
            "@",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "#",
            "\\",
            "*",
            "_",
            "~",
            "a",
            "Z",
            "9",
            " ",
            "\n",
            "é",
            "🎉",
            "👩‍👩‍👧",
            "漢",
            "ك",
            "\u2060",
            "{hashtag|\\#|x}",
            "@[A](urn:li:person:1)",
            "#tag",
            "https://x.org/a_b",
            "\\\\");
    var words = new StringBuilder();
    var count = random.nextInt(1, 15);
    for (var i = 0; i < count; i++) {
      words.append(pick(random, signs));
    }
    return words.toString();
  }

  private static String pick(SplittableRandom random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  /// Length is counted before escaping: 3000 reserved characters fit.
  @Test
  void escaping_costs_no_length() {
    try (var network = new Network().login()) {
      var channel = network.channel();
      for (var sample :
          List.of(ArticleSamples.hostile(), ArticleSamples.titled("(x) ".repeat(2000)))) {
        var post = channel.compose(sample, Network.template("{{ title }}"));
        assertThat(post.text().length()).isLessThanOrEqualTo(3000);
        assertThat(network.publish(channel, post, Network.key(sample.id().toString())))
            .isInstanceOf(Outcome.Published.class);
        assertThat(network.linkedin.posts().getLast().text()).isEqualTo(post.text());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2999, 3000, 3001})
  void reserved_characters_fit_up_to_the_limit(int length) {
    try (var network = new Network().login()) {
      var sample = ArticleSamples.titled("(x".repeat(1501).substring(0, length));
      var post = network.channel().compose(sample, Network.template("{{ title }}"));
      assertThat(post.shortened()).isEqualTo(length > 3000);
      assertThat(post.text().length()).isBetween(Math.min(length, 2900), 3000);
    }
  }

  private static Post post(String text, List<Post.Span> spans) {
    return new Post(
        text,
        spans,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        false);
  }
}
