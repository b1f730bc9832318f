// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.outbox.DeliveryState;

/// Which deliveries to show.
///
/// @param states none: all of them
/// @param since their last change, this moment included
/// @param until their last change, this moment excluded
/// @param search part of the title, the post's text or an address; upper and lower case alike for
///     ASCII letters
/// @param limit at most so many, from 1
public record HistoryQuery(
    Optional<FeedId> feed,
    Optional<ChannelId> channel,
    Set<DeliveryState> states,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> search,
    int limit) {
  public HistoryQuery {
    states = Set.copyOf(states);
    if (limit < 1) {
      throw new IllegalArgumentException("a limit counts from 1: " + limit);
    }
  }

  /// The newest, whatever they are.
  public static HistoryQuery newest(int limit) {
    return new HistoryQuery(
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }
}
