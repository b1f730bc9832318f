// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.store.Tx;

/// The table `delivery` as a queue: whose turn it is, what waits, what went out when.
final class QueueTable {
  private QueueTable() {}

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
                    DeliveryTable.row(rs, ctx),
                    new FeedId(rs.getString("feed")),
                    rs.getString("title"),
                    Optional.ofNullable(rs.getString("link")).map(URI::create),
                    Optional.ofNullable(rs.getString("reason")).orElse(""),
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
            new EnumMap<DeliveryState, Long>(DeliveryState.class),
            (map, row) -> {
              map.put(
                  DeliveryState.of(row.getColumn("state", String.class)),
                  row.getColumn("n", Long.class));
              return map;
            });
  }
}
