// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "120 | PT2M",
        " 7 | PT7S",
        "64.57 | PT1M4.57S",
        "0.0001 | PT0.001S",
        "00060 | PT1M",
        "604800 | PT168H",
        "604801 | PT168H",
        "1000000000000 | PT168H",
        "99999999999999999999 | PT168H",
        "Mon, 23 Nov 2026 10:05:00 GMT | PT5M",
        "mon, 23 nov 2026 10:05:00 gmt | PT5M",
        "Monday, 23-Nov-26 10:05:00 GMT | PT5M",
        "Mon Nov 23 10:05:00 2026 | PT5M",
        "Tue Dec  1 10:00:00 2026 | PT168H",
        "Sun, 22 Nov 2026 10:00:00 GMT | PT0S",
        "Sunday, 06-Nov-94 08:49:37 GMT | PT0S",
        "Sun Nov  6 08:49:37 1994 | PT0S",
        "Fri, 31 Dec 9999 23:59:59 GMT | PT168H",
      })
  void reads_what_rfc_9110_allows_and_decimals(String value, Duration wait) {
    assertThat(RetryAfter.parse(value, NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "+5",
        "soon",
        "1e3",
        "0x10",
        "5s",
        "1,5",
        "NaN",
        "Infinity",
        "١٢",
        "999999999999999999999999999999",
        "Mon, 23 Nov",
        "Mon, 99 Nov 2026 10:05:00 GMT",
        "2026-13-01T00:00:00Z"
      })
  void garbage_is_no_wait(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    assertThat(RetryAfter.parseReset(value, NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-23T10:05:00.123456Z | PT5M0.123456S",
        "2026-11-23T11:00:00+01:00 | PT0S",
        "2026-11-23T09:00:00.000Z | PT0S",
        "2030-01-01T00:00:00Z | PT168H",
        "1795428300 | PT5M",
        "1795428300.5 | PT5M0.5S",
        "1795428300000 | PT5M",
        "1795428000 | PT0S",
        "1000000000 | PT0S",
        "9999999999 | PT168H",
        "300 | PT5M",
        "0.25 | PT0.25S",
        "999999999 | PT168H",
        "Mon, 23 Nov 2026 10:05:00 GMT | PT5M",
      })
  void reads_resets_as_a_wait_a_moment_or_a_time(String value, Duration wait) {
    assertThat(RetryAfter.parseReset(value, NOW)).contains(wait);
  }

  @Test
  void retry_after_comes_first() {
    assertThat(wait("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "900", "Retry-After", "7"))
        .contains(Duration.ofSeconds(7));
  }

  @Test
  void an_unreadable_retry_after_leaves_the_reset() {
    assertThat(wait("Retry-After", "soon", "x-ratelimit-reset", "90"))
        .contains(Duration.ofSeconds(90));
  }

  @Test
  void the_budget_that_is_used_up_counts() {
    assertThat(
            wait(
                "x-rate-limit-remaining",
                "14",
                "x-rate-limit-reset",
                "1795428300",
                "x-user-limit-24hour-remaining",
                "0",
                "x-user-limit-24hour-reset",
                "1795431600"))
        .contains(Duration.ofHours(1));
  }

  @Test
  void a_budget_that_is_not_used_up_is_no_wait() {
    assertThat(wait("X-RateLimit-Remaining", "14", "X-RateLimit-Reset", "900")).isEmpty();
  }

  @Test
  void discord_says_it_with_a_fraction() {
    assertThat(wait("X-RateLimit-Reset-After", "1.337", "X-RateLimit-Reset", "1795428300.1"))
        .contains(Duration.ofMillis(1337));
  }

  @Test
  void no_header_is_no_wait() {
    assertThat(RetryAfter.of(Headers.NONE, NOW)).isEmpty();
  }

  private static Optional<Duration> wait(String... pairs) {
    var fields =
        IntStream.range(0, pairs.length / 2)
            .mapToObj(i -> new Headers.Field(pairs[2 * i], pairs[2 * i + 1]))
            .toList();
    return RetryAfter.of(new Headers(List.copyOf(fields)), NOW);
  }
}
