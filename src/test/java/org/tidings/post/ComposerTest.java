// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.article.Article;
import org.tidings.article.ArticleSamples;
import org.tidings.post.PostLimits.CardBy;
import org.tidings.post.PostLimits.HashtagAlphabet;
import org.tidings.post.PostLimits.Mentions;
import org.tidings.text.LengthRule;
import org.tidings.text.LengthRule.Unit;

class ComposerTest {
  private static final String FULL = "{{ title }}\n\n{{ summary }}\n\n{{ link }}\n\n{{ hashtags }}";
  private static final String PLAIN = "{{ title }}\n\n{{ link }}";
  private static final String LINK = "https://blog.example/2026/11/moving-house";

  /// Mastodon: graphemes, any link 23, plain text in which `@name` calls somebody.
  private static PostLimits mastodon(int max) {
    return new PostLimits(
        List.of(new LengthRule(Unit.GRAPHEMES, max)),
        OptionalInt.of(23),
        HashtagAlphabet.WORD,
        4,
        Mentions.NOTIFY,
        CardBy.PLATFORM);
  }

  /// Bluesky: two rules at once, links as they stand, and we make the card.
  private static PostLimits bluesky(int graphemes, int bytes) {
    return new PostLimits(
        List.of(new LengthRule(Unit.GRAPHEMES, graphemes), new LengthRule(Unit.UTF8_BYTES, bytes)),
        OptionalInt.empty(),
        HashtagAlphabet.WIDE,
        4,
        Mentions.INERT,
        CardBy.SENDER);
  }

  @TestFactory
  Stream<DynamicTest> gives_way_in_order_when_room_gets_scarce() {
    var title = "How we moved four terabytes without downtime";
    var first = "The old disks had three weeks to live.";
    var tags = "#ClimateChange #PostgreSQL #Debian8";
    return Stream.of(
            new Room(
                216,
                title,
                first + " Here is the plan we followed, the two mistakes we made, and the bill.",
                LINK,
                tags),
            new Room(
                215,
                title,
                first + " Here is the plan we followed, the two mistakes we made, and the…",
                LINK,
                tags),
            new Room(146, title, first, LINK, tags),
            new Room(145, title, "The old disks had three weeks to…", LINK, tags),
            new Room(127, title, LINK, tags),
            new Room(106, title, LINK, tags),
            new Room(105, title, LINK, "#ClimateChange #PostgreSQL"),
            new Room(97, title, LINK, "#ClimateChange #PostgreSQL"),
            new Room(96, title, LINK, "#ClimateChange"),
            new Room(85, title, LINK, "#ClimateChange"),
            new Room(84, title, LINK),
            new Room(69, title, LINK),
            new Room(68, "How we moved four terabytes without…", LINK),
            new Room(40, "How we moved…", LINK),
            new Room(27, "H…", LINK),
            new Room(26, LINK),
            new Room(23, LINK))
        .map(it -> DynamicTest.dynamicTest("in " + it.max(), it::check));
  }

