// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidings.SettableClock;
import org.tidings.http.Http;
import org.tidings.http.Request;
import org.tidings.poll.MadeUpBlog.Way;
import org.tidings.poll.Scorer.Rule;
import org.tidings.poll.Scorer.Violation;
import org.tidings.simulation.Simulate;

/// Servers that keep the score: of the poller, for weeks, and of clients that are rude on purpose.
/// `scripts/bench politeness` plays the month of 1,000 feeds.
class PolitenessTest {
  private static final Instant START = MadeUpBlogs.START;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final URI FEED = URI.create("https://one.blogs.com/feed");
  private static final URI NEIGHBOUR = URI.create("https://two.blogs.com/feed");
  private static final URI MOVED = URI.create("https://elsewhere.com/feed");
  private static final String DATE = Custom.imf(START.minus(DAY));

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(START);
  private final Scorer scorer = new Scorer();

  @BeforeAll
  static void hush() {
    Simulate.quiet();
  }

  @AfterAll
  static void speak() {
    Simulate.loud();
  }

  @Test
  void servers_find_nothing_to_complain_of() {
    var score = PoliteMonth.run(25, DAY.multipliedBy(4), 1, folder.resolve("tidings.db"));
    assertThat(score.violations()).isEmpty();
    assertThat(score.requests()).isGreaterThan(500);
    assertThat(score.notModified()).isGreaterThan(score.documents());
  }

  @Test
  void where_redirects_lead_has_its_own_validators_and_its_own_patience() {
    var burner = URI.create("https://feeds.burner.com/one");
    var busy = Spell.of(Spell.Kind.BUSY_IN_SECONDS, START.plus(HOUR.multipliedBy(7)));
    var blogs =
        List.of(
            blog(FEED, Custom.BOTH).going(new Way(302, burner, START)),
            blog(URI.create("https://two.burner.com/feed"), Custom.BOTH).having(List.of(busy)),
            blog(MOVED, Custom.ETAG_ONLY).having(List.of(Spell.of(Spell.Kind.CUT_OFF, START))));
    var score = PoliteMonth.run(blogs, DAY.multipliedBy(2), folder.resolve("tidings.db"));
    assertThat(score.violations()).isEmpty();
    assertThat(score.requests()).isGreaterThan(100);
  }

  @Test
  void where_a_feed_has_moved_to_is_asked_with_what_it_gave_though_it_was_missing_for_days() {
    var blog =
        blog(FEED, Custom.BOTH)
            .going(new Way(308, FEED.resolve("/index.xml"), START.plus(DAY)))
            .having(List.of(Spell.of(Spell.Kind.MISSING, START.plus(DAY.multipliedBy(10)))));
    var score = PoliteMonth.run(List.of(blog), DAY.multipliedBy(14), folder.resolve("tidings.db"));
    assertThat(score.violations()).isEmpty();
  }

