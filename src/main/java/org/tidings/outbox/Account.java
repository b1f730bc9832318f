// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.channel.Health;

/// What we know of a channel's account beside its deliveries.
///
/// @param paused since when, by the owner
/// @param name as the last good check named it
/// @param checked when it last proved to work: by a check, or by a post
/// @param expires when its credential ends
/// @param warned how many days before that the owner was last told
/// @param hints what the last good check wants its owner to know
record Account(
    Optional<Instant> paused,
    Breaker breaker,
    Optional<String> name,
    Optional<Instant> checked,
    Optional<Instant> expires,
    Optional<Integer> warned,
    List<String> hints) {
  static final Account NEW =
      new Account(
          Optional.empty(),
          Breaker.CLOSED,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  Account {
    hints = List.copyOf(hints);
  }

  /// Whether nothing goes out, or expires, until the owner acts.
  boolean waitsForOwner() {
    return paused.isPresent() || breaker.remedy().isPresent();
  }

  Account with(Breaker next) {
    return new Account(paused, next, name, checked, expires, warned, hints);
  }

  Account paused(Optional<Instant> since) {
    return new Account(since, breaker, name, checked, expires, warned, hints);
  }

  Account checked(Instant at) {
    return new Account(paused, breaker, name, Optional.of(at), expires, warned, hints);
  }

  /// As a good check found it. Where its credential ends later than was known, the owner has
  /// renewed it, and is warned afresh.
  Account good(Health.Good good, Instant at) {
    return new Account(
        paused,
        breaker,
        Optional.of(good.account()),
        Optional.of(at),
        good.expires(),
        good.expires().equals(expires) ? warned : Optional.empty(),
        good.hints());
  }

  Account warned(int days) {
    return new Account(paused, breaker, name, checked, expires, Optional.of(days), hints);
  }
}
