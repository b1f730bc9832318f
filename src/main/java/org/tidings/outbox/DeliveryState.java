// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.util.Locale;

/// Where a delivery is. The legal changes stand in the schema, as a trigger.
public enum DeliveryState {
  /// Waits for its turn. Moved on by the dispatcher.
  READY,
  /// Claimed: being prepared or sent. Left by its outcome; found after a crash it is an orphan.
  SENDING,
  /// Surely not posted yet, to be tried again at a known time.
  WAITING,
  /// May be live. Left by proof, or by the owner's word.
  UNKNOWN,
  /// Stopped until the owner says.
  HELD,
  /// It is out. Final.
  PUBLISHED,
  /// Will not be posted, for a reason that is not the platform's. Final unless the owner retries.
  SKIPPED,
  /// The platform will never take it. Final unless the owner retries.
  REJECTED,
  /// Not posted in time. Final unless the owner retries.
  EXPIRED;

  /// As stored and shown.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The state of that word.
  public static DeliveryState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  public boolean isFinal() {
    return switch (this) {
      case READY, SENDING, WAITING, UNKNOWN, HELD -> false;
      case PUBLISHED, SKIPPED, REJECTED, EXPIRED -> true;
    };
  }
}