  private record Room(int max, String... parts) {
    void check() throws TemplateException {
      var limits = mastodon(max);
      var post = compose(ArticleSamples.ordinary(), FULL, limits);
      assertThat(post.text()).isEqualTo(String.join("\n\n", parts));
      assertThat(Composer.measure(post, limits)).allMatch(PostMeasure::fits);
      assertThat(post.shortened()).isEqualTo(max < 216);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // exactly full, and one over, in each unit
    "GRAPHEMES, 5, 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦,"
        + " 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
    "GRAPHEMES, 4, 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦,"
        + " 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦…",
    "CODE_POINTS, 10, 🇩🇪🇫🇷🇮🇳🇯🇵🇧🇷, 🇩🇪🇫🇷🇮🇳🇯🇵🇧🇷",
    "CODE_POINTS, 9, 🇩🇪🇫🇷🇮🇳🇯🇵🇧🇷, 🇩🇪🇫🇷🇮🇳…",
    "CODE_POINTS, 6, 🇩🇪🇫🇷🇮🇳🇯🇵🇧🇷, 🇩🇪🇫🇷…",
    "UTF16_UNITS, 20, 🇩🇪🇫🇷🇮🇳🇯🇵🇧🇷, 🇩🇪🇫🇷🇮🇳🇯🇵🇧🇷",
    "UTF16_UNITS, 19, 🇩🇪🇫🇷🇮🇳🇯🇵🇧🇷, 🇩🇪🇫🇷🇮🇳…",
    "UTF16_UNITS, 12, 🇩🇪🇫🇷🇮🇳🇯🇵🇧🇷, 🇩🇪🇫🇷…",
    "UTF8_BYTES, 45, 四テラバイトを止めずに移す方法, 四テラバイトを止めずに移す方法",
    "UTF8_BYTES, 44, 四テラバイトを止めずに移す方法, 四テラバイトを止めずに移す…",
    "UTF8_BYTES, 36, 四テラバイトを止めずに移す方法, 四テラバイトを止めずに…",
    "GRAPHEMES, 14, כיצד העברנו ארבעה, כיצד העברנו…",
    "GRAPHEMES, 12, Donaudampfschifffahrt, Donaudampfs…",
    "GRAPHEMES, 20, 'Fish &amp; chips', 'Fish &amp; chips'",
    "UTF8_BYTES, 3, Hello, ''"
  })
  void cuts_a_title_to_the_limit_and_never_a_character(
      Unit unit, int max, String title, String text) throws TemplateException {
    var limits =
        new PostLimits(
            List.of(new LengthRule(unit, max)),
            OptionalInt.empty(),
            HashtagAlphabet.NONE,
            0,
            Mentions.INERT,
            CardBy.SENDER);

    var post = compose(ArticleSamples.titled(title), "{{ title }}", limits);

    assertThat(post.text()).isEqualTo(text);
    assertThat(Composer.measure(post, limits)).allMatch(PostMeasure::fits);
  }

  @Test
  void meets_all_rules_at_once() throws TemplateException {
    var limits = bluesky(300, 3000);
    var family = ArticleSamples.titled("👨‍👩‍👧‍👦".repeat(5000));

    var post = assertTimeout(Duration.ofSeconds(2), () -> compose(family, "{{ title }}", limits));

    assertThat(post.text()).startsWith("👨‍👩‍👧‍👦👨‍👩‍👧‍👦").endsWith("👨‍👩‍👧‍👦…");
    assertThat(Composer.measure(post, limits))
        .extracting(PostMeasure::used)
        .containsExactly(120, 2978);
  }

  @Test
  void survives_a_character_larger_than_the_limit() throws TemplateException {
    var limits = bluesky(300, 50);
    var post = compose(ArticleSamples.titled("Z" + "\u0301".repeat(10_000)), PLAIN, limits);

    assertThat(post.text()).isEqualTo(LINK);
  }

  @Test
  void counts_every_link_by_its_weight() throws TemplateException {
    var limits = mastodon(60);
    var article = ArticleSamples.titled("See https://a.example/" + "x".repeat(200) + " now");

    var post = compose(article, PLAIN, limits);

    assertThat(post.shortened()).isFalse();
    assertThat(Composer.measure(post, limits))
        .containsExactly(new PostMeasure(limits.text().getFirst(), 56));
    assertThat(post.spans()).hasSize(2).allMatch(Post.Span.Link.class::isInstance);
  }

  @Test
  void keeps_the_link_alone_when_even_that_is_too_long() throws TemplateException {
    var post = compose(ArticleSamples.ordinary(), FULL, mastodon(22));

    assertThat(post.text()).isEqualTo(LINK);
    assertThat(post.shortened()).isTrue();
    assertThat(Composer.measure(post, mastodon(22))).noneMatch(PostMeasure::fits);
  }

  @Test
  void leaves_a_link_that_is_too_long_to_the_card() throws TemplateException {
    var post = compose(ArticleSamples.ordinary(), FULL, bluesky(20, 3000));

    assertThat(post.text()).isEqualTo("How we moved four…");
    assertThat(post.card()).map(Post.Card::link).contains(URI.create(LINK));
  }

  @Test
  void finds_the_spans_of_what_is_literal_and_what_is_not() throws TemplateException {
    var template = "#blog: {{ title }} {{ link }} {{ hashtags }} via https://me.example/a. #x-y";
    var post = compose(ArticleSamples.titled("On #golang and C#"), template, mastodon(500));

    assertThat(post.text())
        .isEqualTo(
            "#blog: On #golang and C# "
                + LINK
                + " #ClimateChange #PostgreSQL #Debian8 via https://me.example/a. #x-y");
    assertThat(post.spans().stream().map(it -> shown(post, it)))
        .containsExactly(
            "#blog",
            LINK,
            "#ClimateChange",
            "#PostgreSQL",
            "#Debian8",
            "https://me.example/a",
            "#x");
  }

