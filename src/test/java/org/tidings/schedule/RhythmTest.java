// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.schedule.PollInterval.Cost;

class RhythmTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT20M, PT15M",
    "PT2H,  PT42M",
    "P1D,   PT1H",
    "P30D,  PT1H",
  })
  void a_feed_is_asked_at_a_third_of_its_gap_within_bounds(Duration gap, Duration pause) {
    var asked = interval(every(gap, 400), Duration.ZERO, Cost.NOTHING).pause(NOON);
    assertThat(asked).isBetween(pause, pause.multipliedBy(5).dividedBy(4));
  }

  @ParameterizedTest
  @CsvSource({"P7D, PT1H", "P31D, PT3H", "P181D, PT12H"})
  void a_feed_that_sleeps_is_asked_less_often(Duration silence, Duration pause) {
    var rhythm = Rhythm.of(List.of(NOON.minus(silence)), NOON);
    assertThat(interval(rhythm, Duration.ZERO, Cost.NOTHING).pause(NOON)).isEqualTo(pause);
  }

  @Test
  void the_first_document_seeds_what_watching_would_have_counted() {
    var seeded = every(Duration.ofHours(6), 200);
    var watched = Rhythm.NONE;
    for (var i = 200; i > 0; i--) {
      watched = watched.after(Duration.ofHours(6), 1, NOON.minus(Duration.ofHours(6L * i)));
    }
    assertThat(seeded.gap().toMinutes()).isCloseTo(watched.gap().toMinutes(), within(20));
    assertThat(seeded.gap()).isBetween(Duration.ofHours(5), Duration.ofHours(8));
  }

  @Test
  void a_change_of_habit_shows_within_weeks() {
    var rhythm = every(Duration.ofDays(7), 20);
    for (var hour = 0; hour < 14 * 24; hour++) {
      rhythm = rhythm.after(Duration.ofHours(1), hour % 3 == 0 ? 1 : 0, NOON);
    }
    assertThat(rhythm.gap()).isLessThan(Duration.ofHours(7));
  }

  @Test
  void what_feed_and_server_ask_for_is_kept_up_to_a_day() {
    var lively = every(Duration.ofMinutes(20), 40);
    assertThat(interval(lively, Duration.ofHours(2), Cost.NOTHING).pause(NOON)).hasHours(2);
    assertThat(interval(lively, Duration.ofDays(300), Cost.NOTHING).pause(NOON)).hasDays(1);
  }

  @Test
  void a_server_that_sends_everything_each_time_is_spared() {
    var lively = every(Duration.ofMinutes(20), 40);
    assertThat(interval(lively, Duration.ZERO, Cost.DOCUMENT).pause(NOON)).hasHours(4);
    assertThat(interval(lively, Duration.ZERO, Cost.LARGE_DOCUMENT).pause(NOON)).hasDays(1);
  }

  @Test
  void a_proven_hub_lets_polls_be_rare() {
    var lively = every(Duration.ofMinutes(20), 40);
    var pushed = new PollInterval(Optional.empty(), lively, Duration.ZERO, Cost.NOTHING, true);
    assertThat(pushed.pause(NOON)).hasHours(6);
  }

  @Test
  void the_owners_interval_beats_all_that() {
    var fixed = Optional.of(Duration.ofMinutes(5));
    var interval = new PollInterval(fixed, Rhythm.NONE, Duration.ofDays(1), Cost.DOCUMENT, true);
    assertThat(interval.pause(NOON)).hasMinutes(5);
  }

  @Test
  void chance_only_lengthens() {
    var random = new SplittableRandom(1);
    for (var i = 0; i < 1_000; i++) {
      assertThat(
              Duration.between(NOON, PollInterval.afterAnswer(NOON, Duration.ofHours(1), random)))
          .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(66));
    }
  }

  @Test
  void a_feed_that_fails_for_months_is_asked_once_a_week() {
    var next =
        PollInterval.afterFailure(
            NOON,
            Duration.ofHours(1),
            400,
            Duration.ofDays(91),
            Optional.empty(),
            new SplittableRandom(1));
    assertThat(next).isAfterOrEqualTo(NOON.plus(Duration.ofDays(7)));
  }

  @ParameterizedTest
  @CsvSource({
    "PT6H, 6, false",
    "PT6H, 8, true",
    "P1D, 6, false",
    "P1D, 20, true",
    "P7D, 20, false"
  })
  void silence_against_the_habit_is_noticed(Duration gap, int days, boolean quiet) {
    assertThat(every(gap, 40).isQuiet(NOON.plus(Duration.ofDays(days)))).isEqualTo(quiet);
  }

  @Test
  void who_never_had_a_habit_is_never_missed() {
    var rare = Rhythm.of(List.of(NOON.minus(Duration.ofDays(300)), NOON), NOON);
    assertThat(rare.isQuiet(NOON.plus(Duration.ofDays(3000)))).isFalse();
    assertThat(Rhythm.NONE.isQuiet(NOON)).isFalse();
  }

  @Test
  void a_clock_that_went_back_counts_nothing() {
    assertThat(Rhythm.NONE.after(Duration.ofDays(-5), 0, NOON).hours()).isZero();
  }

  private static PollInterval interval(Rhythm rhythm, Duration floor, Cost cost) {
    return new PollInterval(Optional.empty(), rhythm, floor, cost, false);
  }

  private static Rhythm every(Duration gap, int times) {
    var dates = IntStream.range(0, times).mapToObj(i -> NOON.minus(gap.multipliedBy(i))).toList();
    return Rhythm.of(dates, NOON);
  }

  private static Offset<Long> within(long minutes) {
    return Offset.offset(minutes);
  }
}
