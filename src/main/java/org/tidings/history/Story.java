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
import org.tidings.outbox.UpdateState;

/// Why an article was, or was not, posted where.
///
/// @param baseline it was in the feed's first document, and so was never to be posted
/// @param fate why it is no news, or may be none, in words; empty if it is
/// @param edits what its entry said otherwise later on, the first first
/// @param marks what it is recognised by, in words, such as `guid` or `address`
/// @param deliveries one per channel; none: no channel was routed to its feed, or it is a baseline
public record Story(
    ArticleId article,
    FeedId feed,
    String title,
    Optional<URI> link,
    Optional<Instant> published,
    Instant firstSeen,
    boolean baseline,
    String fate,
    List<Edit> edits,
    List<String> marks,
    List<Told> deliveries) {
  public Story {
    edits = List.copyOf(edits);
    marks = List.copyOf(marks);
    deliveries = List.copyOf(deliveries);
  }

  Story with(List<Edit> newEdits, List<String> newMarks, List<Told> newDeliveries) {
    return new Story(
        article,
        feed,
        title,
        link,
        published,
        firstSeen,
        baseline,
        fate,
        newEdits,
        newMarks,
        newDeliveries);
  }

  /// The feed said something else from then on.
  ///
  /// @param changed what, in words
  public record Edit(Instant at, String changed) {}

  /// What became of changing a post in place.
  ///
  /// @param reason what was said about it; may be empty
  public record Update(Instant at, UpdateState state, String reason) {
    /// In words, such as `changed in place`.
    public String words() {
      return switch (state) {
        case PENDING -> "to be changed in place";
        case REPLACED -> "being changed in place";
        case DONE -> "changed in place";
        case GONE -> "not changed: it is not there any more";
        case REFUSED, OVER -> "not changed in place";
      };
    }
  }

  /// One channel's part of it.
  ///
  /// @param route the one that it took; absent where none is configured, or none let it pass
  /// @param reason why it stands so; may be empty
  /// @param notBefore when it is looked at next; absent: when the owner says, or never
  /// @param expires when it is given up, unless it is finished
  public record Told(
      DeliveryId delivery,
      ChannelId channel,
      String type,
      DeliveryState state,
      Optional<String> route,
      String reason,
      Optional<Instant> notBefore,
      Instant expires,
      Optional<String> text,
      Optional<URI> url,
      List<Event> events) {
    public Told {
      events = List.copyOf(events);
    }

    Told with(List<Event> newEvents) {
      return new Told(
          delivery, channel, type, state, route, reason, notBefore, expires, text, url, newEvents);
    }
  }

  /// Something that happened, oldest first.
  ///
  /// @param words such as `sent, no answer` or `looked twice, not found`
  /// @param reason what was said about it; may be empty
  public record Event(Instant at, String words, String reason) {}
}
