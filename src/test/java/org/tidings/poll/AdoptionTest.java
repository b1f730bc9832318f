// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.Receipt;
import org.tidings.channel.Timeline.Shown;
import org.tidings.config.ChannelSettings;
import org.tidings.feed.FeedDocument;
import org.tidings.feed.FeedParser;
import org.tidings.feed.ParseResult;
import org.tidings.history.Story;
import org.tidings.outbox.DeliveryState;
import org.tidings.poll.Adoption.Evidence;
import org.tidings.poll.Adoption.Rest;
import org.tidings.poll.Adoption.Result;

class AdoptionTest {
  private static final ChannelSettings ONE = FakeChannel.settings("one");

  @TempDir Path folder;
  private PollFixture it;

  @BeforeEach
  void open() {
    it = new PollFixture(folder);
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void what_an_account_shows_is_published_and_only_news_goes_out_then() {
    var evidence = shown(post("p2", "x", link(2) + "?utm_source=other"), post("p1", "x", link(1)));
    var result = adopt(Rest.REMEMBER, evidence, Rss.numbered(1, 3));
    assertThat(result.found()).extracting(Adoption.Found::title).contains("Article 1", "Article 2");
    assertThat(result.remembered()).isEqualTo(3);
    assertThat(told(2).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(told(2).url()).contains(URI.create("https://social.example/p2"));
    it.clock.advance(Duration.ofSeconds(1));
    it.publish(Rss.numbered(1, 4)).poll();
    assertThat(it.titles()).containsExactly("Article 4");
  }

  @Test
  void doing_it_again_changes_nothing() {
    var evidence = shown(post("p1", "x", link(1)));
    adopt(Rest.REMEMBER, evidence, Rss.numbered(1, 3));
    var again = adopt(Rest.REMEMBER, evidence, Rss.numbered(1, 3));
    assertThat(again.remembered()).isZero();
    assertThat(again.found()).singleElement().matches(Adoption.Found::already);
    assertThat(told(1).events()).hasSize(1);
  }

  @Test
  void a_rehearsal_says_the_same_and_leaves_nothing() {
    var evidence = shown(post("p1", "x", link(1)));
    var documents = List.of(document(Rss.numbered(1, 3)));
    var rehearsed = adoption().rehearse(it.feed(), documents, evidence, Rest.REMEMBER);
    assertThat(it.history().explain("Article 1")).isEmpty();
    assertThat(adopt(Rest.REMEMBER, evidence, Rss.numbered(1, 3))).isEqualTo(rehearsed);
  }

  @Test
  void the_owner_may_have_the_newer_ones_posted_by_the_next_poll() {
    var evidence = shown(post("p2", "x", link(2)));
    var result = adopt(Rest.POST, evidence, Rss.numbered(1, 4));
    assertThat(result.left()).isEqualTo(2);
    it.clock.advance(Duration.ofSeconds(1));
    it.publish(Rss.numbered(1, 4)).poll();
    assertThat(it.titles()).containsExactly("Article 3", "Article 4");
  }

  @Test
  void what_is_left_for_the_next_poll_is_news_however_old() {
    var rss = Rss.empty();
    for (var i = 1; i <= 7; i++) {
      rss = rss.with("g" + i, link(i), "Article " + i, date(i).minus(Duration.ofDays(80 - 10 * i)));
    }
    adopt(Rest.POST, shown(post("p2", "x", link(2))), rss);
    it.clock.advance(Duration.ofSeconds(1));
    it.publish(rss).poll();
    assertThat(it.queue()).allMatch(q -> q.delivery().state() == DeliveryState.READY).hasSize(5);
  }

  @Test
  void the_owner_may_know_that_all_of_it_is_out() {
    adopt(Rest.MARK, shown(), Rss.numbered(1, 2));
    assertThat(told(2).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(told(2).reason()).contains("says the owner");
  }

  @Test
  void a_list_names_articles_by_guid_or_address_even_if_the_feed_has_them_no_more() {
    var listed = Set.of("http://www.blog.example/2026/article-2/", "tag:blog,2020:9");
    var result =
        adopt(Rest.REMEMBER, List.of(new Evidence(ONE, List.of(), listed)), Rss.numbered(1, 2));
    assertThat(result.found()).singleElement().matches(it -> it.title().equals("Article 2"));
    assertThat(result.beyond()).isEqualTo(1);
    var back =
        Rss.numbered(1, 2).with("tag:blog,2020:9", "https://blog.example/new", "Back", date(9));
    it.publish(back).poll();
    assertThat(it.titles()).isEmpty();
  }

  @Test
  void a_whole_title_is_evidence_where_the_address_was_shortened_but_not_from_before() {
    it.clock.advance(Duration.ofDays(3));
    var feed =
        Rss.empty()
            .with("a", link(1), "Open thread of the week", date(1))
            .with("b", link(2), "Open thread of the week", date(4000));
    var evidence = shown(post("p", "New: Open thread of the week! https://sho.rt/x"));
    var result = adopt(Rest.REMEMBER, evidence, feed);
    assertThat(result.found()).hasSize(1);
  }

  @Test
  void what_came_after_the_first_poll_stays_news() {
    it.publish(Rss.numbered(1, 2)).poll();
    adopt(Rest.REMEMBER, shown(post("p1", "x", link(1))), Rss.numbered(1, 3));
    assertThat(told(1).state()).isEqualTo(DeliveryState.PUBLISHED);
    it.clock.advance(Duration.ofSeconds(1));
    it.publish(Rss.numbered(1, 3)).poll();
    assertThat(it.titles()).containsExactly("Article 3");
  }

  private Adoption adoption() {
    return new Adoption(it.database(), it.outbox(), it.clock);
  }

  private Result adopt(Rest rest, List<Evidence> evidence, Rss rss) {
    it.clock.advance(Duration.ofSeconds(1)); // the fixture's keys come from the time
    return adoption().adopt(it.feed(), List.of(document(rss)), evidence, rest);
  }

  private FeedDocument document(Rss rss) {
    var body = rss.toString().getBytes(StandardCharsets.UTF_8);
    var parsed =
        FeedParser.parse(
            body, Optional.of("application/rss+xml"), it.feed().url(), it.clock.instant());
    return ((ParseResult.Parsed) parsed).document();
  }

  private Story.Told told(int number) {
    return it.history().explain("Article " + number).getFirst().deliveries().getFirst();
  }

  private static List<Evidence> shown(Shown... posts) {
    return List.of(new Evidence(ONE, List.of(posts), Set.of()));
  }

  private static Shown post(String id, String text, String... links) {
    var url = URI.create("https://social.example/" + id);
    return new Shown(
        new Receipt(id, Optional.of(url)),
        Optional.of(date(2)),
        Stream.of(links).map(URI::create).toList(),
        text);
  }

  private static String link(int number) {
    return "https://blog.example/2026/article-" + number;
  }

  private static Instant date(int number) {
    return Rss.date(number);
  }
}
