// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as feeds write them: RFC 822 and 3339, and what generators make of those. Our own, since
/// ROME's parser gives wrong dates for right ones (fractions of seconds) and none for common ones.
final class Dates {
  /// No feed is older; what is dated before is a mistake such as 1970.
  private static final Instant EARLIEST = Instant.parse("1995-01-01T00:00:00Z");

  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int MAX_LENGTH = 100;

  private static final String ZONE = "(?:\\s*(Z|[+-]\\d{1,2}(?::?\\d{2})?))?";

  /// RFC 3339 and ISO 8601: lower case, a space for the T, any number of fraction digits, a zone
  /// with or without colon or minutes; less than a date counts as its first day.
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})[-/](\\d{1,2})(?:[-/](\\d{1,2}))?"
              + "(?:[T\\s]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?"
              + ZONE
              + ")?(.*)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ISO_BASIC =
      Pattern.compile(
          "(\\d{4})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})?" + ZONE + ")?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNIX_TIME = Pattern.compile("(\\d{9,10})(\\d{3})?");

  private Dates() {}

  /// The instant; absent if it can't be read, or lies before 1995 or more than a day after `now`.
  static Optional<Instant> parse(String written, Instant now) {
    var text = written.strip();
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return read(text).filter(it -> !it.isBefore(EARLIEST) && !it.isAfter(now.plus(AHEAD)));
    } catch (DateTimeException e) {
      // A 31st of February: not a date.
      return Optional.empty();
    }
  }

  private static Optional<Instant> read(String text) {
    var unix = UNIX_TIME.matcher(text);
    if (unix.matches()) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(unix.group(1))));
    }
    for (var form : new Pattern[] {ISO, ISO_BASIC}) {
      var found = form.matcher(text);
      if (found.matches()) {
        return Optional.of(iso(found));
      }
    }
    return WordyDate.read(text);
  }

  private static Instant iso(Matcher found) {
    var date = LocalDate.of(number(found, 1), number(found, 2), Math.max(1, number(found, 3)));
    var named =
        found.groupCount() < 8 ? Optional.<ZoneOffset>empty() : WordyDate.zone(found.group(8));
    var zone = found.group(7) == null ? named.orElse(ZoneOffset.UTC) : zone(found.group(7));
    return at(date, number(found, 4), number(found, 5), number(found, 6), zone);
  }

  /// An instant from its fields; 24:00 is the end of the day, second 60 a leap second.
  static Instant at(LocalDate date, int hour, int minute, int second, ZoneOffset zone) {
    var midnight = hour == 24 && minute == 0 && second == 0;
    var time = LocalTime.of(midnight ? 0 : hour, minute, second == 60 ? 59 : second);
    return LocalDateTime.of(date, time).plusDays(midnight ? 1 : 0).toInstant(zone);
  }

  /// `Z`, `+02`, `+0200`, `+5:30`; UTC if there is none.
  static ZoneOffset zone(@Nullable String written) {
    if (written == null || written.equalsIgnoreCase("z")) {
      return ZoneOffset.UTC;
    }
    var digits = written.substring(1).replace(":", "");
    var split = digits.length() > 2 ? digits.length() - 2 : digits.length();
    var minutes = split < digits.length() ? Integer.parseInt(digits.substring(split)) : 0;
    var total = Integer.parseInt(digits.substring(0, split)) * 60 + minutes;
    return ZoneOffset.ofTotalSeconds((written.charAt(0) == '-' ? -60 : 60) * total);
  }

  private static int number(Matcher found, int group) {
    var digits = found.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
