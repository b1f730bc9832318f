// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.tidings.store.Columns.text;
import static org.tidings.store.Columns.time;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.tidings.article.ArticleId;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Payload;
import org.tidings.channel.Receipt;
import org.tidings.config.ChannelId;
import org.tidings.post.PostJson;
import org.tidings.store.Tx;

/// The table `delivery`.
final class DeliveryTable {
  private DeliveryTable() {}

  /// Inserts a delivery.
  static DeliveryId insert(Tx tx, NewDelivery it, Instant now) {
    var id =
        tx.handle()
            .createUpdate(
                """
                INSERT INTO delivery (article, channel, type, state, post, idempotency, made_at,
                  salt, not_before, lifetime, expires, reason, changed)
                VALUES (:article, :channel, :type, :state, :post, :idempotency, :madeAt,
                  :salt, :notBefore, :lifetime, :expires, :reason, :changed)\
                """)
            .bind("article", it.article().value())
            .bind("channel", it.channel().value())
            .bind("type", it.type())
            .bind("state", it.state().word())
            .bind("post", it.post().map(PostJson::write).orElse(null))
            .bind("idempotency", it.key().idempotency())
            .bind("madeAt", it.key().madeAt().toEpochMilli())
            .bind("salt", it.key().salt())
            .bind("notBefore", it.state() == DeliveryState.READY ? millis(now) : null)
            .bind("lifetime", it.lifetime().toMillis())
            .bind("expires", millis(now.plus(it.lifetime())))
            .bind("reason", it.reason().orElse(null))
            .bind("changed", millis(now))
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    return new DeliveryId(id);
  }

  static Optional<Delivery> find(Tx tx, DeliveryId id) {
    return tx.handle()
        .createQuery("SELECT * FROM delivery WHERE id = :id")
        .bind("id", id.value())
        .map(DeliveryTable::row)
        .findOne();
  }

  static Optional<DeliveryId> find(Tx tx, ArticleId article, ChannelId channel) {
    return tx.handle()
        .createQuery("SELECT id FROM delivery WHERE article = :article AND channel = :channel")
        .bind("article", article.value())
        .bind("channel", channel.value())
        .mapTo(Long.class)
        .findOne()
        .map(DeliveryId::new);
  }

  /// Notes the route that it took.
  static void took(Tx tx, DeliveryId id, String route) {
    if (!route.isEmpty()) {
      tx.handle()
          .createUpdate("UPDATE delivery SET route = :route WHERE id = :id")
          .bind("route", route)
          .bind("id", id.value())
          .execute();
    }
  }

  /// An article's delivery to a channel, unless it was skipped (but not by the owner), refused or
  /// given up.
  static Optional<DeliveryId> counting(
      Tx tx, ArticleId article, ChannelId channel, Optional<String> route) {
    return tx.handle()
        .createQuery(
            """
            SELECT id FROM delivery d
            WHERE article = :article AND channel = :channel
              AND (:route IS NULL OR route = :route)
              AND (state NOT IN ('skipped', 'rejected', 'expired') OR (state = 'skipped' AND EXISTS
                (SELECT 1 FROM attempt a WHERE a.delivery = d.id AND a.step = 'dropped')))\
            """)
        .bind("article", article.value())
        .bind("channel", channel.value())
        .bind("route", route.orElse(null))
        .mapTo(Long.class)
        .findOne()
        .map(DeliveryId::new);
  }

  /// Takes a delivery for sending. Returns the new fence.
  static long claim(Tx tx, Delivery delivery, Instant lease, Instant now) {
    change(
            tx,
            """
            state = 'sending', fence = fence + 1, lease_until = :lease, not_before = NULL,
            reason = NULL\
            """,
            delivery.id(),
            now)
        .bind("lease", lease.toEpochMilli())
        .execute();
    return delivery.fence() + 1;
  }

  /// Records the intent to send: after this commit, and not before, a request may leave.
  static void intent(Tx tx, DeliveryId id, Payload payload, Instant now) {
    change(
            tx,
            """
            payload = :payload, payload_link = :link, attempts = attempts + 1,
            first_sent = CASE WHEN doubts = 0 THEN :changed ELSE coalesce(first_sent, :changed) END,
            last_sent = :changed, looks = 0\
            """,
            id,
            now)
        .bind("payload", payload.body())
        .bind("link", payload.link())
        .execute();
  }

