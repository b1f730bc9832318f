// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.channel.FakeChannel;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.history.FeedStatus;
import org.tidings.outbox.DeliveryState;
import org.tidings.poll.PollReport.Ending;

class PollerTest {
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
  void the_first_document_is_remembered_and_not_posted() {
    var report = it.publish(Rss.numbered(1, 20)).poll();
    assertThat(report.ending()).isEqualTo(new Ending.Baselined(20, 0));
    assertThat(report.ready()).isEmpty();
    assertThat(it.titles()).isEmpty();
    assertThat(status().articles()).isEqualTo(20);
    assertThat(status().title()).contains("A blog");
  }

  @Test
  void the_newest_few_of_the_first_document_are_posted_if_asked_for() {
    it.publish(Rss.numbered(1, 20)).poll(it.feed(2));
    assertThat(it.titles()).containsExactly("Article 19", "Article 20");
    it.publish(Rss.numbered(1, 20).newest(19)).poll(it.feed(5));
    assertThat(it.titles()).hasSize(2);
  }

  @Test
  void new_entries_are_enqueued_once_each_oldest_first() {
    it.publish(Rss.numbered(1, 5)).poll();
    var report = it.publish(Rss.numbered(1, 8)).poll();
    assertThat(report.ending()).isEqualTo(new Ending.Read(8, 3, false));
    assertThat(report.ready()).containsExactly(new ChannelId("one"));
    assertThat(it.titles()).containsExactly("Article 6", "Article 7", "Article 8");
    it.publish(Rss.numbered(1, 8).replacing("What", "All that")).poll();
    assertThat(it.titles()).hasSize(3);
  }

  @Test
  void each_channel_gets_its_own_delivery() {
    it.to("two", new FakeChannel(new FakeChannel.Platform(), List.of()));
    it.publish(Rss.numbered(1, 2)).poll();
    var report = it.publish(Rss.numbered(1, 3)).poll();
    assertThat(report.ready()).containsExactly(new ChannelId("one"), new ChannelId("two"));
    assertThat(it.queue()).extracting(q -> q.delivery().channel().value()).contains("one", "two");
    assertThat(it.titles()).containsExactly("Article 3", "Article 3");
  }

  @Test
  void entries_without_dates_come_from_the_documents_end() {
    it.publish(Rss.numbered(1, 2)).poll();
    it.publish(
            Rss.numbered(1, 2)
                .with("a", "https://blog.example/a", "Older", Rss.date(9))
                .with("b", "https://blog.example/b", "Newer", Rss.date(8))
                .replacing("pubDate", "noDate"))
        .poll();
    assertThat(it.titles()).containsExactly("Older", "Newer");
  }

