// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.Outcome;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

/// The account is left alone for a while; noted in the keyring, so that a restart doesn't forget
/// it.
///
/// @param full whether nothing may be asked at all; else only nothing new is begun
record Rest(Instant until, boolean full, String reason) {
  private static final String NOTE = "rest";

  /// A rest that would end no later than so is not worth another write.
  private static final Duration GRAIN = Duration.ofMinutes(1);

  /// The rest that holds now.
  static Optional<Rest> current(Keyring keyring, Instant now) {
    return noted(keyring).filter(it -> it.until.isAfter(now));
  }

  private static Optional<Rest> noted(Keyring keyring) {
    return keyring
        .get(NOTE)
        .flatMap(it -> Json.object(it.reveal()))
        .map(
            it ->
                new Rest(
                    Instant.ofEpochMilli(it.path("until").asLong(0)),
                    it.path("full").asBoolean(false),
                    it.path("reason").asString("")));
  }

  /// Notes it, unless one is noted already that holds as much.
  void begin(Keyring keyring) {
    var known = noted(keyring).filter(it -> it.full || !full);
    if (known.filter(it -> !it.until.plus(GRAIN).isBefore(until)).isEmpty()) {
      var note = Json.object().put("until", until.toEpochMilli());
      keyring.put(NOTE, Secret.of(note.put("full", full).put("reason", reason).toString()));
    }
  }

  Duration left(Instant now) {
    return Duration.between(now, until);
  }

  Outcome.Deferred deferred(Instant now) {
    return new Outcome.Deferred(reason, Optional.of(left(now)));
  }
}
