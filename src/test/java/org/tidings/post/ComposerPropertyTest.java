// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidings.article.Article;
import org.tidings.article.ArticleId;
import org.tidings.config.FeedId;
import org.tidings.post.PostLimits.CardBy;
import org.tidings.post.PostLimits.HashtagAlphabet;
import org.tidings.post.PostLimits.Mentions;
import org.tidings.text.LengthRule;
import org.tidings.text.TwitterText;

/// Whatever a feed says and whatever the owner's template is: the post is within every limit, its
/// links are whole, its spans are right, and nothing invisible is left.
class ComposerPropertyTest {
  private static final int ROUNDS_PER_SEED = 60;

  private static final List<String> FRAGMENTS =
      List.of(
          "plain",
          "words and more words",
          "Sentence one. Sentence two! Three?",
          "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
          "👨‍👩‍👧‍👦",
          "🧑🏽‍💻🐦‍🔥",
          "🇩🇪🇫🇷🇮",
          "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
          "e\u0301\u0302\u0303",
          "Z" + "\u0351".repeat(60),
          "四テラバイトを止めずに移す。",
          "ภาษาไทยง่ายนิดเดียว",
          "جلوگیری می‌خواهم",
          "שלום עולם",
          "जलवायु परिवर्तन।",
          "@everyone",
          "@ann@host.example",
          "me@host.example",
          "＠ann",
          "#hash",
          "# ",
          "$ACME",
          "$BRK.A rose by $5",
          "https://else.example/a/b?c=d",
          "https://else.example/" + "y".repeat(90),
          "(https://else.example/x)",
          "\u001B[31mred",
          "\u202Egnp.exe",
          "\u200B\uFEFF\u00AD\u2060",
          "\uE000\uE001\uF8FF",
          "\uD83D",
          "\uDC00",
          "\u0000\u0007",
          "{{ link }}",
          "{% if x %}",
          "<b>bold</b> &amp; &#8217;",
          "\n\n\n",
          "\r\n",
          "\u2028",
          "   ",
          "\u00A0",
          "…",
          ".");

  private static final List<String> TEMPLATES =
      List.of(
          "{{ title }}\n\n{{ link }}\n\n{{ hashtags }}",
          "{{ title }}\n\n{{ summary }}\n\n{{ link }} {{ hashtags | join(' ') }}",
          "{{ text }}\n{{ link }}",
          "{% if author %}{{ author }}: {% endif %}{{ title | truncate(40) }} {{ link }}",
          "#news {% for tag in hashtags %}{{ tag }}{% if not loop.last %} · {% endif %}{% endfor"
              + " %}\n"
              + "{{ title | upper }}\n"
              + "{{ summary | words(12) }}\n\n\n"
              + "{{ link }}.",
          "{{ categories | join(', ') }} {{ title ~ ' – ' ~ author }} {{ link }}",
          "{{ text | replace(' ', '') }}{{ title }}",
          "literal only https://me.example/about #mine",
          "{{ link }}",
          "{{ hashtags }}");

  private static final Pattern HALF_SURROGATE =
      Pattern.compile(
          "[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

  /// The beginning of an address of the fragments, but not the whole.
  private static final Pattern CUT_LINK =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}@＠#$])https://(?!else\\.example/(a/b\\?c=d|y{90}|x)|blog|me)");

  private static final Pattern DEBRIS =
      Pattern.compile(
          "[\\p{Cc}\\p{Co}\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\u00AD&&[^\\n"
              + "]]");

