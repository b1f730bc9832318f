// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// A delivery that is not finished, as `tidings queue` shows it.
///
/// @param reason why it is where it is; may be empty
/// @param changed when it came there
public record QueueItem(
    Delivery delivery, String title, Optional<URI> link, String reason, Instant changed) {}
