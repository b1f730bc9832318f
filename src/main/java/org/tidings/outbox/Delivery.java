// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.article.ArticleId;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Payload;
import org.tidings.config.ChannelId;
import org.tidings.post.Post;

/// One post on its way to one channel, as the database has it.
///
/// @param post absent only where none could be made
/// @param payload absent until it was prepared
/// @param notBefore when to look at it next; absent: when the owner says
/// @param lifetime how long it has to be posted, from being made or given a new start
/// @param fence grows with each claim
/// @param attempts requests that may have left
/// @param failures endings in a row that were surely not posts
/// @param looks look-ups in a row that did not find it
/// @param stales times in a row that it had to be prepared again
/// @param crashes times in a row that the process died while sending it
/// @param doubts requests whose answer was lost, so that they may have posted it
/// @param firstSent when the intent of the first attempt was recorded that may have posted it
public record Delivery(
    DeliveryId id,
    ArticleId article,
    ChannelId channel,
    DeliveryState state,
    Optional<Post> post,
    Optional<Payload> payload,
    DeliveryKey key,
    Optional<Instant> notBefore,
    Duration lifetime,
    Instant expires,
    long fence,
    Optional<Instant> leaseUntil,
    int attempts,
    int failures,
    int looks,
    int stales,
    int crashes,
    int doubts,
    Optional<Instant> firstSent,
    Optional<Instant> lastSent) {
  /// After so many crashes in a row while sending one delivery only the owner lets it go on: it may
  /// be what kills the process.
  static final int POISON = 3;

  boolean isPoison() {
    return crashes >= POISON;
  }
}
