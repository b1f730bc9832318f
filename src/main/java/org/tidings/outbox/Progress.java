// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.util.Optional;

/// What one step of a channel's lane did.
public sealed interface Progress {
  /// Something; there may be more.
  record Worked() implements Progress {}

  /// Nothing to do.
  ///
  /// @param until when there will be; absent: not before something new arrives or the owner acts
  record Idle(Optional<Instant> until) implements Progress {}
}
