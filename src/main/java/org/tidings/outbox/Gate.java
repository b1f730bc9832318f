// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.tidings.config.ChannelSettings;
import org.tidings.schedule.Pace;

/// Whether a channel may send now. Pure.
public sealed interface Gate {
  record Open() implements Gate {}

  /// Opens by itself.
  ///
  /// @param why for the owner, such as `its window opens then`
  record ClosedUntil(Instant until, String why) implements Gate {}

  /// Until the owner resumes it.
  record Paused() implements Gate {}

  /// Weighs pause, breaker, pace and window.
  ///
  /// @param sent when this channel's other posts of the last 24 hours went out
  static Gate of(
      Account account, ChannelSettings settings, List<Instant> sent, ZoneId zone, Instant now) {
    if (account.paused().isPresent()) {
      return new Paused();
    }
    var open = account.breaker().openUntil().filter(it -> it.isAfter(now));
    if (open.isPresent()) {
      return new ClosedUntil(open.get(), "the account rests: " + account.breaker().reason());
    }
    var spaced = new Pace(Integer.MAX_VALUE, settings.spacing()).next(now, sent);
    var paced = new Pace(settings.daily(), settings.spacing()).next(now, sent);
    var when = settings.window().map(it -> it.next(paced, zone)).orElse(paced);
    if (when.isAfter(paced)) {
      return new ClosedUntil(when, "its window opens then (" + settings.window().get() + ")");
    }
    if (paced.isAfter(spaced)) {
      return new ClosedUntil(paced, "at most " + settings.daily() + " posts a day");
    }
    return paced.isAfter(now)
        ? new ClosedUntil(paced, settings.spacing().toSeconds() + " s between two posts")
        : new Open();
  }
}
