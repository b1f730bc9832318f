// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.Payload;
import org.tidings.config.Money;
import org.tidings.outbox.AttemptTable.Step;
import org.tidings.store.Tx;

/// Taking a delivery out of its line, and writing down that its request is about to leave.
final class Claim {
  /// Longer than any preparation and request can take together; a row that is still `sending` after
  /// it belongs to nobody.
  static final Duration LEASE = Duration.ofMinutes(10);

  private Claim() {}

  /// Takes it; one that was prepared before is intended as well.
  ///
  /// @param price of the request, if it costs anything
  static Delivery take(Tx tx, Delivery delivery, Optional<Money> price, Instant now) {
    DeliveryTable.claim(tx, delivery, now.plus(LEASE), now);
    AttemptTable.append(tx, delivery.id(), delivery.attempts() + 1, now, Step.CLAIMED);
    delivery.payload().ifPresent(payload -> intend(tx, delivery, payload, price, now));
    return reread(tx, delivery.id());
  }

  /// Writes down that the request with this payload is about to leave; empty if the delivery is
  /// ours no more. Nobody else works on this lane; but preparing can take long, and the owner may
  /// have had a word meanwhile.
  static Optional<Delivery> prepared(
      Tx tx, Delivery taken, Payload payload, Optional<Money> price, Instant now) {
    var mine =
        DeliveryTable.find(tx, taken.id())
            .filter(it -> it.state() == DeliveryState.SENDING && it.fence() == taken.fence());
    mine.ifPresent(it -> intend(tx, it, payload, price, now));
    return mine.map(it -> reread(tx, it.id()));
  }

  private static void intend(
      Tx tx, Delivery delivery, Payload payload, Optional<Money> price, Instant now) {
    MetaTable.sends(tx, MetaTable.sends(tx) + 1);
    DeliveryTable.intent(tx, delivery.id(), payload, now);
    AttemptTable.intent(tx, delivery.id(), delivery.attempts() + 1, now, price.map(Money::micros));
  }

  private static Delivery reread(Tx tx, DeliveryId id) {
    return DeliveryTable.find(tx, id)
        .orElseThrow(() -> new IllegalStateException("deliveries are never deleted: " + id));
  }
}
