// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;

/// How long to wait where LinkedIn does not say. It tells neither how much is left nor when more
/// comes, so what was met with before decides; noted in the keyring, as a restart changes nothing.
final class Patience {
  static final Duration AFTER_FORBIDDEN = Duration.ofMinutes(5);

  /// The first 429 of a day may be the infrastructure's, which passes.
  private static final Duration FIRST = Duration.ofMinutes(15);

  /// Daily limits are reset at midnight UTC (learn.microsoft.com/linkedin, "rate limits").
  private static final LocalTime AFTER_RESET = LocalTime.of(0, 5);

  /// A refusal that comes again within this time does not pass.
  private static final Duration SAME_TROUBLE = Duration.ofHours(6);

  private static final String LIMITED = "limited";
  private static final String FORBIDDEN = "forbidden";

  private Patience() {}

  /// The wait after a 429 that names none: a quarter of an hour once a day, then until the limits
  /// are new.
  static Duration limited(Keyring keyring, Instant now) {
    var day = now.atZone(ZoneOffset.UTC).toLocalDate();
    var again =
        noted(keyring, LIMITED)
            .filter(it -> it.atZone(ZoneOffset.UTC).toLocalDate().equals(day))
            .isPresent();
    if (!again) {
      note(keyring, LIMITED, now);
      return FIRST;
    }
    return Duration.between(now, day.plusDays(1).atTime(AFTER_RESET).toInstant(ZoneOffset.UTC));
  }

  /// Whether a 403 that may pass should be tried once more.
  static boolean forbidden(Keyring keyring, Instant now) {
    var again =
        noted(keyring, FORBIDDEN).filter(it -> it.plus(SAME_TROUBLE).isAfter(now)).isPresent();
    if (!again) {
      note(keyring, FORBIDDEN, now);
    }
    return !again;
  }

  /// A post went out: what was met with is over.
  static void reward(Keyring keyring) {
    for (var name : new String[] {LIMITED, FORBIDDEN}) {
      if (keyring.get(name).isPresent()) {
        keyring.remove(name);
      }
    }
  }

  private static void note(Keyring keyring, String name, Instant now) {
    keyring.put(name, Secret.of(Long.toString(now.toEpochMilli())));
  }

  private static Optional<Instant> noted(Keyring keyring, String name) {
    return keyring
        .get(name)
        .map(Secret::reveal)
        .filter(it -> it.matches("\\d{1,15}"))
        .map(it -> Instant.ofEpochMilli(Long.parseLong(it)));
  }
}
