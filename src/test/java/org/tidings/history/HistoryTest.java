// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.channel.FakeChannel.Crash;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.outbox.DeliveryState;

class HistoryTest {
  private static final HistoryQuery ALL = HistoryQuery.newest(100);

  @TempDir Path folder;
  private HistoryFixture it;

  @BeforeEach
  void open() {
    it = new HistoryFixture(folder);
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void a_published_post_as_json() {
    it.post("blog", "https://blog.example/a", "A \"title\"", "one");
    it.clock.advance(Duration.ofMillis(1500));
    it.deliver("one");
    assertThat(lines(ALL))
        .containsExactly(
            """
            {"time":"2026-11-24T12:00:01.500Z","feed":"blog",\
            "article":{"id":1,"title":"A \\"title\\"","url":"https://blog.example/a"},\
            "channel":"one","type":"fake","state":"published","attempts":1,\
            "post":{"id":"1","url":"https://fake.example/1",\
            "text":"A \\"title\\"\\n\\nhttps://blog.example/a"},"reason":"published"}\
            """);
  }

  @Test
  void a_rejected_post_as_json() {
    it.post("blog", "https://blog.example/a", "A", "one");
    it.channel("one").publishes(Fate.REJECT);
    it.deliver("one");
    assertThat(lines(ALL))
        .containsExactly(
            """
            {"time":"2026-11-24T12:00:00Z","feed":"blog",\
            "article":{"id":1,"title":"A","url":"https://blog.example/a"},\
            "channel":"one","type":"fake","state":"rejected","attempts":1,\
            "post":{"text":"A\\n\\nhttps://blog.example/a"},"reason":"too rude"}\
            """);
  }

  @Test
  void a_published_post_as_csv_that_no_spreadsheet_runs() {
    it.post("blog", "https://blog.example/a", "=1+1, \"x\"", "one");
    it.deliver("one");
    assertThat(HistoryCsv.header())
        .isEqualTo(
            "time,feed,article,title,article_url,channel,type,state,attempts,post,post_url,text,"
                + "reason");
    assertThat(HistoryCsv.line(search(ALL).getFirst()))
        .isEqualTo(
            """
            2026-11-24T12:00:00Z,blog,1,"'=1+1, ""x""\",https://blog.example/a,one,fake,published,\
            1,1,https://fake.example/1,"'=1+1, ""x""

            https://blog.example/a",published\
            """);
  }

  @Test
  void the_newest_change_comes_first_and_the_limit_keeps_the_newest() {
    posts("one", "A", "B", "C");
    assertThat(titles(ALL)).containsExactly("C", "B", "A");
    assertThat(titles(HistoryQuery.newest(2))).containsExactly("C", "B");
  }

  @Test
  void feed_channel_and_state_select() {
    posts("one", "A", "B");
    it.post("notes", "https://notes.example/n", "N", "two");
    it.channel("two").publishes(Fate.REJECT);
    it.deliver("two");
    var none = Optional.<String>empty();
    assertThat(titles(query(Optional.of("notes"), none, Set.of(), none))).containsExactly("N");
    assertThat(titles(query(none, Optional.of("one"), Set.of(), none))).containsExactly("B", "A");
    assertThat(titles(query(none, none, Set.of(DeliveryState.REJECTED), none)))
        .containsExactly("N");
    assertThat(
            titles(
                query(none, none, Set.of(DeliveryState.REJECTED, DeliveryState.PUBLISHED), none)))
        .hasSize(3);
    assertThat(titles(query(none, none, Set.of(DeliveryState.HELD), none))).isEmpty();
  }

  @Test
  void times_select_from_the_first_moment_to_before_the_last() {
    posts("one", "A", "B", "C");
    var start = HistoryFixture.START;
    var minutes =
        new HistoryQuery(
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.of(start.plusSeconds(60)),
            Optional.of(start.plusSeconds(120)),
            Optional.empty(),
            10);
    assertThat(titles(minutes)).containsExactly("B");
  }

  @Test
  void words_are_searched_in_titles_addresses_and_posts_as_they_stand() {
    posts("one", "100% sure", "100 times", "under_score");
    var none = Optional.<String>empty();
    assertThat(titles(query(none, none, Set.of(), Optional.of("100%"))))
        .containsExactly("100% sure");
    assertThat(titles(query(none, none, Set.of(), Optional.of("R_S"))))
        .containsExactly("under_score");
    assertThat(titles(query(none, none, Set.of(), Optional.of("blog.example/2"))))
        .containsExactly("under_score");
    assertThat(titles(query(none, none, Set.of(), Optional.of("fake.example/1"))))
        .containsExactly("100% sure");
    assertThat(titles(query(none, none, Set.of(), Optional.of("shortened"))))
        .as("the key of a post, not its words")
        .isEmpty();
  }

  @Test
  void following_shows_each_change_once_and_misses_none() {
    posts("one", "A");
    var page = it.history().search(ALL);
    assertThat(it.history().since(page.position(), ALL).entries()).isEmpty();
    it.post("blog", "https://blog.example/b", "B", "one");
    it.post("blog", "https://blog.example/c", "C", "one");
    var enqueued = it.history().since(page.position(), ALL);
    assertThat(enqueued.entries()).extracting(HistoryEntry::title).containsExactly("B", "C");
    it.deliver("one");
    var sent = it.history().since(enqueued.position(), ALL);
    assertThat(sent.entries())
        .allMatch(e -> e.state() == DeliveryState.PUBLISHED)
        .extracting(HistoryEntry::title)
        .containsExactly("B", "C");
    assertThat(it.history().since(sent.position(), ALL).entries()).isEmpty();
  }

  @Test
  void following_goes_by_the_last_thing_that_happened() {
    var start = it.history().search(ALL).position();
    it.post("blog", "https://blog.example/a", "A", "one");
    it.post("blog", "https://blog.example/b", "B", "one");
    it.owner().hold(it.history().search(ALL).entries().getLast().delivery());
    assertThat(it.history().since(start, ALL).entries())
        .extracting(HistoryEntry::title)
        .containsExactly("B", "A");
  }

  @Test
  void following_does_not_tell_what_is_under_way() {
    it.post("blog", "https://blog.example/a", "A", "one");
    var start = it.history().search(ALL).position();
    it.channel("one").publishes(Fate.CRASH_BEFORE);
    assertThatThrownBy(() -> it.deliver("one")).isInstanceOf(Crash.class);
    var page = it.history().since(start, ALL);
    assertThat(page.position()).isGreaterThan(start);
    assertThat(page.entries()).isEmpty();
  }

  @Test
  void following_heeds_the_query() {
    var start = it.history().search(ALL).position();
    it.post("blog", "https://blog.example/a", "A", "one", "two");
    var none = Optional.<String>empty();
    assertThat(it.history().since(start, query(none, Optional.of("two"), Set.of(), none)).entries())
        .extracting(e -> e.channel().value())
        .containsExactly("two");
  }

  @Test
  void the_status_of_feeds_and_channels() {
    posts("one", "A", "B");
    it.post("blog", "https://blog.example/c", "C", "one", "two");
    it.accounts().pause(new ChannelId("two"));
    var status = it.status("one", "two");
    assertThat(status.feeds()).extracting(FeedStatus::articles).containsExactly(3L, 0L);
    assertThat(HistoryJson.line(status.feeds().get(1), List.of()))
        .isEqualTo("{\"feed\":\"never\",\"failures\":0,\"articles\":0,\"held\":0}");
    assertThat(HistoryJson.line(status.channels().getFirst(), List.of()))
        .isEqualTo(
            """
            {"channel":"one","type":"fake","checked":"2026-11-24T12:01:00Z",\
            "deliveries":{"ready":1,"sending":0,"waiting":0,\
            "unknown":0,"held":0,"published":2,"skipped":0,"rejected":0,"expired":0},\
            "lastPublished":"2026-11-24T12:01:00Z","lastUrl":"https://fake.example/2"}\
            """);
    var two = status.channels().getLast();
    assertThat(two.account().paused()).contains(it.clock.instant());
    assertThat(two.lastPublished()).isEmpty();
    assertThat(HistoryJson.line(two, List.of())).contains("\"paused\":\"2026-11-24T12:02:00Z\"");
  }

  /// Posts to a channel, a minute apart.
  private void posts(String channel, String... titles) {
    for (var i = 0; i < titles.length; i++) {
      it.post("blog", "https://blog.example/" + i, titles[i], channel);
      it.deliver(channel);
      it.clock.advance(Duration.ofMinutes(1));
    }
  }

  private List<HistoryEntry> search(HistoryQuery query) {
    return it.history().search(query).entries();
  }

  private List<String> titles(HistoryQuery query) {
    return search(query).stream().map(HistoryEntry::title).toList();
  }

  private List<String> lines(HistoryQuery query) {
    return search(query).stream().map(HistoryJson::line).toList();
  }

  private static HistoryQuery query(
      Optional<String> feed,
      Optional<String> channel,
      Set<DeliveryState> states,
      Optional<String> search) {
    return new HistoryQuery(
        feed.map(FeedId::new),
        channel.map(ChannelId::new),
        states,
        Optional.empty(),
        Optional.empty(),
        search,
        100);
  }
}
