// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A time in which a server answers as it usually does not.
record Spell(Kind kind, Instant from, Instant until) {
  /// What is wrong, and how long such a thing lasts.
  enum Kind {
    BUSY_IN_SECONDS(503, 2),
    BUSY_UNTIL_IMF(503, 2),
    BUSY_UNTIL_RFC850(503, 2),
    BUSY_UNTIL_ASCTIME(503, 2),
    TOO_OFTEN_IN_SECONDS(429, 6),
    TOO_OFTEN(429, 6),
    RESTS_FOR_DAYS(503, 1),
    FAILS(500, 30),
    MISSING(404, 50),
    REFUSES(403, 60),
    WANTS_LOGIN(401, 60),
    GONE(410, 2_000),
    SEEMS_GONE(410, 30),
    SILENT(0, 12),
    UNREACHABLE(0, 12),
    CUT_OFF(200, 8),
    LOGIN_PAGE(200, 20);

    final int status;
    final Duration length;

    Kind(int status, int hours) {
      this.status = status;
      length = Duration.ofHours(hours);
    }
  }

  static Spell of(Kind kind, Instant from) {
    return new Spell(kind, from, from.plus(kind.length));
  }

  boolean holds(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  boolean isBody() {
    return kind.status == 200;
  }

  /// Until when the whole domain is to be left alone.
  Optional<Instant> rest(Instant now) {
    return switch (kind) {
      case BUSY_IN_SECONDS -> Optional.of(now.plusSeconds(5_400));
      case TOO_OFTEN_IN_SECONDS -> Optional.of(now.plusSeconds(20_000));
      case RESTS_FOR_DAYS -> Optional.of(now.plus(Duration.ofDays(3)));
      // RFC 9110 has dates to the second
      case BUSY_UNTIL_IMF, BUSY_UNTIL_RFC850, BUSY_UNTIL_ASCTIME ->
          Optional.of(Instant.ofEpochSecond(until.plusSeconds(3_600).getEpochSecond()));
      default -> Optional.empty();
    };
  }

  Optional<String> retryAfter(Instant now) {
    return switch (kind) {
      case BUSY_UNTIL_IMF -> rest(now).map(Custom::imf);
      case BUSY_UNTIL_RFC850 -> rest(now).map(Custom::rfc850);
      case BUSY_UNTIL_ASCTIME -> rest(now).map(Custom::asctime);
      default -> rest(now).map(it -> String.valueOf(Duration.between(now, it).toSeconds()));
    };
  }
}