  static Stream<Long> seeds() {
    return IntStream.range(0, 20).mapToObj(it -> 20_261_120L + it);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keeps_its_promises(long seed) throws TemplateException {
    var random = new Random(seed);
    for (var round = 0; round < ROUNDS_PER_SEED; round++) {
      var article = article(random);
      var template = Template.compile(pick(random, TEMPLATES));
      var limits = limits(random);
      var post = Composer.compose(article, template, limits);
      assertThat(post)
          .as("seed %d round %d: %s, %s", seed, round, template.source(), limits)
          .satisfies(it -> checkPromises(it, article, template, limits));
    }
  }

  private static void checkPromises(
      Post post, Article article, Template template, PostLimits limits) {
    checkLimits(post, limits);
    checkText(post, limits);
    checkSpans(post, article);
    assertThat(Composer.compose(article, template, limits)).isEqualTo(post);
    assertThat(PostJson.read(PostJson.write(post))).isEqualTo(post);
  }

  private static void checkLimits(Post post, PostLimits limits) {
    var aloneAndTooLong =
        post.card().isEmpty()
            && post.spans().size() == 1
            && post.spans().getFirst() instanceof Post.Span.Link(var start, var end, var target)
            && start == 0
            && end == post.text().length()
            && post.link().filter(target::equals).isPresent();
    if (!aloneAndTooLong) {
      assertThat(Composer.measure(post, limits)).allMatch(PostMeasure::fits);
    }
  }

  private static void checkText(Post post, PostLimits limits) {
    assertThat(post.text())
        .doesNotContainPattern(DEBRIS)
        .doesNotContainPattern(HALF_SURROGATE)
        .doesNotContain("\n\n\n")
        .doesNotContainPattern("(?m) $")
        .isEqualTo(post.text().strip());
    assertThat(new String(post.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(post.text());
    if (limits.mentions() == Mentions.NOTIFY) {
      assertThat(post.text()).doesNotContainPattern(FeedTextTest.MASTODON_MENTION);
    }
    limits
        .maxCashtags()
        .ifPresent(
            it -> assertThat(TwitterText.cashtags(post.text())).hasSizeLessThanOrEqualTo(it));
  }

  private static void checkSpans(Post post, Article article) {
    var last = 0;
    for (var span : post.spans()) {
      assertThat(span.start()).isGreaterThanOrEqualTo(last);
      assertThat(span.end()).isGreaterThan(span.start()).isLessThanOrEqualTo(post.text().length());
      last = span.end();
      var shown = post.text().substring(span.start(), span.end());
      switch (span) {
        case Post.Span.Link(_, _, var target) -> assertThat(shown).isEqualTo(target.toString());
        case Post.Span.Hashtag(_, _, var tag) -> assertThat(shown).isEqualTo("#" + tag);
      }
    }
    var link = article.link().map(URI::toString).orElse("nothing");
    assertThat(post.text().replace(link, "")).doesNotContain("blog.example");
    assertThat(post.text()).doesNotContainPattern(CUT_LINK);
  }

  private static Article article(Random random) {
    return new Article(
        new ArticleId(1),
        new FeedId("blog"),
        random.nextInt(8) == 0
            ? Optional.empty()
            : Optional.of(
                URI.create("https://blog.example/" + "p".repeat(random.nextInt(60)) + "/é")),
        text(random, 6),
        text(random, 20),
        text(random, 80),
        random.nextBoolean() ? Optional.of(text(random, 3)) : Optional.empty(),
        IntStream.range(0, random.nextInt(9)).mapToObj(_ -> text(random, 2)).toList(),
        Optional.of("en"),
        Optional.of(
            new Article.Image(
                URI.create("https://blog.example/a.jpg"), Optional.of(text(random, 4)))),
        Optional.of(Instant.EPOCH),
        Instant.EPOCH);
  }

  private static String text(Random random, int most) {
    return IntStream.range(0, random.nextInt(most + 1))
        .mapToObj(_ -> pick(random, FRAGMENTS))
        .collect(Collectors.joining(random.nextInt(4) == 0 ? "" : " "));
  }

  private static PostLimits limits(Random random) {
    var units = LengthRule.Unit.values();
    var rules =
        IntStream.range(0, 1 + random.nextInt(2))
            .mapToObj(
                _ -> new LengthRule(units[random.nextInt(units.length)], 1 + random.nextInt(600)))
            .toList();
    return new PostLimits(
        rules,
        random.nextBoolean() ? OptionalInt.of(23) : OptionalInt.empty(),
        pick(random, List.of(HashtagAlphabet.values())),
        random.nextInt(6),
        pick(random, List.of(Mentions.values())),
        pick(random, List.of(CardBy.values())),
        random.nextBoolean() ? OptionalInt.of(random.nextInt(3)) : OptionalInt.empty());
  }

  private static <T> T pick(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
