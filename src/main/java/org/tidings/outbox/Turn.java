// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.util.Optional;

/// What a lane's next step is.
sealed interface Turn {
  record Nothing(Optional<Instant> until) implements Turn {}

  /// It was dealt with in the database alone.
  record Settled() implements Turn {}

  record LookFor(Delivery delivery) implements Turn {}

  /// Claimed; with a payload also intended.
  record Send(Delivery delivery) implements Turn {}
}
