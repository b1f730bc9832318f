// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import static org.tidings.store.Columns.time;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;
import org.tidings.config.FeedId;
import org.tidings.feed.HubOffer;
import org.tidings.store.Tx;

/// The tables `push` and `subscription`.
final class PushTable {
  private PushTable() {}

  /// One callback address that a hub was given.
  ///
  /// @param verified when the hub asked whether we meant it
  record Subscription(
      String token, FeedId feed, HubOffer hub, Optional<Instant> verified, Instant expires) {
    Subscription until(Instant end) {
      return new Subscription(token, feed, hub, verified, end);
    }
  }

  static Optional<PushRow> find(Tx tx, FeedId feed) {
    return tx.handle()
        .createQuery("SELECT * FROM push WHERE feed = :feed")
        .bind("feed", feed.value())
        .map(PushTable::row)
        .findOne();
  }

  static List<PushRow> toAsk(Tx tx, Instant now) {
    return tx.handle()
        .createQuery("SELECT * FROM push WHERE ask <= :now ORDER BY ask")
        .bind("now", now.toEpochMilli())
        .map(PushTable::row)
        .list();
  }

  /// Feeds that a push waits for, and that were not polled for one after `before`.
  static Set<FeedId> wanted(Tx tx, Instant before) {
    return tx.handle()
        .createQuery(
            """
            SELECT feed FROM push
            WHERE wanted IS NOT NULL AND (polled IS NULL OR polled <= :before)\
            """)
        .bind("before", before.toEpochMilli())
        .mapTo(String.class)
        .map(FeedId::new)
        .collect(Collectors.toSet());
  }

  static void put(Tx tx, PushRow row) {
    tx.handle()
        .createUpdate(
            """
            INSERT OR REPLACE INTO push
              (feed, protocol, hub, topic, ask, reason, pushed, polled, wanted, proven, misses)
            VALUES
              (:feed, :protocol, :hub, :topic, :ask, :reason, :pushed, :polled, :wanted, :proven, :misses)\
            """)
        .bind("feed", row.feed().value())
        .bind("protocol", name(row.hub()))
        .bind("hub", row.hub().address().toString())
        .bind("topic", row.hub().topic().toString())
        .bind("ask", row.ask().toEpochMilli())
        .bind("reason", row.reason().orElse(null))
        .bind("pushed", row.pushed().map(Instant::toEpochMilli).orElse(null))
        .bind("polled", row.polled().map(Instant::toEpochMilli).orElse(null))
        .bind("wanted", row.wanted().map(Instant::toEpochMilli).orElse(null))
        .bind("proven", row.proven().map(Instant::toEpochMilli).orElse(null))
        .bind("misses", row.misses())
        .execute();
  }

  /// Notes when a feed's hub is to be asked next, and why it refused, if it did.
  static void askAt(Tx tx, FeedId feed, Instant next, Optional<String> why) {
    find(tx, feed).ifPresent(row -> put(tx, row.askAt(next, why)));
  }

  static Optional<Subscription> subscription(Tx tx, String token) {
    return tx.handle()
        .createQuery("SELECT * FROM subscription WHERE token = :token")
        .bind("token", token)
        .map(PushTable::subscription)
        .findOne();
  }

  /// The address that a hub has for a feed, if any.
  static Optional<Subscription> subscription(Tx tx, FeedId feed, HubOffer hub, Instant now) {
    return tx.handle()
        .createQuery("SELECT * FROM subscription WHERE feed = :feed AND expires > :now")
        .bind("feed", feed.value())
        .bind("now", now.toEpochMilli())
        .map(PushTable::subscription)
        .filter(it -> it.hub().equals(hub))
        .findFirst();
  }

  static void put(Tx tx, Subscription it) {
    tx.handle()
        .createUpdate(
            """
            INSERT OR REPLACE INTO subscription
              (token, feed, protocol, hub, topic, verified, expires)
            VALUES (:token, :feed, :protocol, :hub, :topic, :verified, :expires)\
            """)
        .bind("token", it.token())
        .bind("feed", it.feed().value())
        .bind("protocol", name(it.hub()))
        .bind("hub", it.hub().address().toString())
        .bind("topic", it.hub().topic().toString())
        .bind("verified", it.verified().map(Instant::toEpochMilli).orElse(null))
        .bind("expires", it.expires().toEpochMilli())
        .execute();
  }

  /// Lets every other address of a feed end soon.
  static void retire(Tx tx, Subscription successor, Instant end) {
    tx.handle()
        .createUpdate(
            """
            UPDATE subscription SET expires = min(expires, :end)
            WHERE feed = :feed AND token <> :token\
            """)
        .bind("end", end.toEpochMilli())
        .bind("feed", successor.feed().value())
        .bind("token", successor.token())
        .execute();
  }

  /// Whether a hub pushes a feed's news now.
  static boolean isActive(Tx tx, FeedId feed, Instant now) {
    return tx.handle()
            .createQuery(
                """
            SELECT count(*) FROM subscription
            WHERE feed = :feed AND verified IS NOT NULL AND expires > :now\
            """)
            .bind("feed", feed.value())
            .bind("now", now.toEpochMilli())
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /// Removes what has ended, and names it.
  static List<String> removeEnded(Tx tx, Instant now) {
    var ended =
        tx.handle()
            .createQuery("SELECT token FROM subscription WHERE expires <= :now")
            .bind("now", now.toEpochMilli())
            .mapTo(String.class)
            .list();
    tx.handle()
        .createUpdate("DELETE FROM subscription WHERE expires <= :now")
        .bind("now", now.toEpochMilli())
        .execute();
    return ended;
  }

  /// All waits and leases go on for as long as they would have.
  static void turnedBack(Tx tx, Duration by) {
    tx.handle()
        .createUpdate("UPDATE push SET ask = ask + :by, polled = polled + :by")
        .bind("by", by.toMillis())
        .execute();
    tx.handle()
        .createUpdate("UPDATE subscription SET expires = expires + :by")
        .bind("by", by.toMillis())
        .execute();
  }

  private static String name(HubOffer hub) {
    return hub.kind().name().toLowerCase(Locale.ROOT);
  }

  private static HubOffer hub(ResultSet rs) throws SQLException {
    return new HubOffer(
        HubOffer.Kind.valueOf(rs.getString("protocol").toUpperCase(Locale.ROOT)),
        URI.create(rs.getString("hub")),
        URI.create(rs.getString("topic")));
  }

  private static PushRow row(ResultSet rs, StatementContext ignored) throws SQLException {
    return new PushRow(
        new FeedId(rs.getString("feed")),
        hub(rs),
        Instant.ofEpochMilli(rs.getLong("ask")),
        Optional.ofNullable(rs.getString("reason")),
        time(rs, "pushed"),
        time(rs, "polled"),
        time(rs, "wanted"),
        time(rs, "proven"),
        rs.getInt("misses"));
  }

  private static Subscription subscription(ResultSet rs, StatementContext ignored)
      throws SQLException {
    return new Subscription(
        rs.getString("token"),
        new FeedId(rs.getString("feed")),
        hub(rs),
        time(rs, "verified"),
        Instant.ofEpochMilli(rs.getLong("expires")));
  }
}
