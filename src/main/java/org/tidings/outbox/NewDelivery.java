// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.util.Optional;
import org.tidings.article.ArticleId;
import org.tidings.channel.DeliveryKey;
import org.tidings.config.ChannelId;
import org.tidings.post.Post;

/// What a new row of [DeliveryTable] needs.
record NewDelivery(
    ArticleId article,
    ChannelId channel,
    String type,
    DeliveryState state,
    Optional<Post> post,
    DeliveryKey key,
    Duration lifetime,
    Optional<String> reason) {}
