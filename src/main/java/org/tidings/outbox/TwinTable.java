// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.util.Optional;
import org.tidings.config.ChannelId;
import org.tidings.post.Post;
import org.tidings.store.Tx;

/// The table `delivery`: which others of a channel may be one and the same post.
final class TwinTable {
  private TwinTable() {}

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

  /// Another delivery of the channel with the same text or title, whose words a platform may mean:
  /// whatever became of it, and even if it was never sent, since the owner may have posted it by
  /// hand.
  ///
  /// @param isNamed whether the platform names a post that no delivery has; then those that have
  ///     one of their own are not meant
  static Optional<DeliveryId> namesakeOf(Tx tx, Delivery delivery, Post post, boolean isNamed) {
    return tx.handle()
        .createQuery(
            """
            SELECT id FROM delivery
            WHERE channel = :channel AND id <> :not AND (remote_id IS NULL OR NOT :named)
              AND (post ->> '$.text' = :text OR post ->> '$.title' = :title)
            ORDER BY id DESC LIMIT 1\
            """)
        .bind("channel", delivery.channel().value())
        .bind("not", delivery.id().value())
        .bind("named", isNamed)
        .bind("text", post.text())
        .bind("title", post.title())
        .mapTo(Long.class)
        .findOne()
        .map(DeliveryId::new);
  }
}
