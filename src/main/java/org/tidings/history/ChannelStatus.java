// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.Tariff;
import org.tidings.config.ChannelId;
import org.tidings.outbox.AccountStatus;
import org.tidings.outbox.Spending;

/// How a channel is, for its owner.
///
/// @param lastPublished when its last post went out
/// @param lastUrl where that one is
/// @param cost absent where posting is free
public record ChannelStatus(
    ChannelId channel,
    String type,
    AccountStatus account,
    Optional<Instant> lastPublished,
    Optional<URI> lastUrl,
    Optional<Cost> cost) {
  /// What a channel costs whose platform charges.
  public record Cost(Tariff tariff, Spending spending) {}
}
