// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as they are written in the configuration: `30s`, `5m`, `2h`, `3d`.
final class Durations {
  private static final Pattern GRAMMAR = Pattern.compile("(\\d{1,6})\\s*([smhd])");

  private Durations() {}

  static Optional<Duration> parse(String text) {
    var match = GRAMMAR.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    var count = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  /// In the largest unit that says it exactly.
  static String format(Duration duration) {
    var seconds = duration.toSeconds();
    if (seconds % 86_400 == 0 && seconds > 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0 && seconds > 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