  @Test
  void sets_no_hashtag_twice() throws TemplateException {
    var post = compose(ArticleSamples.ordinary(), "#postgresql {{ hashtags }}", mastodon(500));

    assertThat(post.text()).isEqualTo("#postgresql #ClimateChange #Debian8");
  }

  @Test
  void lets_conditions_see_what_is_left() throws TemplateException {
    var template =
        "{{ title }}\n{% if summary %}\nAbout: {{ summary }}\n{% endif %}\n{{ link }}"
            + "{% if hashtags %}\nTags: {{ hashtags | join(', ') }}{% endif %}";

    assertThat(compose(ArticleSamples.ordinary(), template, mastodon(90)).text())
        .isEqualTo(
            "How we moved four terabytes without downtime\n" + LINK + "\nTags: #ClimateChange");
    assertThat(compose(ArticleSamples.ordinary(), template, mastodon(70)).text())
        .isEqualTo("How we moved four terabytes without downtime\n" + LINK);
  }

  @Test
  void asks_conditions_about_the_whole_text() throws TemplateException {
    var template = "{% if text contains 'bill' %}Bill!\n{% endif %}{{ text }}\n{{ link }}";
    var post = compose(ArticleSamples.ordinary(), template, mastodon(80));

    assertThat(post.text()).isEqualTo("Bill!\nThe old disks had three weeks to live.\n" + LINK);
  }

  @Test
  void shortens_nothing_that_is_only_asked_about() throws TemplateException {
    var template =
        "{% if text contains 'bill' and hashtags %}Bill! {% endif %}{{ title }} {{ link }}";
    var post = compose(ArticleSamples.ordinary(), template, mastodon(50));

    assertThat(post.text()).isEqualTo("Bill! How we moved four… " + LINK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "{{ title }}\\n\\n{{ link }}\\n\\n{{ hashtags }} → A note",
        "{{ link }}\\n\\n{{ title }} → A note",
        "{{ title }}\\n{{ author }}\\nend → A note\\nend",
        "{{ title }}\\n\\n{{ author }}\\n\\nend → A note\\n\\nend",
        "{{ title }}  {{ author }}  end   → A note end",
        "  {{ title }}\\t\\n \\n\\n\\n\\nend → A note\\n\\nend",
        "{{ title }}\\n{% if author %}by {{ author }}{% endif %}\\nend → A note\\nend",
        "{{ title }}\\r\\n\\r\\nend → A note\\n\\nend"
      })
  void tidies_white_space_and_lets_empty_lines_vanish(String template, String text)
      throws TemplateException {
    var source = template.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");

    assertThat(compose(ArticleSamples.bare(), source, mastodon(500)).text())
        .isEqualTo(text.replace("\\n", "\n"));
  }

  @Test
  void keeps_the_paragraphs_of_a_text() throws TemplateException {
    assertThat(compose(ArticleSamples.ordinary(), "{{ text }}", mastodon(500)).text())
        .contains("the bill.\n\nFirst we counted.");
  }

  @Test
  void calls_nobody_in_a_feeds_name_but_whom_the_owner_calls() throws TemplateException {
    var article = ArticleSamples.titled("@everyone, @ann@host.example wrote to me@host.example");
    var notify = compose(article, "@owner: {{ title }}", mastodon(500));
    var inert = compose(article, "@owner: {{ title }}", bluesky(300, 3000));

    assertThat(FeedTextTest.MASTODON_MENTION.matcher(notify.text()).results())
        .singleElement()
        .satisfies(it -> assertThat(it.group()).isEqualTo("@owner"));
    assertThat(notify.text()).contains("me@host.example");
    assertThat(inert.text()).doesNotContain("\u2060");
  }

  @Test
  void calls_nobody_by_way_of_a_filter() throws TemplateException {
    var article = ArticleSamples.titled("Mail @ ann");
    var post = compose(article, "{{ title | replace(' ', '') }}", mastodon(500));

    assertThat(FeedTextTest.MASTODON_MENTION.matcher(post.text()).find()).isFalse();
  }

