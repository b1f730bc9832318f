// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.time.Duration;

/// One way to clear up whether a post went out.
public sealed interface Proof {
  /// We chose its key, so looking it up decides, and sending it again can't make a second one.
  record RecordKey() implements Proof {}

  /// Our own posts can be listed: a hit decides; two misses, the channel's `proof_settle` apart, do
  /// too.
  record ReadBack() implements Proof {}

  /// The server remembers our key for a while: within it, the same bytes may be sent again.
  ///
  /// @param window counted from the first attempt's first byte
  record SameKey(Duration window) implements Proof {}

  /// The platform refuses the same text for a while: within it, a refusal is a confirmation.
  record DuplicateRefusal(Duration window) implements Proof {}
}
