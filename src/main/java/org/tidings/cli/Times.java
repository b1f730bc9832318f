// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Times for people, in their zone.
record Times(ZoneId zone) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  String local(Instant instant) {
    return LOCAL.format(instant.atZone(zone));
  }

  String local(Optional<Instant> instant) {
    return instant.map(this::local).orElse("-");
  }

  /// A point in time as people type it: an ISO instant, a date (its first moment in the zone), or a
  /// duration ago such as `2d`.
  Instant parse(String text, Instant now) {
    try {
      if (text.matches("\\d+[smhd]")) {
        var iso = text.endsWith("d") ? "P" + text : "PT" + text;
        return now.minus(Duration.parse(iso.toUpperCase(Locale.ROOT)));
      }
      return text.matches("\\d{4}-\\d\\d-\\d\\d")
          ? java.time.LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Cli.Refusal(
          ExitCode.USAGE,
          "not a time: "
              + text
              + " (write 2026-11-24, 2026-11-24T08:00:00Z, or 2d for two days ago)");
    }
  }
}
