// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.channel.FakeChannel;
import org.tidings.config.Directives;
import org.tidings.config.Filter;
import org.tidings.config.Filter.Condition;
import org.tidings.config.Filter.Field;
import org.tidings.config.RouteSettings;
import org.tidings.config.RouteSettings.Duplicates;
import org.tidings.history.Story;
import org.tidings.outbox.DeliveryState;
import org.tidings.poll.Destination.Way;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.text.TextMatch;

/// From a feed through routes to what is enqueued and what is said about it.
class RoutesTest {
  private static final String TEMPLATE = "{{ title }} {{ link }} {{ hashtags }}";

  @TempDir Path folder;
  private PollFixture it;

  @BeforeEach
  void open() {
    it = new PollFixture(folder);
    it.publish(Rss.numbered(1, 1)).poll();
  }

  @AfterEach
  void close() {
    it.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "category=Disks         |                        | ready",
        "category=dis           |                        | include category \"dis\" does not hold",
        "category=x,disks       |                        | ready",
        "category=disks;title=x |                        | include title \"x\" does not hold",
        "author=ann             |                        | ready",
        "author=bob             |                        | ready",
        "title=article          |                        | ready",
        "text=article 2 says    |                        | ready",
        "text=(?i)says\\.$      |                        | ready",
        "text=never             |                        | include text \"never\" does not hold",
        "                       | category=(?i)^d        | exclude category \"(?i)^d\"",
        "                       | category=tapes,disks   | exclude category \"disks\"",
        "                       | title=x;author=Ann     | exclude author \"Ann\"",
        "                       | title=x                | ready",
        "category=disks         | category=disks         | exclude category \"disks\""
      })
  void an_article_passes_or_the_rule_that_stopped_it_is_named(
      String include, String exclude, String ends) {
    it.onlyTo("one", List.of(way("news", filter(include), filter(exclude))));
    it.publish(Rss.numbered(1, 2).replacing("<pubDate>", extra("Disks", "Ann", "Bob"))).poll();
    var told = told(2);
    if (ends.equals("ready")) {
      assertThat(told.state()).isEqualTo(DeliveryState.READY);
      assertThat(told.route()).contains("news");
    } else {
      assertThat(told.state()).isEqualTo(DeliveryState.SKIPPED);
      assertThat(told.reason()).isEqualTo("route news: " + ends);
      assertThat(told.events())
          .singleElement()
          .extracting(Story.Event::words, Story.Event::reason)
          .containsExactly("skipped", told.reason());
    }
  }

  @Test
  void the_first_route_that_an_article_passes_gives_its_words_and_additions() {
    var never = way("never", filter("title=nothing"), Filter.NONE);
    var words =
        new Way(
            route("words", Filter.NONE, Map.of("utm", "{{ channel }}-{{ feed }}")),
            template("News: {{ link }}"));
    var late = way("late", Filter.NONE, Filter.NONE);
    it.onlyTo("one", List.of(never, words, late));
    it.publish(Rss.numbered(1, 2)).poll();
    assertThat(told(2).route()).contains("words");
    assertThat(told(2).text()).contains("News: https://blog.example/2026/article-2?utm=one-blog");
    assertThat(post().link().orElseThrow()).hasQuery("utm=one-blog");
    it.publish(Rss.numbered(1, 2)).poll();
    assertThat(it.queue()).hasSize(1);
  }

  @Test
  void a_refusal_by_several_routes_names_each() {
    it.onlyTo(
        "one",
        List.of(
            way("a", filter("title=x"), Filter.NONE), way("b", Filter.NONE, filter("title=2"))));
    it.publish(Rss.numbered(1, 2)).poll();
    assertThat(told(2).reason())
        .isEqualTo("route a: include title \"x\" does not hold; route b: exclude title \"2\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "category | skip                    | skipped | its author says skip",
        "category | SKIP                    | skipped | its author says skip",
        "category | only: two               | skipped | its author wants it only in two",
        "category | only: one, two          | ready   |",
        "category | only-one                | ready   |",
        "category | onyl: one               | held    | its author asks for \"onyl: one\", which"
            + " means nothing",
        "category | only: tow               | held    | its author asks for \"only: tow\", which"
            + " means nothing",
        "element  | skip                    | skipped | its author says skip",
        "element  | only: two               | skipped | its author wants it only in two",
      })
  void what_an_author_asks_for_is_done_and_said(
      String where, String directive, String state, String reason) {
    it.directives = new Directives(Optional.of("tidings:"), Optional.of("blog:tidings"));
    it.to("two", new FakeChannel(new FakeChannel.Platform(), List.of()));
    publish(2, where, directive);
    var told = told(2);
    assertThat(told.state().word()).isEqualTo(state);
    assertThat(told.reason()).isEqualTo(reason == null ? "" : reason);
  }

  @ParameterizedTest
  @CsvSource({"category, text: Own words of mine", "element, text: Own words of mine"})
  void an_authors_own_words_replace_the_templates(String where, String directive) {
    it.directives = new Directives(Optional.of("tidings:"), Optional.of("blog:tidings"));
    it.onlyTo("one", List.of(way("a", Filter.NONE, Filter.NONE)));
    publish(2, where, directive);
    assertThat(told(2).text()).contains("Own words of mine\n\nhttps://blog.example/2026/article-2");
  }

  @Test
  void an_authors_own_words_are_no_template_and_a_directive_is_no_hashtag() {
    it.directives = new Directives(Optional.of("tidings:"), Optional.of("blog:tidings"));
    it.onlyTo("one", List.of(way("a", Filter.NONE, Filter.NONE)));
    publish(2, "element", "only: one\ntext: {{ title }}\nand more");
    assertThat(told(2).text().orElseThrow()).startsWith("{{ title }}").contains("and more");
    publish(3, "category", "only: one");
    assertThat(told(3).text()).contains("Article 3 https://blog.example/2026/article-3");
  }

  @Test
  void without_a_word_of_the_owner_nothing_in_a_feed_is_a_directive() {
    it.onlyTo("one", List.of(way("a", Filter.NONE, Filter.NONE)));
    publish(2, "element", "skip");
    assertThat(told(2).state()).isEqualTo(DeliveryState.READY);
  }

  @ParameterizedTest
  @CsvSource({
    "CHANNEL, a, skipped",
    "CHANNEL, b, skipped",
    "ROUTE, a, skipped",
    "ROUTE, b, ready",
    "NONE, a, ready"
  })
  void an_article_that_another_feed_had_is_posted_once_per_scope(
      Duplicates scope, String second, String state) {
    var news = it.feed("news", "/news", 0);
    it.onlyTo("one", List.of(way(scope, "a")));
    serve("/news", Rss.numbered(1, 1));
    it.poll(news);
    it.publish(Rss.numbered(1, 2)).poll();
    it.onlyTo("one", List.of(way(scope, second)));
    serve("/news", Rss.numbered(1, 2));
    it.poll(news);
    var told = newest().deliveries().getFirst();
    assertThat(told.state().word()).isEqualTo(state);
    if (state.equals("skipped")) {
      assertThat(told.reason()).isEqualTo("another feed has the same article: delivery 1");
    }
  }

  @Test
  void an_article_that_was_skipped_in_one_feed_may_come_from_another() {
    var news = it.feed("news", "/news", 0);
    serve("/news", Rss.numbered(1, 1));
    it.poll(news);
    it.onlyTo("one", List.of(way("a", Filter.NONE, filter("title=article"))));
    it.publish(Rss.numbered(1, 2)).poll();
    it.onlyTo("one", List.of(way("b", Filter.NONE, Filter.NONE)));
    serve("/news", Rss.numbered(1, 2));
    it.poll(news);
    assertThat(newest().deliveries().getFirst().state()).isEqualTo(DeliveryState.READY);
  }

  private void serve(String path, Rss rss) {
    it.server.handle("GET", path, _ -> PollFixture.document(rss.toString()));
  }

  private void publish(int number, String where, String directive) {
    var said =
        where.equals("category")
            ? "<category>tidings:" + directive + "</category>"
            : "<b:x xmlns:b='urn:b'/><blog:tidings xmlns:blog='urn:mine'>"
                + directive
                + "</blog:tidings>";
    it.publish(Rss.numbered(1, number).replacing("<pubDate>", said + "<pubDate>")).poll();
  }

  private Story newest() {
    return it.history().explain("Article").getFirst();
  }

  private Story.Told told(int number) {
    return it.history().explain("Article " + number).getFirst().deliveries().getFirst();
  }

  private Post post() {
    return it.queue().getLast().delivery().post().orElseThrow();
  }

  private static String extra(String category, String... authors) {
    var names = Arrays.stream(authors).map(it -> "<dc:creator>" + it + "</dc:creator>");
    return "<category>" + category + "</category>" + String.join("", names.toList()) + "<pubDate>";
  }

  /// `category=a,b;title=c`
  private static Filter filter(String written) {
    if (written == null) {
      return Filter.NONE;
    }
    return new Filter(
        Arrays.stream(written.split(";"))
            .map(it -> it.split("=", 2))
            .map(
                it ->
                    new Condition(
                        Field.valueOf(it[0].toUpperCase(Locale.ROOT)),
                        Arrays.stream(it[1].split(",")).map(TextMatch::of).toList()))
            .toList());
  }

  private static Way way(String id, Filter include, Filter exclude) {
    return new Way(
        new RouteSettings(
            id,
            List.of(),
            List.of(),
            include,
            exclude,
            Optional.empty(),
            Map.of(),
            Duplicates.CHANNEL),
        template(TEMPLATE));
  }

  private static Way way(Duplicates scope, String id) {
    return new Way(
        new RouteSettings(
            id, List.of(), List.of(), Filter.NONE, Filter.NONE, Optional.empty(), Map.of(), scope),
        template(TEMPLATE));
  }

  private static RouteSettings route(String id, Filter include, Map<String, String> query) {
    return new RouteSettings(
        id,
        List.of(),
        List.of(),
        include,
        Filter.NONE,
        Optional.empty(),
        query,
        Duplicates.CHANNEL);
  }

  private static Template template(String source) {
    try {
      return Template.compile(source);
    } catch (TemplateException e) {
      throw new IllegalStateException(e);
    }
  }
}
