// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How long to wait after the n-th failure in a row: `base · 2^(n-1)`, capped, less up to a half of
/// it by chance, so that many deliveries that failed together do not come back together. A wait
/// that the server asked for is never cut short, only lengthened a little for the same reason.
///
/// @param base after the first failure
/// @param cap at most
public record Backoff(Duration base, Duration cap) {
  /// For deliveries: 15 s, 30 s, 1 min … 1 h.
  public static final Backoff DELIVERY = new Backoff(Duration.ofSeconds(15), Duration.ofHours(1));

  /// For looking whether a post is there.
  public static final Backoff LOOK = new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(15));

  /// For an account that rests.
  public static final Backoff BREAKER = new Backoff(Duration.ofMinutes(2), Duration.ofHours(1));

  /// No server may park us for longer than this by one header; it says more again if it means it.
  private static final Duration LONGEST_OBEYED = Duration.ofDays(7);

  public Backoff {
    if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException("backoff from " + base + " to " + cap);
    }
  }

  /// The wait after a failure.
  ///
  /// @param failures in a row, from 1
  /// @param asked the server's own wait
  public Duration after(int failures, Optional<Duration> asked, RandomGenerator random) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures count from 1: " + failures);
    }
    var own = scaled(uncapped(failures), 0.5 + random.nextDouble() / 2);
    return asked.map(it -> Collections.max(List.of(own, obeyed(it, random)))).orElse(own);
  }

  private Duration uncapped(int failures) {
    var doublings = Math.min(failures - 1, 30);
    var millis = Math.min(Math.scalb((double) base.toMillis(), doublings), (double) cap.toMillis());
    return Duration.ofMillis((long) millis);
  }

  private static Duration obeyed(Duration asked, RandomGenerator random) {
    var wait = Collections.min(List.of(asked, LONGEST_OBEYED));
    return wait.plus(scaled(wait, 0.1 * random.nextDouble())).plusMillis(random.nextInt(1_000));
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }
}
