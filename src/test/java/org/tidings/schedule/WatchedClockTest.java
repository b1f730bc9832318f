// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedClockTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final List<Duration> turns = new ArrayList<>();
  private Instant wall = NOON;
  private long ticks = Long.MAX_VALUE - 5; // it may overflow, like System.nanoTime

  @Test
  void time_that_passes_is_no_turn() {
    var clock = clock(Optional.empty());
    passes(Duration.ofHours(7));
    assertThat(clock.now()).isEqualTo(NOON.plus(Duration.ofHours(7)));
    assertThat(turns).isEmpty();
  }

  @Test
  void drift_and_slewing_are_no_turn_however_much_they_add_up_to() {
    var clock = clock(Optional.empty());
    for (var i = 0; i < 100; i++) {
      passes(Duration.ofSeconds(60));
      wall = wall.plusSeconds(2);
      clock.now();
    }
    assertThat(turns).isEmpty();
  }

  @Test
  void a_turn_is_told_once_and_in_full() {
    var clock = clock(Optional.empty());
    passes(Duration.ofSeconds(10));
    wall = wall.plus(Duration.ofHours(1));
    assertThat(clock.now()).isEqualTo(NOON.plusSeconds(3610));
    clock.now();
    wall = wall.minus(Duration.ofDays(3650));
    clock.now();
    assertThat(turns).containsExactly(Duration.ofHours(1), Duration.ofDays(-3650));
  }

  @Test
  void a_clock_behind_what_is_known_was_turned_back_meanwhile() {
    var clock = clock(Optional.of(NOON.plus(Duration.ofDays(4))));
    clock.now();
    assertThat(turns).containsExactly(Duration.ofDays(-4));
  }

  /// Nobody knows how long the process was down.
  @Test
  void a_clock_ahead_of_what_is_known_is_right() {
    clock(Optional.of(NOON.minus(Duration.ofDays(4)))).now();
    assertThat(turns).isEmpty();
  }

  private void passes(Duration time) {
    wall = wall.plus(time);
    ticks += time.toNanos();
  }

  private WatchedClock clock(Optional<Instant> last) {
    return new WatchedClock(() -> wall, () -> ticks, last, turns::add);
  }
}
