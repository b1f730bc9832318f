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

  /// Another delivery of the channel that is out with the same text or title.
  static Optional<DeliveryId> namesakeOf(Tx tx, ChannelId channel, Post post, DeliveryId not) {
    return tx.handle()
        .createQuery(
            """
            SELECT id FROM delivery
            WHERE channel = :channel AND state = 'published' AND id <> :not
              AND (post ->> '$.text' = :text OR post ->> '$.title' = :title)
            ORDER BY id DESC LIMIT 1\
            """)
        .bind("channel", channel.value())
        .bind("not", not.value())
        .bind("text", post.text())
        .bind("title", post.title())
        .mapTo(Long.class)
        .findOne()
        .map(DeliveryId::new);
  }
}
