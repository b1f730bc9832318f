// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.time.Instant;
import java.util.Optional;

/// Whether a channel could post now.
public sealed interface Health {
  /// All is well.
  ///
  /// @param account the account's name as its owner knows it, such as `@ann@example.social`
  /// @param expires when the credential ends, if it does
  record Good(String account, Optional<Instant> expires) implements Health {}

  /// The owner must act.
  ///
  /// @param remedy what to do, naming the command
  record Bad(String reason, String remedy) implements Health {}

  /// Not known: the server did not answer.
  record Unreachable(String reason) implements Health {}
}
