// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.Receipt;
import org.tidings.config.ChannelId;
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
    append(tx, delivery, number, at, step, outcome, reason, receipt, 0);
  }

  /// Appends one row, as above.
  ///
  /// @param back what is given back of the attempt's charge, in millionths
  static void append(
      Tx tx,
      DeliveryId delivery,
      int number,
      Instant at,
      Step step,
      Optional<String> outcome,
      String reason,
      Optional<Receipt> receipt,
      long back) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO attempt
              (delivery, number, at, step, outcome, reason, remote_id, remote_url, cost)
            VALUES
              (:delivery, :number, :at, :step, :outcome, :reason, :remoteId, :remoteUrl, :cost)\
            """)
        .bind("delivery", delivery.value())
        .bind("number", number)
        .bind("at", at.toEpochMilli())
        .bind("step", step.word())
        .bind("outcome", outcome.orElse(null))
        .bind("reason", reason.isEmpty() ? null : reason)
        .bind("remoteId", receipt.map(Receipt::remoteId).orElse(null))
        .bind("remoteUrl", receipt.flatMap(Receipt::url).map(URI::toString).orElse(null))
        .bind("cost", back == 0 ? null : -back)
        .execute();
  }

  /// Appends the intent of an attempt. What the request costs is charged here, before its first
  /// byte leaves, so that a crash can't hide what was spent.
  ///
  /// @param cost millionths
  static void intent(Tx tx, DeliveryId delivery, int number, Instant at, Optional<Long> cost) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO attempt (delivery, number, at, step, cost)
            VALUES (:delivery, :number, :at, 'intent', :cost)\
            """)
        .bind("delivery", delivery.value())
        .bind("number", number)
        .bind("at", at.toEpochMilli())
        .bind("cost", cost.orElse(null))
        .execute();
  }

  /// What the last intent of a delivery was charged.
  static long charged(Tx tx, DeliveryId delivery) {
    return tx.handle()
        .createQuery(
            """
            SELECT coalesce(cost, 0) FROM attempt WHERE delivery = :delivery AND step = 'intent'
            ORDER BY id DESC LIMIT 1\
            """)
        .bind("delivery", delivery.value())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /// What a channel was charged since then, what was given back taken off.
  static long spent(Tx tx, ChannelId channel, Instant since) {
    return tx.handle()
        .createQuery(
            """
            SELECT coalesce(sum(a.cost), 0) FROM attempt a JOIN delivery d ON d.id = a.delivery
            WHERE a.cost IS NOT NULL AND a.at >= :since AND d.channel = :channel\
            """)
        .bind("since", since.toEpochMilli())
        .bind("channel", channel.value())
        .mapTo(Long.class)
        .one();
  }

  /// What was written last, whatever its time says.
  static Optional<Last> last(Tx tx) {
    return tx.handle()
        .createQuery("SELECT id, at FROM attempt ORDER BY id DESC LIMIT 1")
        .map((rs, ctx) -> new Last(rs.getLong("id"), Instant.ofEpochMilli(rs.getLong("at"))))
        .findOne();
  }

  /// The newest row.
  record Last(long id, Instant at) {}

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

  /// Whether the words were refused as a duplicate before the present request, and the post was
  /// then looked for twice and not found.
  static boolean missedSinceDuplicate(Tx tx, DeliveryId delivery) {
    return tx.handle()
        .createQuery(
            """
            SELECT coalesce(sum(step = 'looked' AND outcome = 'absent'), 0) >= 2
              AND sum(step = 'intent') = 1
            FROM attempt
            WHERE delivery = :delivery AND id >
              (SELECT max(id) FROM attempt
               WHERE delivery = :delivery AND step = 'ended' AND outcome = 'duplicate')\
            """)
        .bind("delivery", delivery.value())
        .mapTo(Boolean.class)
        .one();
  }
}
