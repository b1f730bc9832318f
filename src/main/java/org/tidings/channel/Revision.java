// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.time.Duration;
import java.util.Optional;

/// How the attempt ended to give a post other words. Reasons are for the owner, as those of
/// [Outcome] are.
public sealed interface Revision {
  /// It has them.
  record Done() implements Revision {}

  /// There is no such post any more; whoever deleted it meant it.
  record Gone(String reason) implements Revision {}

  /// It will never have them: the platform does not take them, or somebody else has changed it.
  record Refused(String reason) implements Revision {}

  /// It may have them or not; to be tried again.
  ///
  /// @param retryAfter the server's own wait
  record Later(String reason, Optional<Duration> retryAfter) implements Revision {
    public Later(String reason) {
      this(reason, Optional.empty());
    }
  }
}
