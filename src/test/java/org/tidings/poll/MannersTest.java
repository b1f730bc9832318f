// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.config.FeedAccess;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.http.Headers;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.poll.PollReport.Ending;

/// How the poller treats other people's servers, against a real one.
class MannersTest {
  private static final Duration HOUR = Duration.ofHours(1);

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
  void a_feed_is_asked_by_its_own_rhythm() {
    it.publish(Rss.numbered(1, 3));
    assertThat(pause()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(66));
  }

  @ParameterizedTest
  @CsvSource({
    "Cache-Control, 'public, max-age=7200', PT2H",
    "Cache-Control, 'max-age=99999999', P1D",
    "Cache-Control, 'no-cache, max-age=7200', PT0S",
    "Expires, 'Tue, 24 Nov 2026 15:00:00 GMT', PT3H",
    "Expires, '0', PT0S",
  })
  void the_servers_own_pause_is_kept(String name, String value, Duration floor) {
    var rss = Rss.numbered(1, 3).toString();
    it.answer(PollFixture.document(rss).header("ETag", "\"1\"").header(name, value));
    var least = floor.compareTo(HOUR) > 0 ? floor : Duration.ofMinutes(15);
    assertThat(pause())
        .isBetween(
            least,
            least.compareTo(HOUR) > 0 ? least.multipliedBy(11).dividedBy(10) : HOUR.plusMinutes(6));
  }

