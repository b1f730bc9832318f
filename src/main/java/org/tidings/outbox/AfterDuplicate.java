// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.channel.Outcome;
import org.tidings.channel.Proof;
import org.tidings.channel.Receipt;
import org.tidings.config.ChannelSettings;
import org.tidings.store.Tx;

/// What follows when a platform refuses the words as ones that the account has posted already. They
/// may be this delivery's own, from a request whose answer was lost; another article's, with the
/// same title; or the owner's, by hand. Taking others' for its own would lose the article.
final class AfterDuplicate {
  private AfterDuplicate() {}

  /// Whose words they may be, as far as we know ourselves.
  ///
  /// @param holder the other delivery whose post the platform names
  /// @param namesake another delivery of the channel whose words they may be
  /// @param missed whether they were refused before, and the post then looked for and not found
  record Known(Optional<DeliveryId> holder, Optional<DeliveryId> namesake, boolean missed) {
    static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), false);

    static Known of(Tx tx, Delivery delivery, Outcome outcome) {
      return outcome instanceof Outcome.Duplicate(_, var receipt)
          ? new Known(
              receipt.map(Receipt::remoteId).flatMap(it -> holder(tx, delivery, it)),
              delivery
                  .post()
                  .flatMap(it -> TwinTable.namesakeOf(tx, delivery, it, receipt.isPresent())),
              AttemptTable.missedSinceDuplicate(tx, delivery.id()))
          : NOTHING;
    }

    private static Optional<DeliveryId> holder(Tx tx, Delivery delivery, String remoteId) {
      return TwinTable.holderOf(tx, delivery.channel(), remoteId, delivery.id());
    }
  }

  static Next decide(
      Outcome.Duplicate duplicate,
      Known known,
      Delivery delivery,
      List<Proof> proofs,
      ChannelSettings settings,
      Instant now) {
    var reason = duplicate.reason();
    if (known.holder().isPresent()) {
      return new Next.Rejected(
          "%s; they are the words of delivery %s".formatted(reason, known.holder().get()));
    }
    if (delivery.doubts() == 0) {
      return new Next.Rejected(reason + "; the same words were posted there by other means");
    }
    if (known.namesake().isEmpty()) {
      return new Next.Published(duplicate.receipt(), "an earlier attempt went through: " + reason);
    }
    var other = known.namesake().get();
    if (!AfterLook.canLook(proofs)) {
      return new Next.AskOwner(
          "%s; it is out, or these are the words of delivery %s".formatted(reason, other));
    }
    return known.missed()
        ? new Next.Rejected(
            "%s; not found, so they are those of delivery %s".formatted(reason, other))
        : new Next.Look(now.plus(AfterAttempt.firstLook(settings)), reason);
  }
}
