// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether a channel could post now.
public sealed interface Health {
  /// All is well.
  ///
  /// @param account the account's name as its owner knows it, such as `@ann@example.social`
  /// @param expires when the credential ends, if it does
  /// @param hints what the owner should know before it is trouble, such as that the platform will
  ///     retire something that is configured; each stays the same from one check to the next
  record Good(String account, Optional<Instant> expires, List<String> hints) implements Health {
    public Good {
      hints = List.copyOf(hints);
    }

    public Good(String account, Optional<Instant> expires) {
      this(account, expires, List.of());
    }
  }

  /// The owner must act.
  ///
  /// @param remedy what to do, naming the command
  record Bad(String reason, String remedy) implements Health {
    /// Both for one line; a reason that ends with the remedy says it already.
    public String words() {
      return reason.endsWith(remedy) ? reason : reason + "; " + remedy;
    }
  }

  /// Not known: the server did not answer.
  record Unreachable(String reason) implements Health {}
}
