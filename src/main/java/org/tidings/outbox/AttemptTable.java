// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.Receipt;
import org.tidings.store.Tx;

/// The table `attempt`: what happened, append only.
final class AttemptTable {
  private AttemptTable() {}

  /// What happened.
  enum Step {
    ENQUEUED,
    CLAIMED,
    INTENT,
    ENDED,
    LOOKED,
    ORPHANED,
    HELD,
    RELEASED,
    RETRIED,
    DROPPED,
    POSTED,
    EXPIRED,
    SKIPPED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static void append(Tx tx, DeliveryId delivery, int number, Instant at, Step step) {
    append(tx, delivery, number, at, step, Optional.empty(), "", Optional.empty());
  }

  static void append(Tx tx, DeliveryId delivery, int number, Instant at, Step step, String reason) {
    append(tx, delivery, number, at, step, Optional.empty(), reason, Optional.empty());
  }

  /// Appends one row.
  ///
  /// @param number of the attempt; 0 before the first
  /// @param outcome of an `ended` or `looked` step
  static void append(
      Tx tx,
      DeliveryId delivery,
      int number,
      Instant at,
      Step step,
      Optional<String> outcome,
      String reason,
      Optional<Receipt> receipt) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO attempt
              (delivery, number, at, step, outcome, reason, remote_id, remote_url)
            VALUES
              (:delivery, :number, :at, :step, :outcome, :reason, :remoteId, :remoteUrl)\
            """)
        .bind("delivery", delivery.value())
        .bind("number", number)
        .bind("at", at.toEpochMilli())
        .bind("step", step.word())
        .bind("outcome", outcome.orElse(null))
        .bind("reason", reason.isEmpty() ? null : reason)
        .bind("remoteId", receipt.map(Receipt::remoteId).orElse(null))
        .bind("remoteUrl", receipt.flatMap(Receipt::url).map(URI::toString).orElse(null))
        .execute();
  }

  /// Whether the claim that an orphan was found in had come as far as its intent: only then may a
  /// request have left.
  static boolean intended(Tx tx, DeliveryId delivery) {
    return tx.handle()
        .createQuery(
            """
            SELECT step FROM attempt WHERE delivery = :delivery AND step IN ('claimed', 'intent')
            ORDER BY id DESC LIMIT 1\
            """)
        .bind("delivery", delivery.value())
        .mapTo(String.class)
        .findOne()
        .map(Step.INTENT.word()::equals)
        .orElse(false);
  }
}
