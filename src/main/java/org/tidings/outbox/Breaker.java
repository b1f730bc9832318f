// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tidings.channel.Outcome;
import org.tidings.schedule.Backoff;

/// An account's breaker. Open, it lets nothing through and costs no delivery anything; when its
/// time is over, exactly one attempt goes through (a lane makes one at a time) and its ending
/// decides.
///
/// @param openUntil absent: closed
/// @param opened how often in a row it opened; 0: closed
/// @param failures endings in a row, over all deliveries, that speak against the account's server
/// @param remedy what the owner must do; absent: nothing
record Breaker(
    Optional<Instant> openUntil, int opened, int failures, Optional<String> remedy, String reason) {
  static final Breaker CLOSED = new Breaker(Optional.empty(), 0, 0, Optional.empty(), "");

  /// So many failures in a row open it.
  private static final int PATIENCE = 5;

  /// A credential rarely mends itself; still it is tried now and then, in case the platform erred.
  private static final Backoff OWNER = new Backoff(Duration.ofMinutes(30), Duration.ofHours(6));

  /// The breaker after an attempt's ending. What is wrong with the words says that the account
  /// works.
  Breaker after(Outcome outcome, String remedyIfOpen, Instant now, RandomGenerator random) {
    return switch (outcome) {
      case Outcome.Published _,
          Outcome.AlreadyPublished _,
          Outcome.Duplicate _,
          Outcome.Rejected _,
          Outcome.Stale _ ->
          CLOSED;
      case Outcome.Unauthorized(var reason) -> needsOwner(reason, remedyIfOpen, now, random);
      case Outcome.Misconfigured(var reason) -> needsOwner(reason, remedyIfOpen, now, random);
      case Outcome.Deferred(var reason, _) -> failed(reason, now, random);
      case Outcome.Unknown(var reason) -> failed(reason, now, random);
    };
  }

  /// After a check that found the account unusable: nothing was attempted, so the pauses between
  /// attempts stay as they are.
  Breaker refused(String why, String remedyNow) {
    return new Breaker(openUntil, opened, failures, Optional.of(remedyNow), why);
  }

  Breaker needsOwner(String why, String remedyIfOpen, Instant now, RandomGenerator random) {
    var wait = OWNER.after(opened + 1, Optional.empty(), random);
    return new Breaker(
        Optional.of(now.plus(wait)), opened + 1, failures, Optional.of(remedyIfOpen), why);
  }

  private Breaker failed(String why, Instant now, RandomGenerator random) {
    if (failures + 1 < PATIENCE) {
      return new Breaker(openUntil, opened, failures + 1, remedy, why);
    }
    var wait = Backoff.BREAKER.after(opened + 1, Optional.empty(), random);
    return new Breaker(Optional.of(now.plus(wait)), opened + 1, failures + 1, remedy, why);
  }
}
