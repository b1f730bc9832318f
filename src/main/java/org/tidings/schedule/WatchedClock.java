// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The wall clock, watched by one that only runs: whoever turns the wall clock is noticed at the
/// next reading, before anything is decided by it.
///
/// Waits that were reckoned on the wall clock would else end at once when it is set forward, and
/// hours late when it is set back. What must then be reckoned anew is the listener's business; it
/// is told before the reading is given out. A machine that slept looks as if its clock had been
/// set forward, since the running clock stands still meanwhile.
public final class WatchedClock {
  /// Below this it is drift, or NTP that slews. A server's clock is that far off on any day.
  private static final Duration NOISE = Duration.ofSeconds(2);

  private final InstantSource wall;
  private final LongSupplier ticks;
  private final Consumer<Duration> turned;
  private Instant seen;
  private long ticked;

  /// Watches from now on.
  ///
  /// @param ticks nanoseconds that only grow, from any start
  /// @param last the latest time that is known to have been, from before: a clock that is behind
  ///     it was turned back while nobody watched
  /// @param turned is told by how much the wall clock was turned: positive if forward. Called
  ///     outside of any transaction, by one thread at a time
  public WatchedClock(
      InstantSource wall, LongSupplier ticks, Optional<Instant> last, Consumer<Duration> turned) {
    this.wall = wall;
    this.ticks = ticks;
    this.turned = turned;
    this.ticked = ticks.getAsLong();
    var now = wall.instant();
    this.seen = last.filter(it -> it.isAfter(now)).orElse(now);
  }

  /// The time, after the listener was told if it was turned. Never read it inside a transaction.
  public synchronized Instant now() {
    var now = wall.instant();
    var tick = ticks.getAsLong();
    var by = Duration.between(seen.plusNanos(tick - ticked), now);
    seen = now;
    ticked = tick;
    if (by.abs().compareTo(NOISE) > 0) {
      turned.accept(by);
    }
    return now;
  }
}
