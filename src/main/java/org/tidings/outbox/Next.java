// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.Receipt;

/// What becomes of a delivery after an attempt or a look.
sealed interface Next {
  /// It is out.
  ///
  /// @param receipt absent only where the owner wants the unknown taken as sent
  record Published(Optional<Receipt> receipt, String reason) implements Next {}

  /// The platform will never take it.
  record Rejected(String reason) implements Next {}

  /// Surely not out: wait, then send.
  ///
  /// @param again whether it must be prepared anew
  record Wait(Instant until, String reason, boolean again) implements Next {}

  /// Surely not out, and nothing is wrong with it: back in line until the account works again.
  record BackInLine(String reason) implements Next {}

  /// May be out: look, at that time.
  record Look(Instant at, String reason) implements Next {}

  /// May be out, and only the owner can tell.
  record AskOwner(String reason) implements Next {}

  /// Something is odd: stop until the owner says.
  record Hold(String reason) implements Next {}
}
