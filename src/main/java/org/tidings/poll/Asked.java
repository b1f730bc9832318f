// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.config.FeedSettings;

/// One poll, as the feed was asked.
///
/// @param before the row as it was when the feed was asked
/// @param suspect whether it was asked without validators, to look behind a long 'not modified'
record Asked(
    FeedSettings feed,
    List<Destination> destinations,
    FeedRow before,
    boolean suspect,
    boolean pushed) {
  /// Since when there may be news: a 'not modified' that is not believed was no reading.
  Optional<Instant> lastRead(FeedRow row) {
    var answered = row.times().answered();
    return suspect ? row.habits().changed().or(() -> answered) : answered;
  }

  Habits looked(Habits habits, boolean found, Instant now) {
    return suspect ? habits.rechecked(found, now) : habits;
  }
}
