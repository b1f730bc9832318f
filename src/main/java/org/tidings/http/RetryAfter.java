// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How long a server asks us to wait. Never longer than 7 days, never negative; what can't be read
/// is no wait at all.
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,20}(\\.\\d{1,20})?");

  /// From here on a reset is a moment, not a wait: 10⁹ s are 31 years, or September 2001.
  private static final BigDecimal EPOCH = BigDecimal.valueOf(1_000_000_000L);

  /// From here on it is milliseconds: as seconds this would be in the year 5138.
  private static final BigDecimal EPOCH_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  /// What stands before `remaining` and `reset` at GitHub, Mastodon and Discord; Bluesky and the
  /// IETF's draft; X (two of them).
  private static final List<String> FAMILIES =
      List.of(
          "x-ratelimit-",
          "ratelimit-",
          "x-rate-limit-",
          "x-user-limit-24hour-",
          "x-app-limit-24hour-");

  /// Today's form of RFC 9110 section 5.6.7.
  private static final DateTimeFormatter IMF = form("EEE, d MMM uuuu HH:mm:ss 'GMT'");

  /// C's asctime, the day padded with a space.
  private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss uuuu");

  private RetryAfter() {}

  /// The wait that an answer asks for: its Retry-After, else the time until the budget that is used
  /// up comes back.
  public static Optional<Duration> of(Headers headers, Instant now) {
    return headers
        .first("Retry-After")
        .flatMap(it -> parse(it, now))
        .or(() -> headers.first("X-RateLimit-Reset-After").flatMap(it -> parse(it, now)))
        .or(() -> reset(headers, now));
  }

  /// Reads a Retry-After: seconds, with a fraction if need be, or a date.
  public static Optional<Duration> parse(String value, Instant now) {
    var text = value.strip();
    return NUMBER.matcher(text).matches()
        ? Optional.of(seconds(new BigDecimal(text)))
        : date(text, now).map(it -> until(it, now));
  }

  /// Reads a rate limit's reset: seconds to wait, seconds or milliseconds since 1970, or a time by
  /// ISO 8601.
  public static Optional<Duration> parseReset(String value, Instant now) {
    var text = value.strip();
    if (!NUMBER.matcher(text).matches()) {
      return iso(text).or(() -> date(text, now)).map(it -> until(it, now));
    }
    var number = new BigDecimal(text);
    if (number.compareTo(EPOCH) < 0) {
      return Optional.of(seconds(number));
    }
    var epoch = number.compareTo(EPOCH_MILLIS) < 0 ? number : number.movePointLeft(3);
    return Optional.of(seconds(epoch.subtract(BigDecimal.valueOf(now.getEpochSecond()))));
  }

  /// Of several budgets the one that is used up counts, and of those the one that takes longest.
  private static Optional<Duration> reset(Headers headers, Instant now) {
    var spent =
        FAMILIES.stream()
            .filter(it -> headers.first(it + "remaining").filter(RetryAfter::zero).isPresent())
            .flatMap(it -> headers.first(it + "reset").stream())
            .flatMap(it -> parseReset(it, now).stream())
            .max(Comparator.naturalOrder());
    return spent.or(() -> untold(headers, now));
  }

  /// A reset where nothing is said of what remains.
  private static Optional<Duration> untold(Headers headers, Instant now) {
    return FAMILIES.stream()
        .filter(it -> headers.first(it + "remaining").isEmpty())
        .flatMap(it -> headers.first(it + "reset").stream())
        .flatMap(it -> parseReset(it, now).stream())
        .max(Comparator.naturalOrder());
  }

  private static boolean zero(String remaining) {
    return remaining.strip().matches("0+(\\.0+)?");
  }

  private static Duration seconds(BigDecimal seconds) {
    var longest = BigDecimal.valueOf(LONGEST.toSeconds());
    var millis = seconds.max(BigDecimal.ZERO).min(longest).movePointRight(3);
    return Duration.ofMillis(millis.setScale(0, RoundingMode.UP).longValueExact());
  }

  private static Duration until(Instant then, Instant now) {
    return then.isBefore(now) ? Duration.ZERO : shorter(Duration.between(now, then));
  }

  private static Duration shorter(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Optional<Instant> iso(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> date(String text, Instant now) {
    return Stream.of(IMF, rfc850(now), ASCTIME)
        .flatMap(form -> date(text, form).stream())
        .findFirst();
  }

  private static Optional<Instant> date(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /// RFC 850's form; its two digits mean the year that is at most 50 years ahead (RFC 9110
  /// section 5.6.7).
  private static DateTimeFormatter rfc850(Instant now) {
    var latest = now.atZone(ZoneOffset.UTC).toLocalDate().plusYears(50);
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern("EEEE, d-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, latest.minusYears(99))
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }
}
