// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.article.ArticleId;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.outbox.DeliveryId;
import org.tidings.outbox.DeliveryState;

/// One line of the posting history log: a delivery, and how it stands.
///
/// @param time when it came to stand so
/// @param type of the channel, such as `mastodon`
/// @param attempts requests that may have left
/// @param text the post's words; absent if none could be made
/// @param remoteId the platform's name for the post
/// @param url where people can see the post
/// @param reason why it stands so; may be empty
/// @param edits what the article says otherwise than the post did at first, the first first
/// @param update what became of changing the post accordingly; absent: it stays as it is
public record HistoryEntry(
    DeliveryId delivery,
    Instant time,
    FeedId feed,
    ArticleId article,
    String title,
    Optional<URI> link,
    ChannelId channel,
    String type,
    DeliveryState state,
    int attempts,
    Optional<String> text,
    Optional<String> remoteId,
    Optional<URI> url,
    String reason,
    List<Story.Edit> edits,
    Optional<Story.Update> update) {
  public HistoryEntry {
    edits = List.copyOf(edits);
  }

  HistoryEntry with(List<Story.Edit> since, Optional<Story.Update> last) {
    return new HistoryEntry(
        delivery, time, feed, article, title, link, channel, type, state, attempts, text, remoteId,
        url, reason, since, last);
  }
}
