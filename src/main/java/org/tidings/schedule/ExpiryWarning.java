// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A credential ends soon: told 14, 7, 3 and 1 days ahead, each once.
///
/// @param threshold 14, 7, 3 or 1
/// @param left how long it is still good; zero if it has ended
public record ExpiryWarning(int threshold, Instant expires, Duration left) {
  private static final List<Integer> DAYS = List.of(1, 3, 7, 14);

  /// The warning that is due now.
  ///
  /// @param told the threshold of the last warning about this end
  public static Optional<ExpiryWarning> due(Instant expires, Optional<Integer> told, Instant now) {
    return soon(expires, now)
        .filter(it -> told.map(before -> it.threshold() < before).orElse(true));
  }

  /// Whether it ends soon, told or not.
  public static Optional<ExpiryWarning> soon(Instant expires, Instant now) {
    var left = Duration.between(now, expires);
    return DAYS.stream()
        .filter(it -> left.compareTo(Duration.ofDays(it)) <= 0)
        .findFirst()
        .map(it -> new ExpiryWarning(it, expires, left.isNegative() ? Duration.ZERO : left));
  }

  /// `in 6 days`, `in 20 hours`, `now`.
  public String when() {
    if (left.isZero()) {
      return "now";
    }
    var days = left.toDays();
    var hours = Math.max(1, left.toHours());
    return days > 1 ? "in " + days + " days" : "in " + hours + (hours == 1 ? " hour" : " hours");
  }
}
