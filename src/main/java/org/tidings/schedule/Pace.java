// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How fast an account may post: at most so many in any 24 hours, and so far apart.
///
/// @param daily at least 1
public record Pace(int daily, Duration spacing) {
  /// The stretch that `daily` counts over: rolling, so that midnight gives no second helping.
  public static final Duration DAY = Duration.ofHours(24);

  public Pace {
    if (daily < 1 || spacing.isNegative()) {
      throw new IllegalArgumentException("pace of " + daily + " a day, " + spacing + " apart");
    }
  }

  /// The first instant at or after `now` at which another post may go out.
  ///
  /// @param sent when the posts of the last 24 hours went out, in any order
  public Instant next(Instant now, List<Instant> sent) {
    var sorted = sent.stream().sorted().toList();
    var spaced =
        sorted.isEmpty() ? now : Collections.max(List.of(now, sorted.getLast().plus(spacing)));
    return allowance(spaced, sorted).orElse(spaced);
  }

  /// When the oldest of those that fill the day's allowance at `at` is a day old: after `at`.
  private Optional<Instant> allowance(Instant at, List<Instant> sorted) {
    var counting = sorted.stream().filter(it -> it.plus(DAY).isAfter(at)).toList();
    return counting.size() < daily
        ? Optional.empty()
        : Optional.of(counting.get(counting.size() - daily).plus(DAY));
  }
}
