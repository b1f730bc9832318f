// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tidings.feed.FetchResult.Unavailable;
import org.tidings.feed.FetchResult.Unavailable.Kind;
import org.tidings.feed.Validators;
import org.tidings.schedule.PollInterval;

/// What follows from a poll that gave no document. Pure.
final class AfterFailure {
  /// A feed that says it is over is asked once more, so long after the first time.
  private static final Duration UNTIL_GONE = Duration.ofHours(24);

  /// After a refusal.
  private static final Duration REFUSED = Duration.ofHours(24);

  /// After 429 without a wait of the server's own.
  private static final Duration TOO_OFTEN = Duration.ofHours(1);

  private final RandomGenerator random;

  AfterFailure(RandomGenerator random) {
    this.random = random;
  }

  /// The feed after it could not be had.
  ///
  /// @param validators what may be sent to it next time
  FeedRow unavailable(
      Asked one, FeedRow row, Unavailable trouble, Validators validators, Instant now) {
    var next = next(one, row, now, wait(trouble));
    var over = trouble.kind() == Kind.MISSING;
    var move = row.move().afterFailure(row.trouble().failures() + 1, over);
    return row.failed(now, Optional.of(next), trouble.reason(), validators)
        .having(one.looked(row.habits(), false, now))
        .moved(move);
  }

  /// How long nobody may ask that server again; empty if it did not ask for rest.
  static Optional<Instant> rest(Unavailable trouble, Instant now) {
    return trouble.retryAfter().isPresent() || trouble.kind() == Kind.TOO_OFTEN
        ? wait(trouble).map(now::plus)
        : Optional.empty();
  }

  /// The feed after its server said that it is over: the second time, a day later, it is believed,
  /// and never polled again.
  FeedRow gone(Asked one, FeedRow row, String reason, Instant now) {
    var since = row.trouble().gone().orElse(now);
    var left = Duration.between(now, since.plus(UNTIL_GONE));
    var move = row.move().afterFailure(row.trouble().failures() + 1, true);
    var elsewhere = !move.learnt().equals(row.move().learnt());
    var next =
        left.isPositive() || elsewhere
            ? Optional.of(next(one, row, now, Optional.of(left)))
            : Optional.<Instant>empty();
    return row.failed(now, next, reason, row.validators())
        .having(one.looked(row.habits(), false, now))
        .goneSince(since)
        .moved(move);
  }

  /// The server's own wait, or what its refusal means.
  private static Optional<Duration> wait(Unavailable trouble) {
    return switch (trouble.kind()) {
      case REFUSED -> Optional.of(atLeast(REFUSED, trouble));
      case TOO_OFTEN -> Optional.of(atLeast(TOO_OFTEN, trouble));
      case MISSING, OTHER -> trouble.retryAfter();
    };
  }

  private static Duration atLeast(Duration least, Unavailable trouble) {
    return trouble.retryAfter().filter(it -> it.compareTo(least) > 0).orElse(least);
  }

  private Instant next(Asked one, FeedRow row, Instant now, Optional<Duration> wait) {
    var pause =
        row.habits().nextAfterFailure(one.feed().every(), row.validators(), one.pushed(), now);
    var silent = Duration.between(row.times().answered().orElse(now), now);
    var failures = row.trouble().failures() + 1;
    return PollInterval.afterFailure(now, pause, failures, silent, wait, random);
  }
}
