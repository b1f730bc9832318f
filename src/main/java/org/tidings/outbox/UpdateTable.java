// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.tidings.store.Columns.text;
import static org.tidings.store.Columns.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.tidings.config.ChannelId;
import org.tidings.post.Post;
import org.tidings.post.PostJson;
import org.tidings.store.Tx;

/// The table `post_update`.
final class UpdateTable {
  private UpdateTable() {}

  /// One row.
  ///
  /// @param until when it is given up; absent: it was never tried
  record Row(
      long id,
      DeliveryId delivery,
      Post post,
      UpdateState state,
      int tries,
      Optional<Instant> until,
      String reason) {
    boolean mayBeOut() {
      return tries > 0;
    }
  }

  static void insert(Tx tx, Delivery delivery, Post post, Instant now) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO post_update (delivery, channel, post, state, not_before, changed)
            VALUES (:delivery, :channel, :post, 'pending', :now, :now)\
            """)
        .bind("delivery", delivery.id().value())
        .bind("channel", delivery.channel().value())
        .bind("post", PostJson.write(post))
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Forgets one that was never tried.
  static void delete(Tx tx, Row row) {
    tx.handle().execute("DELETE FROM post_update WHERE id = ? AND tries = 0", row.id());
  }

  /// Those of a delivery, the newest first.
  static List<Row> of(Tx tx, DeliveryId delivery) {
    return tx.handle()
        .createQuery("SELECT * FROM post_update WHERE delivery = :delivery ORDER BY id DESC")
        .bind("delivery", delivery.value())
        .map(UpdateTable::row)
        .list();
  }

  /// The one that is due, of a post of ours that is out and has a name.
  static Optional<Row> due(Tx tx, ChannelId channel, Instant now) {
    return tx.handle()
        .createQuery(
            """
            SELECT u.* FROM post_update u JOIN delivery d ON d.id = u.delivery
            WHERE u.channel = :channel AND u.state = 'pending' AND u.not_before <= :now
              AND d.state = 'published' AND d.remote_id IS NOT NULL AND d.payload IS NOT NULL
            ORDER BY u.not_before, u.id LIMIT 1\
            """)
        .bind("channel", channel.value())
        .bind("now", now.toEpochMilli())
        .map(UpdateTable::row)
        .findOne();
  }

  /// Notes that a request may leave now.
  ///
  /// @param patience how long from the first one on
  /// @param again when, if nothing is heard of it any more
  static void tried(Tx tx, Row row, Duration patience, Instant again, Instant now) {
    change(
            tx,
            "tries = tries + 1, until = coalesce(until, :until), not_before = :again",
            row.id(),
            now)
        .bind("until", now.plus(patience).toEpochMilli())
        .bind("again", again.toEpochMilli())
        .execute();
  }

  static void later(Tx tx, Row row, Instant again, String reason, Instant now) {
    change(tx, "not_before = :again, reason = :reason", row.id(), now)
        .bind("again", again.toEpochMilli())
        .bind("reason", reason)
        .execute();
  }

  static void end(Tx tx, Row row, UpdateState state, String reason, Instant now) {
    change(tx, "state = :state, reason = :reason", row.id(), now)
        .bind("state", state.word())
        .bind("reason", reason)
        .execute();
  }

  /// What the platform calls a post.
  static Optional<String> remoteId(Tx tx, DeliveryId delivery) {
    return tx.handle()
        .createQuery("SELECT remote_id FROM delivery WHERE id = :id AND remote_id IS NOT NULL")
        .bind("id", delivery.value())
        .mapTo(String.class)
        .findOne();
  }

  /// The clock was set: what is pending goes on by the time that really passed, or, where it was
  /// set forward, at once.
  static void turned(Tx tx, Duration by) {
    tx.handle()
        .createUpdate(
            """
            UPDATE post_update SET until = until + :by, not_before = not_before + min(:by, 0)
            WHERE state = 'pending'\
            """)
        .bind("by", by.toMillis())
        .execute();
  }

  private static org.jdbi.v3.core.statement.Update change(
      Tx tx, String columns, long id, Instant now) {
    return tx.handle()
        .createUpdate("UPDATE post_update SET " + columns + ", changed = :changed WHERE id = :id")
        .bind("id", id)
        .bind("changed", now.toEpochMilli());
  }

  private static Row row(ResultSet rs, StatementContext ignored) throws SQLException {
    return new Row(
        rs.getLong("id"),
        new DeliveryId(rs.getLong("delivery")),
        PostJson.read(rs.getString("post")),
        UpdateState.of(rs.getString("state")),
        rs.getInt("tries"),
        time(rs, "until"),
        text(rs, "reason").orElse(""));
  }
}
