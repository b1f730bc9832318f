// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.time.Instant;
import java.util.Optional;
import org.tidings.config.FeedId;
import org.tidings.feed.HubOffer;

/// What is known of a feed's pushes.
///
/// @param hub that is asked
/// @param ask when to ask it next
/// @param reason why it last refused
/// @param pushed the last push whose signature was right
/// @param polled the last poll that a push brought about
/// @param wanted since when a push waits for its poll
/// @param proven since when pushes beat polls
/// @param misses news that polls found first, in a row
record PushRow(
    FeedId feed,
    HubOffer hub,
    Instant ask,
    Optional<String> reason,
    Optional<Instant> pushed,
    Optional<Instant> polled,
    Optional<Instant> wanted,
    Optional<Instant> proven,
    int misses) {
  static PushRow of(FeedId feed, HubOffer hub, Instant now) {
    return new PushRow(
        feed,
        hub,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  PushRow askAt(Instant next, Optional<String> why) {
    return new PushRow(feed, hub, next, why, pushed, polled, wanted, proven, misses);
  }

  /// A hub says that there is news.
  ///
  /// @param believed whether it proved to be the hub
  PushRow told(Instant now, boolean believed) {
    var last = believed ? Optional.of(now) : pushed;
    return new PushRow(feed, hub, ask, reason, last, polled, Optional.of(now), proven, misses);
  }

  /// A poll that a push brought about has ended.
  PushRow looked(Instant now, boolean found, boolean again) {
    var waits = again ? Optional.of(now) : Optional.<Instant>empty();
    var good = found && pushed.isPresent();
    return new PushRow(
        feed,
        hub,
        ask,
        reason,
        pushed,
        Optional.of(now),
        waits,
        good ? proven.or(() -> Optional.of(now)) : proven,
        good ? 0 : misses);
  }

  /// A poll found news of which no push had told.
  PushRow missed(int most) {
    var trust = misses + 1 < most ? proven : Optional.<Instant>empty();
    return new PushRow(feed, hub, ask, reason, pushed, polled, wanted, trust, misses + 1);
  }
}
