// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a channel is, for its owner.
///
/// @param paused since when, by the owner
/// @param restsUntil the account rests after failures, or until the owner acts
/// @param remedy what the owner must do; absent: nothing
/// @param reason the last trouble; may be empty
/// @param name the account's, as its last good check said
/// @param expires when its credential ends
/// @param hints what the owner should know before it is trouble
/// @param counts deliveries by state; a state without any has no key
public record AccountStatus(
    Optional<Instant> paused,
    Optional<Instant> restsUntil,
    Optional<String> remedy,
    String reason,
    Optional<String> name,
    Optional<Instant> checked,
    Optional<Instant> expires,
    List<String> hints,
    Map<DeliveryState, Long> counts) {
  public AccountStatus {
    hints = List.copyOf(hints);
    counts = Map.copyOf(counts);
  }

  static AccountStatus of(Account account, Map<DeliveryState, Long> counts) {
    var breaker = account.breaker();
    return new AccountStatus(
        account.paused(),
        breaker.openUntil(),
        breaker.remedy(),
        breaker.reason(),
        account.name(),
        account.checked(),
        account.expires(),
        account.hints(),
        counts);
  }
}
