// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tidings.http.Headers;

/// When the limits that are used up begin anew. There are three families of header fields, and any
/// of them can be the reason for a 429.
final class RateLimits {
  /// docs.x.com, "Rate limits"; the two for a day are from older plans.
  private static final List<String> FAMILIES =
      List.of("x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour");

  /// The interface's usual window (docs.x.com, "Rate limits").
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /// A reset beyond this is a mistake, such as milliseconds taken for seconds.
  private static final Duration LONGEST = Duration.ofHours(25);

  private RateLimits() {}

  /// The wait until the last of those that are used up; 15 minutes if none says so.
  static Duration wait(Headers headers, Instant now) {
    return FAMILIES.stream()
        .filter(it -> headers.first(it + "-remaining").map(String::strip).equals(Optional.of("0")))
        .flatMap(it -> reset(headers, it, now).stream())
        .max(Comparator.naturalOrder())
        .orElse(WINDOW);
  }

  private static Optional<Duration> reset(Headers headers, String family, Instant now) {
    return headers
        .first(family + "-reset")
        .map(String::strip)
        .filter(it -> it.matches("\\d{1,12}"))
        .map(it -> Duration.between(now, Instant.ofEpochSecond(Long.parseLong(it))))
        .filter(it -> it.compareTo(LONGEST) <= 0)
        .map(it -> it.isNegative() ? Duration.ZERO : it);
  }
}
