// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.util.Optional;

/// What we know of a channel's account beside its deliveries.
///
/// @param paused since when, by the owner
/// @param name as the last good check named it
/// @param checked when it was last checked
/// @param expires when its credential ends
record Account(
    Optional<Instant> paused,
    Breaker breaker,
    Optional<String> name,
    Optional<Instant> checked,
    Optional<Instant> expires) {
  static final Account NEW =
      new Account(
          Optional.empty(), Breaker.CLOSED, Optional.empty(), Optional.empty(), Optional.empty());

  /// Whether nothing goes out, or expires, until the owner acts.
  boolean waitsForOwner() {
    return paused.isPresent() || breaker.remedy().isPresent();
  }

  Account with(Breaker next) {
    return new Account(paused, next, name, checked, expires);
  }
}