  static void dropPayload(Tx tx, DeliveryId id, Instant now) {
    change(tx, "payload = NULL, payload_link = NULL", id, now).execute();
  }

  static void published(
      Tx tx, DeliveryId id, Optional<Receipt> receipt, String reason, Instant now) {
    change(
            tx,
            """
            state = 'published', lease_until = NULL, not_before = NULL, crashes = 0,
            failures = 0, looks = 0, reason = :reason, remote_id = :remoteId,
            remote_url = :remoteUrl\
            """,
            id,
            now)
        .bind("reason", reason)
        .bind("remoteId", receipt.map(Receipt::remoteId).orElse(null))
        .bind("remoteUrl", receipt.flatMap(Receipt::url).map(URI::toString).orElse(null))
        .execute();
  }

  /// Moves a delivery to another state.
  ///
  /// @param notBefore when to look at it next; absent: when the owner says
  static void move(
      Tx tx,
      DeliveryId id,
      DeliveryState state,
      Optional<Instant> notBefore,
      String reason,
      Instant now) {
    change(
            tx,
            "state = :state, lease_until = NULL, not_before = :notBefore, reason = :reason",
            id,
            now)
        .bind("state", state.word())
        .bind("notBefore", notBefore.map(Instant::toEpochMilli).orElse(null))
        .bind("reason", reason)
        .execute();
  }

  /// Why a delivery is where it is.
  static Optional<String> reason(Tx tx, DeliveryId id) {
    return tx.handle()
        .createQuery("SELECT reason FROM delivery WHERE id = :id AND reason <> ''")
        .bind("id", id.value())
        .mapTo(String.class)
        .findOne();
  }

  /// Notes why a delivery is where it is.
  ///
  /// @return whether that was not known already
  static boolean explain(Tx tx, DeliveryId id, String reason, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                UPDATE delivery SET reason = :reason, changed = :now
                WHERE id = :id AND reason IS NOT :reason\
                """)
            .bind("reason", reason)
            .bind("now", millis(now))
            .bind("id", id.value())
            .execute()
        > 0;
  }

  /// Sets the counters.
  static void count(Tx tx, DeliveryId id, Counters counters, Instant now) {
    change(
            tx,
            """
            failures = :failures, looks = :looks, stales = :stales, crashes = :crashes,
            doubts = :doubts\
            """,
            id,
            now)
        .bind("failures", counters.failures())
        .bind("looks", counters.looks())
        .bind("stales", counters.stales())
        .bind("crashes", counters.crashes())
        .bind("doubts", counters.doubts())
        .execute();
  }

  /// Gives a delivery its whole lifetime again.
  static void renew(Tx tx, DeliveryId id, Instant now) {
    change(tx, "expires = :changed + lifetime", id, now).execute();
  }

  private static Update change(Tx tx, String columns, DeliveryId id, Instant now) {
    return tx.handle()
        .createUpdate("UPDATE delivery SET " + columns + ", changed = :changed WHERE id = :id")
        .bind("id", id.value())
        .bind("changed", millis(now));
  }

  static Delivery row(ResultSet rs, StatementContext ignored) throws SQLException {
    var payload = text(rs, "payload");
    var link = text(rs, "payload_link").orElse("");
    return new Delivery(
        new DeliveryId(rs.getLong("id")),
        new ArticleId(rs.getLong("article")),
        new ChannelId(rs.getString("channel")),
        DeliveryState.of(rs.getString("state")),
        text(rs, "post").map(PostJson::read),
        payload.map(it -> new Payload(it, link)),
        new DeliveryKey(
            rs.getString("idempotency"),
            Instant.ofEpochMilli(rs.getLong("made_at")),
            rs.getLong("salt")),
        time(rs, "not_before"),
        Duration.ofMillis(rs.getLong("lifetime")),
        Instant.ofEpochMilli(rs.getLong("expires")),
        rs.getLong("fence"),
        time(rs, "lease_until"),
        rs.getInt("attempts"),
        rs.getInt("failures"),
        rs.getInt("looks"),
        rs.getInt("stales"),
        rs.getInt("crashes"),
        rs.getInt("doubts"),
        time(rs, "first_sent"),
        time(rs, "last_sent"));
  }

  private static Long millis(Instant instant) {
    return instant.toEpochMilli();
  }
}
