// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidings.channel.Proof;
import org.tidings.config.ChannelSettings;
import org.tidings.config.ChannelSettings.OnUnknown;
import org.tidings.config.Directives;
import org.tidings.config.FeedAccess;
import org.tidings.config.FeedSettings;

/// What one run is like: how it is configured, within what the manual allows, and how its servers
/// lie, within what the manual names as the bounds of the promise.
///
/// @param every the feed's interval
/// @param latest requests that are applied late are applied within this
/// @param stalest read-backs are stale for less than this
/// @param keysLate keys are remembered only so long after the post they belong to. All three
///     together stay below `settle`
/// @param keysFail a known key is answered with 500 (as Mastodon does, #40399)
/// @param keysIgnored the server takes keys and does nothing with them; then its lists are there
/// @param namesakes the platform takes the same first line for the same words
/// @param handmade the owner posts some articles by hand, too
/// @param busyOwner the owner pauses, holds and drops
/// @param turns somebody sets the clock
/// @param stands how long new articles have to stand before they are posted
record Mix(
    Duration every,
    Duration settle,
    Duration expire,
    Duration spacing,
    int daily,
    OnUnknown onUnknown,
    Duration latest,
    Duration stalest,
    Duration keysLate,
    boolean keysFail,
    boolean keysIgnored,
    boolean namesakes,
    boolean handmade,
    boolean busyOwner,
    boolean turns,
    Duration stands) {
  static Mix draw(SplittableRandom random, Kind kind) {
    var settle = pick(random, seconds(10), minutes(1), minutes(2), minutes(2), minutes(10));
    var lists = kind.has(Proof.ReadBack.class) && kind.has(Proof.SameKey.class);
    return new Mix(
        pick(random, minutes(15), minutes(20), minutes(45)),
        settle,
        pick(random, minutes(60), Duration.ofHours(6), Duration.ofDays(3), Duration.ofDays(30)),
        pick(random, Duration.ZERO, Duration.ZERO, seconds(30), minutes(5)),
        pick(random, 1000, 1000, 25, 12),
        kind.mayAskOwner()
            ? pick(random, OnUnknown.ASK, OnUnknown.ASK, OnUnknown.RESEND, OnUnknown.ASSUME_SENT)
            : OnUnknown.ASK,
        part(settle, 0.4),
        part(settle, 0.3),
        part(settle, 0.2),
        random.nextInt(3) == 0,
        lists && random.nextInt(3) == 0,
        random.nextInt(4) == 0,
        random.nextInt(3) == 0,
        random.nextInt(3) == 0,
        random.nextInt(3) == 0,
        pick(random, Duration.ZERO, Duration.ZERO, minutes(20)));
  }

  ChannelSettings channel(Duration pause) {
    return new ChannelSettings(
        Life.CHANNEL,
        "simulated",
        Optional.empty(),
        daily,
        spacing,
        Optional.empty(),
        expire,
        onUnknown,
        ChannelSettings.OnEdit.IGNORE,
        pause,
        Map.of(),
        List.of());
  }

  FeedSettings feed() {
    return new FeedSettings(
        Life.FEED,
        Blog.FEED,
        Optional.of(every),
        stands,
        0,
        Directives.NONE,
        List.of(),
        Optional.empty(),
        false,
        FeedAccess.NONE);
  }

  @SafeVarargs
  private static <T> T pick(SplittableRandom random, T... of) {
    return of[random.nextInt(of.length)];
  }

  private static Duration part(Duration whole, double share) {
    return Duration.ofMillis((long) (whole.toMillis() * share));
  }

  private static Duration seconds(int n) {
    return Duration.ofSeconds(n);
  }

  private static Duration minutes(int n) {
    return Duration.ofMinutes(n);
  }
}
