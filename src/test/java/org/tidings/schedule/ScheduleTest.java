// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z"); // a Tuesday
  private static final int SEEDS = 500;

  @ParameterizedTest
  @CsvSource({
    // failures in a row, least and most seconds
    "1, 7, 15",
    "2, 15, 30",
    "3, 30, 60",
    "5, 120, 240",
    "9, 1800, 3600",
    "60, 1800, 3600"
  })
  void backoff_doubles_up_to_its_cap_less_a_share_by_chance(int failures, long least, long most) {
    for (var seed = 0; seed < SEEDS; seed++) {
      var wait = Backoff.DELIVERY.after(failures, Optional.empty(), new SplittableRandom(seed));
      assertThat(wait).isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }
  }

  @Test
  void backoff_is_not_the_same_for_all() {
    var waits =
        IntStream.range(0, SEEDS)
            .mapToObj(it -> Backoff.DELIVERY.after(5, Optional.empty(), new SplittableRandom(it)))
            .distinct();
    assertThat(waits).hasSizeGreaterThan(SEEDS / 2);
  }

  @Test
  void the_servers_wait_is_never_cut_short() {
    var asked = Duration.ofHours(5);
    for (var seed = 0; seed < SEEDS; seed++) {
      var wait = Backoff.DELIVERY.after(1, Optional.of(asked), new SplittableRandom(seed));
      assertThat(wait).isBetween(asked, asked.plusMinutes(31));
    }
  }

  @Test
  void our_wait_holds_where_the_server_asks_for_less() {
    var wait =
        Backoff.DELIVERY.after(9, Optional.of(Duration.ofSeconds(1)), new SplittableRandom(1));
    assertThat(wait).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void no_header_parks_us_for_a_year() {
    var wait =
        Backoff.DELIVERY.after(1, Optional.of(Duration.ofDays(365)), new SplittableRandom(1));
    assertThat(wait).isLessThan(Duration.ofDays(8));
  }

  @Test
  void a_feed_is_never_polled_early() {
    var every = Duration.ofMinutes(30);
    for (var seed = 0; seed < SEEDS; seed++) {
      var next = PollInterval.afterAnswer(NOON, every, new SplittableRandom(seed));
      assertThat(next).isBetween(NOON.plus(every), NOON.plus(every).plusSeconds(180));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "2, 60", "3, 120", "7, 1440", "100, 1440"})
  void a_failing_feed_is_asked_ever_more_rarely(int failures, long minutes) {
    var next =
        PollInterval.afterFailure(
            NOON,
            Duration.ofMinutes(30),
            failures,
            Duration.ZERO,
            Optional.empty(),
            new SplittableRandom(3));
    assertThat(Duration.between(NOON, next))
        .isBetween(Duration.ofMinutes(minutes), Duration.ofMinutes(minutes * 5 / 4));
  }

  @Test
  void retry_after_is_honoured_in_full() {
    var asked = Duration.ofDays(3);
    var next =
        PollInterval.afterFailure(
            NOON,
            Duration.ofMinutes(30),
            1,
            Duration.ZERO,
            Optional.of(asked),
            new SplittableRandom(3));
    assertThat(next).isAfterOrEqualTo(NOON.plus(asked));
  }

  @Test
  void pace_lets_the_first_post_out_at_once() {
    assertThat(new Pace(3, Duration.ofMinutes(10)).next(NOON, List.of())).isEqualTo(NOON);
  }

  @Test
  void pace_spaces_posts() {
    var pace = new Pace(3, Duration.ofMinutes(10));
    assertThat(pace.next(NOON, List.of(NOON.minusSeconds(60))))
        .isEqualTo(NOON.plus(Duration.ofMinutes(9)));
    assertThat(pace.next(NOON, List.of(NOON.minusSeconds(600)))).isEqualTo(NOON);
  }

  @Test
  void pace_caps_any_24_hours() {
    var pace = new Pace(2, Duration.ZERO);
    var sent = Stream.of(-23, -5, -1).map(it -> NOON.plus(Duration.ofHours(it))).toList();
    assertThat(pace.next(NOON, sent)).isEqualTo(NOON.plus(Duration.ofHours(19)));
    assertThat(pace.next(NOON, sent.subList(0, 1))).isEqualTo(NOON);
    assertThat(pace.next(NOON, List.of(NOON.minus(Duration.ofHours(24)), NOON))).isEqualTo(NOON);
  }

  /// An hour after the last one, a post of the day before counts no more.
  @Test
  void pace_counts_the_day_at_the_time_that_spacing_allows() {
    var pace = new Pace(2, Duration.ofHours(1));
    var yesterday = NOON.minus(Duration.ofMinutes(23 * 60 + 30));
    var sent = List.of(yesterday, NOON.minusSeconds(60));
    assertThat(pace.next(NOON, sent)).isEqualTo(NOON.plus(Duration.ofMinutes(59)));
  }

  @Test
  void one_post_a_day_is_the_slowest_pace() {
    var pace = new Pace(1, Duration.ZERO);
    assertThat(pace.next(NOON, List.of(NOON))).isEqualTo(NOON.plus(Pace.DAY));
    assertThatThrownBy(() -> new Pace(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pace(1, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Mon-Fri 08:00-20:00, UTC, 2026-11-24T12:00:00Z, 2026-11-24T12:00:00Z",
    "Mon-Fri 08:00-20:00, UTC, 2026-11-24T07:59:59Z, 2026-11-24T08:00:00Z",
    "Mon-Fri 08:00-20:00, UTC, 2026-11-24T20:00:00Z, 2026-11-25T08:00:00Z",
    "Mon-Fri 08:00-20:00, UTC, 2026-11-27T20:00:00Z, 2026-11-30T08:00:00Z",
    "Mon-Fri 08:00-20:00, Asia/Kolkata, 2026-11-24T01:00:00Z, 2026-11-24T02:30:00Z",
    "08:00-09:00, UTC, 2026-11-24T12:00:00Z, 2026-11-25T08:00:00Z",
    "'Sat,Sun 10:00-12:00', UTC, 2026-11-24T12:00:00Z, 2026-11-28T10:00:00Z",
    "Tue 10:00-11:00, UTC, 2026-11-24T12:00:00Z, 2026-12-01T10:00:00Z",
    "22:00-02:00, UTC, 2026-11-24T01:30:00Z, 2026-11-24T01:30:00Z",
    "22:00-02:00, UTC, 2026-11-24T02:00:00Z, 2026-11-24T22:00:00Z",
    "Mon 22:00-02:00, UTC, 2026-11-24T01:30:00Z, 2026-11-24T01:30:00Z",
    "00:00-24:00, UTC, 2026-11-24T23:59:59Z, 2026-11-24T23:59:59Z",
    "Mon 08:00-08:00, UTC, 2026-11-24T07:59:59Z, 2026-11-24T07:59:59Z",
    "Mon 08:00-08:00, UTC, 2026-11-24T08:00:00Z, 2026-11-30T08:00:00Z",
    "Mon 23:59-24:00, UTC, 2026-11-24T12:00:00Z, 2026-11-30T23:59:00Z",
    "'Mon-Tue,Sat 10:00-11:00', UTC, 2026-11-24T12:00:00Z, 2026-11-28T10:00:00Z",
    "Fri-Mon 10:00-11:00, UTC, 2026-11-24T12:00:00Z, 2026-11-27T10:00:00Z",
    "06:00-07:00; 18:00-19:00, UTC, 2026-11-24T12:00:00Z, 2026-11-24T18:00:00Z",
    // 02:00 does not exist in Berlin on 28 March 2027: the window begins when the clock says 03:00
    "02:00-02:30, Europe/Berlin, 2027-03-27T12:00:00Z, 2027-03-28T01:00:00Z",
    "02:30-04:00, Europe/Berlin, 2027-03-27T12:00:00Z, 2027-03-28T01:30:00Z",
    // 02:00 to 03:00 comes twice on 31 October 2027: the window is open through both
    "02:00-03:00, Europe/Berlin, 2027-10-31T01:30:00Z, 2027-10-31T01:30:00Z",
  })
  void a_window_says_when_it_is_open_next(String window, String zone, Instant from, Instant open) {
    assertThat(PostingWindow.parse(window).next(from, ZoneId.of(zone))).isEqualTo(open);
  }

  /// A configuration that is read anew and says the same changes nothing.
  @Test
  void windows_are_the_same_if_they_are_open_at_the_same_times() {
    var window = PostingWindow.parse(" 08:00-20:00;Sat,Sun 10:00-12:00 ");
    assertThat(window)
        .isEqualTo(PostingWindow.parse("Mon-Sun 8:00-20:00; Sat-Sun 10:00-12:00"))
        .hasSameHashCodeAs(PostingWindow.parse("Mon-Sun 8:00-20:00; Sat-Sun 10:00-12:00"))
        .isNotEqualTo(PostingWindow.parse("08:00-20:00"))
        .isNotEqualTo("08:00-20:00")
        .hasToString("08:00-20:00;Sat,Sun 10:00-12:00");
    assertThat(window.hashCode()).isNotEqualTo(PostingWindow.parse("08:00-20:00").hashCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "always",
        "Mon-Fri",
        "Mon-Fri 8-20",
        "Mon-Fri 08:00-25:00",
        "Mo 08:00-09:00",
        "Mon--Fri 08:00-09:00",
        "Mon-Tue-Wed 08:00-09:00",
        "08:00-24:01",
        "24:30-02:00",
        "08:60-09:00",
        "08:00-20:00 Mon-Fri",
        "08:61-09:00"
      })
  void a_window_that_makes_no_sense_is_refused_with_an_example(String window) {
    assertThatThrownBy(() -> PostingWindow.parse(window))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".*(Mon-Fri 08:00-20:00|Mon, Tue).*");
  }
}
