// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.tidings.config.FeedId;

/// A delivery that is not finished, as `tidings queue` shows it.
///
/// @param feed where its article is from
/// @param reason why it is where it is; may be empty
/// @param changed when it came there
public record QueueItem(
    Delivery delivery,
    FeedId feed,
    String title,
    Optional<URI> link,
    String reason,
    Instant changed) {}
