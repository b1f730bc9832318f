// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.history.FeedStatus;
import org.tidings.http.StubAnswer;
import org.tidings.poll.PollReport.Ending;

class PollTimesTest {
  private static final Duration EVERY = PollFixture.EVERY;

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
  void an_unchanged_feed_is_asked_conditionally_and_costs_no_document() {
    it.publish(Rss.numbered(1, 3)).poll();
    assertThat(it.poll().ending()).isEqualTo(new Ending.Unchanged());
    assertThat(it.poll().ending()).isEqualTo(new Ending.Unchanged());
    assertThat(it.server.requests("/feed"))
        .extracting(request -> request.header("If-None-Match").isPresent())
        .containsExactly(false, true, true);
    it.publish(Rss.numbered(1, 4)).poll();
    assertThat(it.titles()).containsExactly("Article 4");
  }

  @Test
  void a_304_may_bring_a_newer_validator() {
    it.answer(PollFixture.document(Rss.numbered(1, 3).toString()).header("ETag", "\"1\"")).poll();
    it.answer(StubAnswer.status(304).header("ETag", "\"2\"")).poll();
    it.poll();
    assertThat(it.server.requests("/feed").getLast().header("If-None-Match")).contains("\"2\"");
  }

  @Test
  void a_document_that_cannot_be_read_leaves_no_validators() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.answer(StubAnswer.ok("text/html", "<html>Login</html>").header("ETag", "\"login\"")).poll();
    assertThat(status().failures()).isEqualTo(1);
    assertThat(status().reason()).isNotEmpty();
    it.publish(Rss.numbered(1, 4)).poll();
    assertThat(it.server.requests("/feed").getLast().header("If-None-Match")).isEmpty();
    assertThat(it.titles()).containsExactly("Article 4");
    assertThat(status().failures()).isZero();
    assertThat(status().reason()).isEmpty();
  }

  @Test
  void an_article_that_settled_but_is_not_shown_makes_no_feed_be_asked_every_minute() {
    it.settle(Duration.ofMinutes(20)).publish(Rss.numbered(1, 3)).poll();
    it.publish(Rss.numbered(1, 4)).poll();
    it.answer(PollFixture.document(Rss.empty() + "<!-- 1 -->")).poll();
    var report = it.answer(PollFixture.document(Rss.empty() + "<!-- 2 -->")).poll();
    assertThat(it.titles()).isEmpty();
    assertThat(report.next())
        .hasValueSatisfying(at -> assertThat(at).isAfterOrEqualTo(it.clock.instant()));
    it.publish(Rss.numbered(1, 4)).poll();
    assertThat(it.titles()).containsExactly("Article 4");
  }

  @Test
  void a_failing_feed_is_asked_less_and_less_often_and_keeps_its_validators() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.answer(StubAnswer.status(500));
    var waits = List.of(it.poll(), it.poll(), it.poll()).stream().map(PollReport::next).toList();
    assertThat(waits.get(2).orElseThrow()).isAfter(waits.get(1).orElseThrow().plus(EVERY));
    assertThat(status().failures()).isEqualTo(3);
    it.publish(Rss.numbered(1, 3));
    assertThat(it.poll().ending()).isEqualTo(new Ending.Unchanged());
  }

  @Test
  void the_servers_own_wait_is_honoured() {
    it.answer(StubAnswer.status(503).header("Retry-After", "172800"));
    var asked = it.clock.instant();
    assertThat(it.poll().next().orElseThrow()).isAfterOrEqualTo(asked.plus(Duration.ofDays(2)));
    assertThat(due()).isEmpty();
  }

  @Test
  void a_feed_that_is_gone_is_asked_once_more_a_day_later_and_then_never() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.answer(StubAnswer.status(410));
    var said = it.clock.instant();
    var first = it.poll();
    assertThat(first.ending())
        .isInstanceOfSatisfying(Ending.Gone.class, g -> assertThat(g.confirmed()).isFalse());
    assertThat(first.next().orElseThrow()).isAfterOrEqualTo(said.plus(Duration.ofHours(24)));
    it.clock.set(first.next().orElseThrow());
    assertThat(due()).containsExactly(new FeedId("blog"));
    var second = it.poll();
    assertThat(second.ending())
        .isInstanceOfSatisfying(Ending.Gone.class, g -> assertThat(g.confirmed()).isTrue());
    assertThat(second.next()).isEmpty();
    it.clock.advance(Duration.ofDays(1000));
    assertThat(due()).isEmpty();
    assertThat(status().gone()).contains(said);
    assertThat(status().next()).isEmpty();
  }

  @Test
  void a_410_that_passes_was_nothing() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.answer(StubAnswer.status(410)).poll();
    it.publish(Rss.numbered(1, 4)).poll();
    assertThat(status().gone()).isEmpty();
    assertThat(it.titles()).containsExactly("Article 4");
  }

  @Test
  void a_feed_is_due_at_once_then_after_its_interval_and_never_early() {
    assertThat(due()).containsExactly(new FeedId("blog"));
    var polled = it.clock.instant();
    var next = it.publish(Rss.numbered(1, 3)).poll().next().orElseThrow();
    assertThat(next)
        .isBetween(polled.plus(EVERY), polled.plus(EVERY.multipliedBy(11).dividedBy(10)));
    it.clock.set(next.minusMillis(1));
    assertThat(due()).isEmpty();
    it.clock.set(next);
    assertThat(due()).containsExactly(new FeedId("blog"));
  }

  @Test
  void a_new_address_keeps_the_memory_and_drops_the_validators() {
    it.publish(Rss.numbered(1, 3)).poll();
    it.server.on(
        "GET",
        "/moved",
        PollFixture.document(Rss.numbered(1, 4).toString()).header("ETag", "\"m\""));
    var moved = it.feed("blog", "/moved", 0);
    assertThat(due(moved)).containsExactly(new FeedId("blog"));
    it.poll(moved);
    assertThat(it.server.requests("/moved").getFirst().header("If-None-Match")).isEmpty();
    assertThat(it.titles()).containsExactly("Article 4");
  }

  @Test
  void the_longest_overdue_feed_comes_first() {
    it.publish(Rss.numbered(1, 3));
    FeedSettings late = it.feed("late", "/feed", 0);
    FeedSettings later = it.feed("later", "/feed", 0);
    FeedSettings never = it.feed("never", "/feed", 0);
    it.poll(later);
    it.poll(late);
    it.clock.advance(Duration.ofDays(1));
    assertThat(due(late, later, never)).containsExactly(never.id(), later.id(), late.id());
  }

  private List<FeedId> due() {
    return due(it.feed());
  }

  private List<FeedId> due(FeedSettings... feeds) {
    return it.poller().due(List.of(feeds), Set.of()).stream().map(Due::feed).toList();
  }

  private FeedStatus status() {
    return it.status(new FeedId("blog"));
  }
}
