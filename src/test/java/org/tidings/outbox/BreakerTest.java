// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.schedule.Chance;

/// An account's breaker, by a chance that always takes the least: half of the wait.
class BreakerTest {
  private static final Instant NOW = OutboxFixture.START;
  private static final Outcome BUSY = new Outcome.Deferred("busy");
  private static final Outcome SILENT = new Outcome.Unknown("no answer");
  private static final Outcome REVOKED = new Outcome.Unauthorized("revoked");
  private static final Receipt RECEIPT = new Receipt("1", Optional.empty());

  @ParameterizedTest
  @CsvSource({
    // failures in a row, how often it opened, until
    "4, 0, ",
    "5, 1, PT1M",
    "6, 2, PT2M",
    "7, 3, PT4M",
    "10, 6, PT30M",
    "20, 16, PT30M",
  })
  void the_fifth_failure_in_a_row_opens_it_and_each_probe_that_fails_for_longer(
      int failures, int opened, Duration until) {
    var breaker = Breaker.CLOSED;
    for (var i = 0; i < failures; i++) {
      breaker = after(breaker, i % 2 == 0 ? BUSY : SILENT);
    }
    assertThat(breaker.failures()).isEqualTo(failures);
    assertThat(breaker.opened()).isEqualTo(opened);
    assertThat(breaker.openUntil()).isEqualTo(Optional.ofNullable(until).map(NOW::plus));
    assertThat(breaker.reason()).isEqualTo(failures % 2 == 1 ? "busy" : "no answer");
    assertThat(breaker.remedy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, PT15M", "2, PT30M", "3, PT1H", "4, PT2H", "5, PT3H", "9, PT3H"})
  void what_only_the_owner_can_mend_is_tried_now_and_then(int refusals, Duration until) {
    var breaker = Breaker.CLOSED;
    for (var i = 0; i < refusals; i++) {
      breaker = after(breaker, i == 0 ? REVOKED : new Outcome.Misconfigured("no such page"));
    }
    assertThat(breaker)
        .isEqualTo(
            new Breaker(
                Optional.of(NOW.plus(until)),
                refusals,
                0,
                Optional.of("tidings connect it"),
                refusals == 1 ? "revoked" : "no such page"));
  }

  @Test
  void failures_go_on_counting_where_the_owner_is_needed() {
    var breaker = after(after(after(Breaker.CLOSED, BUSY), REVOKED), BUSY);
    assertThat(breaker.failures()).isEqualTo(2);
    assertThat(breaker.opened()).isEqualTo(1);
    assertThat(breaker.openUntil()).hasValue(NOW.plus(Duration.ofMinutes(15)));
    assertThat(breaker.remedy()).hasValue("tidings connect it");
  }

  @Test
  void an_ending_that_shows_the_account_to_work_closes_it() {
    var open = after(after(Breaker.CLOSED, BUSY), REVOKED);
    for (var outcome :
        new Outcome[] {
          new Outcome.Published(RECEIPT),
          new Outcome.AlreadyPublished(RECEIPT),
          new Outcome.Duplicate("said before", Optional.empty()),
          new Outcome.Rejected("rude"),
          new Outcome.Stale("purged"),
        }) {
      assertThat(after(open, outcome)).isEqualTo(Breaker.CLOSED);
    }
  }

  @Test
  void a_check_that_fails_says_what_to_do_and_lengthens_no_pause() {
    var open = after(after(Breaker.CLOSED, BUSY), REVOKED);
    assertThat(open.refused("the page is gone", "choose another"))
        .isEqualTo(
            new Breaker(open.openUntil(), 1, 1, Optional.of("choose another"), "the page is gone"));
  }

  private static Breaker after(Breaker breaker, Outcome outcome) {
    return breaker.after(outcome, "tidings connect it", NOW, new Chance(0));
  }
}
