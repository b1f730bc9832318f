// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import org.tidings.outbox.DeliveryState;

/// States for people.
final class States {
  private States() {}

  /// The word, as wide as the widest, in a colour that says whether somebody must act.
  static String coloured(Terminal terminal, DeliveryState state) {
    var word = "%-9s".formatted(state.word());
    return switch (state) {
      case PUBLISHED -> terminal.good(word);
      case UNKNOWN, HELD, REJECTED, EXPIRED -> terminal.bad(word);
      case READY, SENDING, WAITING -> terminal.warning(word);
      case SKIPPED -> terminal.faint(word);
    };
  }
}
