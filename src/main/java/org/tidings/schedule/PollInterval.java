// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When to poll a feed next. Never early: chance only lengthens the wait.
public final class PollInterval {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(15);

  private PollInterval() {}

  /// After a poll that was answered.
  ///
  /// @param every the interval; up to a tenth is added, so that feeds read together drift apart
  public static Instant afterAnswer(Instant now, Duration every, RandomGenerator random) {
    return now.plus(lengthened(every, 0.1, random));
  }

  /// After a poll that failed: twice as long after each failure, between 15 minutes (or the
  /// interval, if that is shorter and the server is the owner's own) and a day.
  ///
  /// @param failures in a row, from 1
  /// @param asked the server's own wait, which beats ours in full
  public static Instant afterFailure(
      Instant now, Duration every, int failures, Optional<Duration> asked, RandomGenerator random) {
    var first = every.compareTo(Duration.ofMinutes(1)) < 0 ? every : longer(every, SHORTEST_PAUSE);
    var pause = shorter(first.multipliedBy(1L << Math.min(failures - 1, 10)), LONGEST_PAUSE);
    var wait = asked.map(it -> longer(it, pause)).orElse(pause);
    return now.plus(lengthened(longer(wait, every), 0.25, random));
  }

  private static Duration lengthened(Duration wait, double share, RandomGenerator random) {
    return wait.plusMillis((long) (wait.toMillis() * share * random.nextDouble()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
