// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.tidings.article.ArticleId;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Payload;
import org.tidings.channel.Receipt;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
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

  /// The delivery whose turn it is: accounts are served in article order, so an unfinished one
  /// stands before all later ones, unless only the owner can move it.
  static Optional<Delivery> head(Tx tx, ChannelId channel) {
    return tx.handle()
        .createQuery(
            """
            SELECT * FROM delivery
            WHERE channel = :channel AND state IN ('ready', 'sending', 'waiting', 'unknown')
              AND (state = 'sending' OR not_before IS NOT NULL)
            ORDER BY article, id LIMIT 1\
            """)
        .bind("channel", channel.value())
        .map(DeliveryTable::row)
        .findOne();
  }

  static List<Delivery> inState(Tx tx, DeliveryState state) {
    return tx.handle()
        .createQuery("SELECT * FROM delivery WHERE state = :state ORDER BY id")
        .bind("state", state.word())
        .map(DeliveryTable::row)
        .list();
  }

  /// When the channel's other posts went out that may count against its pace.
  static List<Instant> sentSince(Tx tx, ChannelId channel, DeliveryId except, Instant since) {
    return tx.handle()
        .createQuery(
            """
            SELECT last_sent FROM delivery
            WHERE channel = :channel AND last_sent > :since AND id <> :except
              AND state NOT IN ('rejected', 'skipped')\
            """)
        .bind("channel", channel.value())
        .bind("since", since.toEpochMilli())
        .bind("except", except.value())
        .mapTo(Long.class)
        .map(Instant::ofEpochMilli)
        .list();
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

  /// Gives all unfinished deliveries of a channel their lifetime again: time that they spent
  /// waiting for the owner does not count.
  static void renewAll(Tx tx, ChannelId channel, Instant now) {
    tx.handle()
        .createUpdate(
            """
            UPDATE delivery SET expires = :now + lifetime
            WHERE channel = :channel AND state IN ('ready', 'waiting', 'unknown', 'held')
              AND expires < :now + lifetime\
            """)
        .bind("channel", channel.value())
        .bind("now", millis(now))
        .execute();
  }

  /// The latest change of any delivery.
  static Optional<Instant> latest(Tx tx) {
    return tx.handle()
        .createQuery("SELECT max(changed) FROM delivery HAVING max(changed) IS NOT NULL")
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  /// Moves what is reckoned from, and waited for, with a clock that was set back.
  static void turnedBack(Tx tx, Duration by, Instant now) {
    tx.handle()
        .createUpdate(
            """
            UPDATE delivery SET not_before = not_before + :by, expires = expires + :by,
              lease_until = lease_until + :by, first_sent = first_sent + :by,
              last_sent = last_sent + :by
            WHERE state IN ('ready', 'sending', 'waiting', 'unknown', 'held')\
            """)
        .bind("by", by.toMillis())
        .execute();
    // What is out counts for the daily cap until a day has passed.
    tx.handle()
        .createUpdate("UPDATE delivery SET last_sent = last_sent + :by WHERE last_sent > :now")
        .bind("by", by.toMillis())
        .bind("now", millis(now))
        .execute();
  }

  /// Gives back the lifetime that did not pass, and the time in which a lost request may still be
  /// applied.
  static void turnedForward(Tx tx, Duration by) {
    tx.handle()
        .createUpdate(
            """
            UPDATE delivery SET expires = expires + :by,
              last_sent = CASE WHEN state IN ('sending', 'unknown') THEN last_sent + :by
                ELSE last_sent END
            WHERE state IN ('ready', 'sending', 'waiting', 'unknown', 'held')\
            """)
        .bind("by", by.toMillis())
        .execute();
    lookAnew(tx);
  }

  /// Forgets the looks that did not find what is in doubt: the pause after them can't be reckoned.
  static void lookAnew(Tx tx) {
    tx.handle().execute("UPDATE delivery SET looks = 0 WHERE state = 'unknown' AND looks > 0");
  }

  /// Whether another delivery of the channel already claims that remote post.
  static Optional<DeliveryId> holderOf(Tx tx, ChannelId channel, String remoteId, DeliveryId not) {
    return tx.handle()
        .createQuery(
            "SELECT id FROM delivery WHERE channel = :channel AND remote_id = :id AND id <> :not")
        .bind("channel", channel.value())
        .bind("id", remoteId)
        .bind("not", not.value())
        .mapTo(Long.class)
        .findOne()
        .map(DeliveryId::new);
  }

  /// The unfinished, and what else the owner may want to have a word on.
  static List<QueueItem> queue(Tx tx) {
    return tx.handle()
        .createQuery(
            """
            SELECT d.*, a.feed AS feed, a.title AS title, a.link AS link FROM delivery d
            JOIN article a ON a.id = d.article
            WHERE d.state NOT IN ('published', 'skipped', 'rejected', 'expired')
            ORDER BY d.channel, d.article, d.id\
            """)
        .map(
            (rs, ctx) ->
                new QueueItem(
                    row(rs, ctx),
                    new FeedId(rs.getString("feed")),
                    rs.getString("title"),
                    text(rs, "link").map(URI::create),
                    text(rs, "reason").orElse(""),
                    Instant.ofEpochMilli(rs.getLong("changed"))))
        .list();
  }

  /// How many deliveries of a channel are in which state.
  static Map<DeliveryState, Long> counts(Tx tx, ChannelId channel) {
    return tx.handle()
        .createQuery(
            "SELECT state, count(*) AS n FROM delivery WHERE channel = :channel GROUP BY state")
        .bind("channel", channel.value())
        .reduceRows(
            new java.util.EnumMap<DeliveryState, Long>(DeliveryState.class),
            (map, row) -> {
              map.put(
                  DeliveryState.of(row.getColumn("state", String.class)),
                  row.getColumn("n", Long.class));
              return map;
            });
  }

  private static Update change(Tx tx, String columns, DeliveryId id, Instant now) {
    return tx.handle()
        .createUpdate("UPDATE delivery SET " + columns + ", changed = :changed WHERE id = :id")
        .bind("id", id.value())
        .bind("changed", millis(now));
  }

  private static Delivery row(ResultSet rs, StatementContext ignored) throws SQLException {
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

  private static Optional<String> text(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getString(column));
  }

  private static Optional<Instant> time(ResultSet rs, String column) throws SQLException {
    var millis = rs.getLong(column);
    return rs.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static Long millis(Instant instant) {
    return instant.toEpochMilli();
  }

  /// What a new row needs.
  record NewDelivery(
      ArticleId article,
      ChannelId channel,
      String type,
      DeliveryState state,
      Optional<org.tidings.post.Post> post,
      DeliveryKey key,
      Duration lifetime,
      Optional<String> reason) {}

  /// The counters: doubts in all, the others in a row.
  record Counters(int failures, int looks, int stales, int crashes, int doubts) {
    static Counters of(Delivery delivery) {
      return new Counters(
          delivery.failures(),
          delivery.looks(),
          delivery.stales(),
          delivery.crashes(),
          delivery.doubts());
    }

    Counters failed() {
      return new Counters(failures + 1, looks, stales, 0, doubts);
    }

    /// A look that did not find it.
    Counters looked() {
      return new Counters(0, looks + 1, stales, crashes, doubts);
    }

    Counters failedToLook() {
      return new Counters(failures + 1, looks, stales, crashes, doubts);
    }

    Counters answered() {
      return new Counters(failures, looks, stales, 0, doubts);
    }

    /// A request whose answer was lost.
    Counters doubted() {
      return new Counters(failures, looks, stales, crashes, doubts + 1);
    }

    Counters stale() {
      return new Counters(failures, looks, stales + 1, 0, doubts);
    }

    /// Before another request: what was looked for before it says nothing about it.
    Counters resending() {
      return new Counters(failures, 0, stales, crashes, doubts);
    }

    Counters crashed() {
      return new Counters(failures, looks, stales, crashes + 1, doubts);
    }

    static Counters none() {
      return new Counters(0, 0, 0, 0, 0);
    }
  }
}