  @Test
  void leaves_no_trace_of_a_hostile_feed() throws TemplateException {
    var post = compose(ArticleSamples.hostile(), FULL, mastodon(500));

    assertThat(post.text())
        .isEqualTo(
            "@\u2060everyone red {{ link }} ${jndi:ldap://x} gnp.exe"
                + " @\u2060ann@\u2060host.example\n\n"
                + "<script>alert(1)</script> AT&amp;T {% for i in range(1,3000000) %}x{% endfor %}"
                + " mail me@host.example\n\n"
                + LINK
                + "\n\n#Here #Bold");
    assertThat(post.title()).doesNotContain("\u001B", "\u202E", "\u2060");
  }

  @Test
  void makes_the_card_where_the_sender_does() throws TemplateException {
    var post = compose(ArticleSamples.ordinary(), "{{ title }}", bluesky(300, 3000));

    assertThat(post.card())
        .contains(
            new Post.Card(
                URI.create(LINK),
                "How we moved four terabytes without downtime",
                "The old disks had three weeks to live. Here is the plan we followed, the two"
                    + " mistakes we made, and the bill.",
                post.picture()));
    assertThat(post.picture())
        .contains(
            new Post.Picture(
                URI.create("https://blog.example/media/disks.jpg"),
                "Two racks of disks, one of them half empty"));
    assertThat(post.link()).contains(URI.create(LINK));
    assertThat(post.language()).contains("en");
  }

  @Test
  void makes_no_card_where_the_platform_does_or_nothing_is_linked() throws TemplateException {
    assertThat(compose(ArticleSamples.ordinary(), PLAIN, mastodon(500)).card()).isEmpty();
    assertThat(compose(ArticleSamples.bare(), PLAIN, bluesky(300, 3000)).card()).isEmpty();
  }

  @Test
  void describes_on_the_card_no_more_than_it_shows() throws TemplateException {
    var article = ArticleSamples.with("T", "One sentence more. ".repeat(100), "en");
    var card = compose(article, "{{ title }}", bluesky(300, 3000)).card().orElseThrow();

    assertThat(card.description()).hasSizeBetween(250, 300).endsWith("more.");
  }

  @Test
  void takes_a_template_without_link_at_its_word() throws TemplateException {
    var post = compose(ArticleSamples.ordinary(), "{{ title }}", mastodon(500));

    assertThat(post.text()).isEqualTo("How we moved four terabytes without downtime");
    assertThat(post.spans()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"javascript:alert(1)", "file:///etc/passwd", "data:text/html;x", "blog/post"})
  void links_to_the_web_only(String address) throws TemplateException {
    var post = compose(linked(address), PLAIN, bluesky(300, 3000));

    assertThat(post.text()).isEqualTo("How we moved four terabytes without downtime");
    assertThat(post.link()).isEmpty();
    assertThat(post.card()).isEmpty();
  }

  @Test
  void encodes_what_could_hide_in_an_address() throws TemplateException {
    var post = compose(linked("https://blog.example/a\u202Eb\uE000c"), PLAIN, mastodon(500));

    assertThat(post.text()).endsWith("https://blog.example/a%E2%80%AEb%EE%80%80c");
  }

  @Test
  void says_title_and_link_where_the_owners_own_words_are_too_long() throws TemplateException {
    var post = compose(ArticleSamples.ordinary(), "x".repeat(600) + "{{ title }}", mastodon(500));

    assertThat(post.text()).isEqualTo("How we moved four terabytes without downtime\n\n" + LINK);
    assertThat(post.shortened()).isTrue();
  }

  @Test
  void says_title_and_link_where_the_template_says_nothing() throws TemplateException {
    assertThat(compose(ArticleSamples.bare(), "{{ hashtags }}", mastodon(500)).text())
        .isEqualTo("A note");
  }

  @Test
  void posts_a_card_alone_if_the_owner_likes() throws TemplateException {
    var post = compose(ArticleSamples.with("T", "", "en"), "{{ summary }}", bluesky(300, 3000));

    assertThat(post.text()).isEmpty();
    assertThat(post.card()).isPresent();
  }

  private static Article linked(String address) {
    var it = ArticleSamples.ordinary();
    return new Article(
        it.id(),
        it.feed(),
        Optional.of(URI.create(address)),
        it.title(),
        it.summary(),
        it.text(),
        it.author(),
        it.categories(),
        it.language(),
        it.image(),
        it.published(),
        it.firstSeen());
  }

  private static String shown(Post post, Post.Span span) {
    return post.text().substring(span.start(), span.end());
  }

  private static Post compose(Article article, String template, PostLimits limits)
      throws TemplateException {
    return Composer.compose(article, Template.compile(template), limits);
  }
}