  /// Feeds lie about dates, and clocks are set: the first document after a restore that has entries
  /// says what may be out, however late it comes.
  @Test
  void what_the_first_document_after_a_restore_brings_waits_for_the_owner() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.restored();
    it.publish(Rss.empty()).poll();
    it.clock.advance(Duration.ofHours(5));
    var late = Rss.numbered(1, 3).with("n", "https://blog.example/n", "New", Rss.date(400));
    it.publish(late).poll();
    assertThat(it.queue())
        .extracting(q -> q.delivery().state())
        .containsExactly(DeliveryState.HELD);
    it.publish(late.with("o", "https://blog.example/o", "Newer", Rss.date(401))).poll();
    assertThat(it.queue()).extracting(q -> q.delivery().state()).contains(DeliveryState.READY);
  }

  @Test
  void a_clock_that_is_set_back_lets_nothing_stand_for_longer() {
    it.settle(Duration.ofMinutes(20)).publish(Rss.numbered(1, 3)).poll();
    it.publish(Rss.numbered(1, 4)).poll();
    var back = Duration.ofDays(-3650);
    it.clock.advance(back);
    it.database().runInTx(tx -> it.poller().turned(tx, back));
    it.poll();
    assertThat(it.titles()).isEmpty();
    it.poll();
    assertThat(it.titles()).containsExactly("Article 4");
  }

  @Test
  void what_stood_when_a_copy_was_made_waits_for_the_owner_after_a_restore() {
    it.settle(Duration.ofMinutes(20)).publish(Rss.numbered(1, 3)).poll();
    it.publish(Rss.numbered(1, 4)).poll();
    it.restored();
    it.poll();
    it.poll();
    assertThat(it.queue())
        .extracting(q -> q.delivery().state())
        .containsExactly(DeliveryState.HELD);
  }

  @Test
  void an_edited_title_is_not_posted() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.publish(Rss.numbered(1, 3).replacing("Article 3", "Article 3, corrected")).poll();
    assertThat(it.titles()).isEmpty();
  }

  @Test
  void a_move_to_another_scheme_and_host_is_not_posted() {
    it.publish(Rss.numbered(1, 9).replacing("https://", "http://")).poll();
    it.publish(Rss.numbered(1, 9)).poll();
    assertThat(it.titles()).isEmpty();
    it.publish(Rss.numbered(1, 9).replacing("blog.example", "www.new.example")).poll();
    assertThat(it.titles()).isEmpty();
    it.publish(Rss.numbered(1, 10).replacing("blog.example", "www.new.example")).poll();
    assertThat(it.titles()).containsExactly("Article 10");
  }

  @Test
  void an_article_stays_known_when_one_after_the_other_all_its_marks_change() {
    var date = Rss.date(1);
    var numbered =
        Rss.empty().with("https://blog.example/?p=7", "https://blog.example/a", "A", date);
    var permalink = Rss.empty().with("https://blog.example/a", "https://blog.example/a", "A", date);
    var renamed = Rss.empty().with("https://blog.example/a", "https://blog.example/b", "A!", date);
    it.publish(numbered).poll();
    it.publish(permalink).poll();
    it.publish(renamed).poll();
    assertThat(it.titles()).isEmpty();
  }

  @Test
  void one_guid_for_all_entries_loses_and_doubles_none() {
    var one = Rss.empty().with("0", "https://blog.example/a", "A", Rss.date(1));
    var two = one.with("0", "https://blog.example/b", "B", Rss.date(2));
    var three = two.with("0", "https://blog.example/c", "C", Rss.date(3));
    it.publish(two).poll();
    it.publish(three).poll();
    it.publish(three.newest(1)).poll();
    it.publish(three.reversed()).poll();
    assertThat(it.titles()).containsExactly("C");
  }

  @Test
  void a_feed_that_was_empty_for_a_while_is_not_posted_again() {
    it.publish(Rss.numbered(1, 12)).poll();
    it.publish(Rss.empty()).poll();
    it.publish(Rss.numbered(1, 12).reversed()).poll();
    assertThat(it.titles()).isEmpty();
  }

  @Test
  void an_empty_first_document_is_no_beginning() {
    assertThat(it.publish(Rss.empty()).poll().ending()).isEqualTo(new Ending.Baselined(0, 0));
    assertThat(it.publish(Rss.numbered(1, 3)).poll().ending())
        .isEqualTo(new Ending.Baselined(3, 0));
    it.publish(Rss.numbered(1, 4)).poll();
    assertThat(it.titles()).containsExactly("Article 4");
  }

  @Test
  void a_whole_feed_that_looks_new_is_held() {
    it.publish(Rss.numbered(1, 5)).poll();
    var report = it.publish(Rss.numbered(101, 111)).poll();
    assertThat(report.ending()).isEqualTo(new Ending.Read(11, 11, true));
    assertThat(report.ready()).isEmpty();
    assertThat(it.queue())
        .hasSize(11)
        .allSatisfy(
            q -> {
              assertThat(q.delivery().state()).isEqualTo(DeliveryState.HELD);
              assertThat(q.reason()).contains("11 entries").contains("tidings queue release");
              assertThat(q.delivery().post()).isPresent();
            });
  }

  @Test
  void a_redesign_with_new_addresses_is_recognised_by_titles_and_dates() {
    it.publish(Rss.numbered(1, 10)).poll();
    var redesigned =
        Rss.numbered(1, 10).replacing("blog.example/2026/article", "blog.example/posts/no");
    assertThat(it.publish(redesigned).poll().ending()).isEqualTo(new Ending.Read(10, 0, false));
  }

  @Test
  void old_entries_of_a_feed_made_longer_are_held() {
    it.publish(Rss.numbered(41, 50)).poll();
    assertThat(it.publish(Rss.numbered(1, 50)).poll().ending())
        .isEqualTo(new Ending.Read(50, 40, true));
  }

  @Test
  void many_new_entries_beside_known_ones_are_posted() {
    it.publish(Rss.numbered(1, 5)).poll();
    it.publish(Rss.numbered(5, 20)).poll();
    assertThat(it.queue()).hasSize(15).allMatch(q -> q.delivery().state() == DeliveryState.READY);
  }

  @Test
  void a_back_dated_article_among_new_ones_is_posted_with_them() {
    it.publish(Rss.numbered(10, 15)).poll();
    it.publish(Rss.numbered(10, 18).with(2)).poll();
    assertThat(it.queue()).hasSize(4).allMatch(q -> q.delivery().state() == DeliveryState.READY);
    assertThat(it.titles()).startsWith("Article 2");
  }

  @Test
  void a_crash_before_the_commit_loses_and_doubles_nothing() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.to("two", new SpoiltChannel("Article 5", true)).publish(Rss.numbered(1, 5));
    assertThatThrownBy(it::poll).isInstanceOf(FakeChannel.Crash.class);
    it.restart();
    assertThat(it.titles()).isEmpty();
    it.onlyTo("one", new FakeChannel(new FakeChannel.Platform(), List.of())).poll();
    assertThat(it.titles()).containsExactly("Article 4", "Article 5");
  }

  @Test
  void a_post_that_cannot_be_made_is_held_and_costs_the_others_nothing() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.to("two", new SpoiltChannel("Article 4", false)).publish(Rss.numbered(1, 5)).poll();
    assertThat(it.queue())
        .filteredOn(q -> q.delivery().state() == DeliveryState.HELD)
        .singleElement()
        .satisfies(
            q -> {
              assertThat(q.title()).isEqualTo("Article 4");
              assertThat(q.delivery().channel()).isEqualTo(new ChannelId("two"));
              assertThat(q.reason()).contains("could not be made");
            });
    assertThat(it.queue()).hasSize(4);
  }

  @Test
  void two_feeds_know_nothing_of_each_other() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.server.on("GET", "/other", PollFixture.document(Rss.numbered(1, 5).toString()));
    var other = it.feed("other", "/other", 0);
    assertThat(it.poll(other).ending()).isEqualTo(new Ending.Baselined(5, 0));
    it.publish(Rss.numbered(1, 4)).poll();
    assertThat(it.titles()).containsExactly("Article 4");
    assertThat(it.queue().getFirst().delivery().article().value()).isEqualTo(9);
  }

  private FeedStatus status() {
    return it.status(new FeedId("blog"));
  }
}