  @Test
  void a_304_that_lasts_is_looked_behind_as_rarely_as_is_allowed() {
    var blog =
        blog(FEED, Custom.STUCK)
            .having(List.of(Spell.of(Spell.Kind.FAILS, START.plus(DAY.multipliedBy(31)))));
    var score = PoliteMonth.run(List.of(blog), DAY.multipliedBy(50), folder.resolve("tidings.db"));
    assertThat(score.violations()).isEmpty();
    assertThat(score.looks()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void a_rude_habit_under_the_poller_is_seen(Habit habit) {
    var found =
        PoliteMonth.run(village(), DAY.multipliedBy(2), folder.resolve("tidings.db"), habit::on);
    assertThat(found).extracting(Violation::rule).contains(habit.broken);
  }

  /// Few blogs, with all that habits can offend against.
  private static List<MadeUpBlog> village() {
    var tomorrow = START.plus(HOUR.multipliedBy(10));
    return List.of(
        blog(FEED, Custom.BOTH).having(List.of(Spell.of(Spell.Kind.BUSY_IN_SECONDS, tomorrow))),
        blog(NEIGHBOUR, Custom.WEAK),
        blog(URI.create("https://slow.com/feed"), Custom.BOTH).asking(Asking.MAX_AGE),
        blog(URI.create("https://ill.com/feed"), Custom.BOTH)
            .having(List.of(Spell.of(Spell.Kind.FAILS, tomorrow))),
        blog(URI.create("https://over.com/feed"), Custom.BOTH)
            .having(List.of(Spell.of(Spell.Kind.GONE, tomorrow))));
  }

  @Test
  void a_client_that_does_all_right_is_not_blamed() {
    var http = servers(blog(FEED, Custom.BOTH));
    get(http, FEED);
    pass(HOUR);
    get(http, FEED, "If-None-Match", "\"v10\"", "If-Modified-Since", DATE);
    assertThat(scorer.violations()).isEmpty();
  }

  @Test
  void asking_after_five_minutes_is_early() {
    var http = servers(blog(FEED, Custom.ETAG_ONLY));
    get(http, FEED);
    pass(Duration.ofMinutes(5));
    get(http, FEED, "If-None-Match", "\"v10\"");
    assertThat(rules()).containsExactly(Rule.EARLY);
  }

  @Test
  void asking_before_its_max_age_is_over_is_early() {
    var http = servers(blog(FEED, Custom.ETAG_ONLY).asking(Asking.MAX_AGE));
    get(http, FEED);
    pass(HOUR.multipliedBy(3).minusSeconds(1));
    get(http, FEED, "If-None-Match", "\"v10\"");
    assertThat(rules()).containsExactly(Rule.EARLY);
  }

  @Test
  void asking_for_the_same_document_each_hour_is_early() {
    var http = servers(blog(FEED, Custom.NONE));
    get(http, FEED);
    pass(HOUR);
    get(http, FEED);
    assertThat(rules()).containsExactly(Rule.EARLY);
  }

  @Test
  void failing_and_asking_at_the_same_pace_is_early() {
    var spell = Spell.of(Spell.Kind.FAILS, START);
    var http = servers(blog(FEED, Custom.BOTH).having(List.of(spell)));
    for (var i = 0; i < 3; i++) {
      get(http, FEED);
      pass(Duration.ofMinutes(20));
    }
    assertThat(rules()).containsExactly(Rule.EARLY);
  }

  @Test
  void a_neighbour_of_a_server_that_wants_rest_is_left_alone_too() {
    var spell = Spell.of(Spell.Kind.BUSY_IN_SECONDS, START);
    var http =
        servers(blog(FEED, Custom.BOTH).having(List.of(spell)), blog(NEIGHBOUR, Custom.BOTH));
    get(http, FEED);
    pass(HOUR);
    get(http, NEIGHBOUR);
    assertThat(rules()).containsExactly(Rule.RETRY_AFTER);
    assertThat(scorer.violations().getFirst().toString())
        .contains("two", "2026-11-24T13:0", "RETRY_AFTER", "blogs.com");
  }

  @Test
  void validators_that_another_host_gave_are_none_of_its_business() {
    var http = servers(blog(FEED, Custom.BOTH).going(new Way(302, MOVED, START)));
    get(http, FEED);
    pass(HOUR);
    var toAll = Request.get(FEED).header("If-None-Match", "\"v10\"");
    http.send(toAll.header("If-Modified-Since", DATE));
    assertThat(rules()).containsExactly(Rule.ALTERED);
  }

  @Test
  void a_broken_document_leaves_nothing_to_ask_with() {
    var spell = Spell.of(Spell.Kind.LOGIN_PAGE, START);
    var http = servers(blog(FEED, Custom.ETAG_ONLY).having(List.of(spell)));
    get(http, FEED);
    pass(HOUR);
    get(http, FEED, "If-None-Match", "\"v10\"");
    assertThat(rules()).containsExactly(Rule.ALTERED);
  }

  @Test
  void what_is_gone_is_not_asked_a_third_time() {
    var spell = Spell.of(Spell.Kind.GONE, START);
    var http = servers(blog(FEED, Custom.BOTH).having(List.of(spell)));
    for (var i = 0; i < 3; i++) {
      get(http, FEED);
      pass(DAY.multipliedBy(2));
    }
    assertThat(rules()).containsExactly(Rule.GONE);
  }

  @Test
  void a_look_behind_a_304_is_allowed_after_a_month_and_again_after_two_weeks() {
    var http = servers(blog(FEED, Custom.ETAG_ONLY));
    get(http, FEED);
    pass(DAY.multipliedBy(29));
    get(http, FEED);
    assertThat(rules()).containsExactly(Rule.UNCONDITIONAL);
    pass(DAY.multipliedBy(2));
    get(http, FEED);
    pass(DAY.multipliedBy(13));
    get(http, FEED, "If-None-Match", "\"v10\"");
    get(http, FEED);
    assertThat(rules()).containsExactly(Rule.UNCONDITIONAL, Rule.EARLY, Rule.UNCONDITIONAL);
    pass(DAY.multipliedBy(2));
    get(http, FEED);
    assertThat(scorer.violations()).hasSize(3);
    assertThat(scorer.looks()).isEqualTo(2);
  }

  private Http servers(MadeUpBlog... blogs) {
    return new Publisher(clock, scorer, new SplittableRandom(1), List.of(blogs)).http();
  }

  /// Ten articles, the last a day old.
  private static MadeUpBlog blog(URI address, Custom custom) {
    var articles =
        IntStream.rangeClosed(1, 10).mapToObj(it -> START.minus(DAY.multipliedBy(11 - it)));
    var name = address.getHost().split("\\.", 2)[0];
    return MadeUpBlog.of(name, address, custom, articles.toList());
  }

  private static void get(Http http, URI feed, String... fields) {
    var request = Request.get(feed);
    for (var i = 0; i < fields.length; i += 2) {
      request = request.condition(fields[i], fields[i + 1], feed);
    }
    assertThat(Optional.of(http.send(request))).isPresent();
  }

  private void pass(Duration time) {
    clock.advance(time);
  }

  private List<Rule> rules() {
    return scorer.violations().stream().map(Violation::rule).toList();
  }
}
