// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.feed.HubOffer;

/// What came of one poll.
///
/// @param ready channels that have something to send now, each once
/// @param next when the feed is polled next; absent: it has stopped for good
/// @param offers the hubs that tell of its news, as far as the answer named any
public record PollReport(
    FeedId feed,
    Ending ending,
    List<ChannelId> ready,
    Optional<Instant> next,
    List<HubOffer> offers) {
  public PollReport {
    ready = List.copyOf(ready);
    offers = List.copyOf(offers);
  }

  /// Whether there was news that is believed.
  public boolean found() {
    return ending instanceof Ending.Read(_, var articles, var held) && articles > 0 && !held;
  }

  /// How a poll ended.
  public sealed interface Ending {
    /// The feed's first document: remembered, and not posted but for the newest few, if asked for.
    ///
    /// @param entries how many it had; if none, the next document is the first again
    /// @param enqueued how many of them are posted
    record Baselined(int entries, int enqueued) implements Ending {}

    /// A document was read.
    ///
    /// @param articles how many were new
    /// @param held whether their posts wait for the owner's word
    record Read(int entries, int articles, boolean held) implements Ending {}

    /// Nothing has changed since last time.
    record Unchanged() implements Ending {}

    /// No document, or none that could be read.
    ///
    /// @param reason for the owner
    record Failed(String reason) implements Ending {}

    /// The feed is over.
    ///
    /// @param confirmed said twice, a day apart; before that the feed is asked once more
    record Gone(String reason, boolean confirmed) implements Ending {}
  }
}