  @Test
  void the_feeds_own_pause_is_kept_while_it_is_unchanged() {
    var rss = Rss.numbered(1, 3).toString().replace("<channel>", "<channel><ttl>300</ttl>");
    it.answer(PollFixture.document(rss).header("ETag", "\"1\""));
    assertThat(pause()).isBetween(HOUR.multipliedBy(5), HOUR.multipliedBy(6));
    it.answer(StubAnswer.status(304));
    assertThat(pause()).isBetween(HOUR.multipliedBy(5), HOUR.multipliedBy(6));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        // the header of a 304 behind a document that asked for three hours
        "X-Nothing, , 180",
        "Cache-Control, `private, max-age=7200`, 120",
        "Cache-Control, no-cache, 15",
        "Cache-Control, private, 15",
        "Expires, `Tue, 24 Nov 2026 23:00:00 GMT`, 300",
        "Expires, 0, 15",
      })
  void a_304_that_says_nothing_of_the_pause_leaves_it_as_it_was(
      String name, @Nullable String value, int minutes) {
    var rss = PollFixture.document(Rss.numbered(1, 3).toString()).header("ETag", "\"1\"");
    it.answer(rss.header("Cache-Control", "max-age=10800"));
    assertThat(pause()).isGreaterThanOrEqualTo(HOUR.multipliedBy(3));
    it.clock.set(Instant.parse("2026-11-24T18:00:00Z"));
    it.answer(StubAnswer.status(304).header(name, value == null ? "" : value));
    var least = Duration.ofMinutes(minutes);
    assertThat(pause())
        .isGreaterThanOrEqualTo(least)
        .isLessThan(
            least.compareTo(HOUR) > 0 ? least.plus(least.dividedBy(9)) : HOUR.plusMinutes(7));
  }

  @Test
  void a_pause_that_a_document_was_given_is_not_kept_by_failures() {
    var rss = PollFixture.document(Rss.numbered(1, 3).toString()).header("ETag", "\"1\"");
    it.answer(rss.header("Cache-Control", "max-age=86400"));
    assertThat(pause()).isGreaterThanOrEqualTo(Duration.ofDays(1));
    it.answer(StubAnswer.status(500));
    assertThat(pause()).isLessThan(HOUR.multipliedBy(2));
  }

  @Test
  void a_document_that_says_nothing_of_the_pause_ends_it() {
    var rss = PollFixture.document(Rss.numbered(1, 3).toString()).header("ETag", "\"1\"");
    it.answer(rss.header("Cache-Control", "max-age=10800"));
    assertThat(pause()).isGreaterThanOrEqualTo(HOUR.multipliedBy(3));
    it.answer(rss);
    assertThat(pause()).as("the same once more").isLessThan(HOUR.multipliedBy(2));
  }

  @Test
  void a_server_without_validators_is_asked_rarely() {
    it.answer(PollFixture.document(Rss.numbered(1, 3).toString()));
    assertThat(pause()).isGreaterThanOrEqualTo(HOUR.multipliedBy(4));
  }

  @Test
  void a_server_that_ignores_its_own_validators_is_asked_rarely() {
    it.answer(PollFixture.document(Rss.numbered(1, 3).toString()).header("ETag", "\"1\""));
    for (var i = 0; i < 10; i++) {
      assertThat(pause()).isLessThan(HOUR.multipliedBy(2));
    }
    assertThat(pause()).isGreaterThanOrEqualTo(HOUR.multipliedBy(4));
  }

  @Test
  void a_servers_wait_is_kept_by_all_feeds_of_its_domain_and_by_the_next_process() {
    it.answer(StubAnswer.status(429).header("Retry-After", "7200"));
    it.poll(adaptive());
    var sister = it.feed("sister", "/other", 0);
    assertThat(due(sister)).isEmpty();
    it.restart();
    it.clock.set(PollFixture.START.plus(Duration.ofMinutes(119)));
    assertThat(due(sister)).isEmpty();
    it.clock.set(PollFixture.START.plus(Duration.ofMinutes(121)));
    assertThat(due(sister)).containsExactly(sister.id());
  }

  /// Who asks for rest is the server that a redirect leads to, not the one that redirects.
  @Test
  void rest_is_given_to_the_domain_that_asked_for_it() {
    polled(at("moved", "https://old.example/feed"), "https://new.example/feed", busy());
    assertThat(due(at("one", "https://new.example/other"))).isEmpty();
    var other = at("two", "https://old.example/other");
    assertThat(due(other)).containsExactly(other.id());
  }

  @Test
  void a_feed_that_leads_to_a_domain_that_rests_waits_too() {
    var leading = at("leading", "https://old.example/feed");
    polled(
        leading, "https://new.example/feed", PollFixture.document(Rss.numbered(1, 3).toString()));
    it.clock.set(PollFixture.START.plus(Duration.ofDays(1)));
    assertThat(due(leading)).containsExactly(leading.id());
    polled(at("other", "https://new.example/other"), "https://new.example/other", busy());
    assertThat(due(leading)).isEmpty();
  }

  @Test
  void too_often_without_a_wait_is_an_hour() {
    it.answer(StubAnswer.status(429));
    assertThat(pause()).isGreaterThanOrEqualTo(HOUR);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 451})
  void a_refusal_is_taken_for_a_day(int status) {
    it.answer(StubAnswer.status(status));
    assertThat(pause()).isBetween(Duration.ofHours(24), Duration.ofHours(30));
  }

  @Test
  void a_restart_polls_nothing_early() {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    it.restart();
    assertThat(due(adaptive())).isEmpty();
  }

  @Test
  void a_permanent_move_is_believed_after_three_polls_over_a_week() {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    move(301);
    for (var day = 0; day < 7; day++) {
      pollAt(day);
    }
    assertThat(asked("/feed")).as("not before a week is over").hasSize(8);
    pollAt(8);
    pollAt(9);
    assertThat(asked("/feed")).hasSize(9);
    assertThat(asked("/new").getLast().header("If-None-Match")).contains("\"n\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 303, 307})
  void a_temporary_move_is_never_believed(int status) {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    move(status);
    for (var day = 0; day < 30; day++) {
      pollAt(day);
    }
    assertThat(asked("/feed")).hasSize(31);
  }

  @Test
  void a_move_to_another_feed_is_not_believed() {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    it.answer(StubAnswer.status(301).header("Location", "/new"));
    it.server.handle("GET", "/new", _ -> PollFixture.document(Rss.numbered(500, 530).toString()));
    for (var day = 0; day < 2; day++) {
      pollAt(day * 8);
    }
    assertThat(asked("/feed")).hasSize(3);
  }

  @Test
  void where_it_last_moved_to_is_asked_once_the_old_place_is_empty() {
    moveAndLeave();
    assertThat(asked("/new")).hasSize(2);
    assertThat(it.status(new FeedId("blog")).failures()).isZero();
  }

  private void moveAndLeave() {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    move(301);
    pollAt(1);
    it.answer(StubAnswer.status(404));
    pollAt(2);
    pollAt(3);
  }

  @Test
  void a_learnt_address_that_fails_is_forgotten() {
    moveAndLeave();
    it.server.handle("GET", "/new", _ -> StubAnswer.status(500));
    it.publish(Rss.numbered(1, 3));
    for (var day = 4; day < 10; day++) {
      pollAt(day);
    }
    assertThat(poll().ending()).isEqualTo(new Ending.Unchanged());
  }

  @Test
  void a_learnt_address_that_was_forgotten_is_asked_with_what_it_gave_if_redirects_lead_there() {
    moveAndLeave();
    it.server.handle("GET", "/new", _ -> StubAnswer.status(500));
    for (var day = 4; day < 9; day++) {
      pollAt(day);
    }
    move(301);
    assertThat(poll().ending()).isEqualTo(new Ending.Unchanged());
    assertThat(asked("/feed").getLast().header("If-None-Match")).isEmpty();
    assertThat(asked("/new").getLast().header("If-None-Match")).contains("\"n\"");
  }

  @Test
  void what_a_document_that_was_cut_off_lacks_is_asked_for_again() {
    it.publish(Rss.numbered(1, 3)).poll();
    var whole = Rss.numbered(1, 5).toString();
    var half = whole.substring(0, whole.length() / 2);
    it.answer(PollFixture.document(half).header("ETag", "\"5\"")).poll();
    it.answer(PollFixture.document(whole).header("ETag", "\"5\"")).poll();
    assertThat(asked("/feed").getLast().header("If-None-Match")).isEmpty();
    assertThat(it.titles()).contains("Article 4", "Article 5");
  }

  @Test
  void news_behind_a_304_is_found_by_a_rare_unconditional_request() {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    it.server.handle(
        "GET",
        "/feed",
        request ->
            request.header("If-None-Match").isPresent()
                ? StubAnswer.status(304)
                : PollFixture.document(Rss.numbered(1, 4).toString()).header("ETag", "\"x\""));
    for (var day = 1; day <= 30; day++) {
      pollAt(day);
    }
    assertThat(unconditional()).as("not in the first month").hasSize(1);
    pollAt(31);
    assertThat(unconditional()).hasSize(2);
    assertThat(it.titles()).containsExactly("Article 4");
    pollAt(32);
    assertThat(unconditional()).as("conditions are given up").hasSize(3);
  }

  @Test
  void a_feed_that_only_sleeps_is_asked_unconditionally_twice_a_month_at_most() {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    for (var day = 1; day <= 60; day++) {
      pollAt(day);
    }
    assertThat(unconditional()).hasSize(1 + 3);
  }

  @Test
  void a_look_that_is_answered_410_was_a_look() {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    it.answer(StubAnswer.status(410));
    pollAt(31);
    it.publish(Rss.numbered(1, 3));
    pollAt(32);
    assertThat(asked("/feed")).hasSize(3);
    assertThat(unconditional()).as("the first and the look").hasSize(2);
  }

  @Test
  void a_feed_that_goes_quiet_against_its_habit_is_reported_until_it_speaks_again() {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    for (var day = 1; day <= 14; day++) {
      it.publish(Rss.numbered(1, 3 + day));
      pollAt(day);
    }
    pollAt(20);
    assertThat(it.status(new FeedId("blog")).quiet()).isEmpty();
    pollAt(60);
    var since = it.status(new FeedId("blog")).quiet();
    assertThat(since).contains(PollFixture.START.plus(Duration.ofDays(60)));
    pollAt(61);
    assertThat(it.status(new FeedId("blog")).quiet()).isEqualTo(since);
    var spoken = PollFixture.START.plus(Duration.ofDays(62));
    it.publish(Rss.numbered(1, 17).with("18", "https://blog.example/18", "Again", spoken));
    pollAt(62);
    assertThat(it.status(new FeedId("blog")).quiet()).isEmpty();
  }

  @Test
  void feeds_that_are_said_to_have_news_come_first_due_or_not() {
    it.publish(Rss.numbered(1, 3)).poll(adaptive());
    var never = it.feed("never", "/never", 0);
    var wanted = it.poller().due(List.of(never, adaptive()), Set.of(adaptive().id()));
    assertThat(wanted).extracting(Due::feed).contains(adaptive().id(), never.id());
  }

  private void move(int status) {
    it.answer(StubAnswer.status(status).header("Location", "/new"));
    it.server.handle(
        "GET",
        "/new",
        request ->
            request.header("If-None-Match").filter("\"n\""::equals).isPresent()
                ? StubAnswer.status(304)
                : PollFixture.document(Rss.numbered(1, 3).toString()).header("ETag", "\"n\""));
  }

  private static StubAnswer busy() {
    return StubAnswer.status(429).header("Retry-After", "7200");
  }

  /// Polls it, as if redirects led there.
  private void polled(FeedSettings feed, String to, StubAnswer answer) {
    Http http =
        _ ->
            new Reply.Answer(
                answer.status(),
                new Headers(answer.fields()),
                answer.body(),
                URI.create(to),
                List.of());
    it.poller().poll(feed, List.of(), http, false);
  }

  private FeedSettings at(String id, String url) {
    return adaptive(new FeedId(id), URI.create(url));
  }

  private FeedSettings adaptive() {
    return adaptive(it.feed().id(), it.feed().url());
  }

  private FeedSettings adaptive(FeedId id, URI url) {
    var fixed = it.feed();
    return new FeedSettings(
        id,
        url,
        Optional.empty(),
        Duration.ZERO,
        0,
        fixed.directives(),
        fixed.allowPrivate(),
        Optional.empty(),
        false,
        FeedAccess.NONE);
  }

  private Duration pause() {
    var asked = it.clock.instant();
    return Duration.between(asked, poll().next().orElseThrow());
  }

  private PollReport poll() {
    return it.poll(adaptive());
  }

  private void pollAt(int day) {
    it.clock.set(PollFixture.START.plus(Duration.ofDays(day)));
    poll();
  }

  private List<FeedId> due(FeedSettings feed) {
    return it.poller().due(List.of(feed), Set.of()).stream().map(Due::feed).toList();
  }

  private List<StubRequest> asked(String path) {
    return it.server.requests(path);
  }

  private List<StubRequest> unconditional() {
    return asked("/feed").stream().filter(it -> it.header("If-None-Match").isEmpty()).toList();
  }
}
