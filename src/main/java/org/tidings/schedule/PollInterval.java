// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When to poll a feed next. Never early: chance only lengthens a wait.
///
/// @param every the owner's fixed interval, which beats all else here
/// @param rhythm the feed's own
/// @param floor what its document and its server ask for; more than a day is a mistake of theirs
/// @param cost what a poll costs the server when nothing is new
/// @param pushed whether its hub has proved that it tells us first
public record PollInterval(
    Optional<Duration> every, Rhythm rhythm, Duration floor, Cost cost, boolean pushed) {
  /// What 'nothing new' costs the feed's server.
  public enum Cost {
    /// It answers 304.
    NOTHING(Duration.ZERO),
    /// It sends the same document each time (rachelbyblog.com asks for a day between such polls;
    /// small documents are given six a day).
    DOCUMENT(Duration.ofHours(4)),
    /// It sends the same document of more than 200 kB each time.
    LARGE_DOCUMENT(Duration.ofHours(24));

    private final Duration pause;

    Cost(Duration pause) {
      this.pause = pause;
    }
  }

  /// Polled at a third of the mean gap, an article is found within a sixth of it.
  private static final double SHARE = 0.35;

  private static final Duration SHORTEST = Duration.ofMinutes(15);

  /// What costs nothing may be asked every hour, and news should not be older.
  private static final Duration LIVELY = Duration.ofHours(1);

  private static final Duration IDLE = Duration.ofHours(3);
  private static final Duration ASLEEP = Duration.ofHours(12);
  private static final Duration PUSHED = Duration.ofHours(6);
  private static final Duration DAY = Duration.ofDays(1);

  /// How often in a row a failed feed doubles its pause before the cap is surely reached.
  private static final int DOUBLINGS = 12;

  private static final Duration GIVEN_UP = Duration.ofDays(90);
  private static final Duration WEEK = Duration.ofDays(7);

  /// The pause in force, before chance lengthens it: 15 min to 24 h, or the owner's.
  public Duration pause(Instant now) {
    if (every.isPresent()) {
      return every.get();
    }
    var own = longer(shorter(share(), LIVELY), idle(now));
    var asked = longer(longer(own, shorter(floor, DAY)), cost.pause);
    return pushed ? longer(asked, PUSHED) : asked;
  }

  private Duration share() {
    return longer(Duration.ofMillis((long) (rhythm.gap().toMillis() * SHARE)), SHORTEST);
  }

  /// Silent for a month, for half a year.
  private Duration idle(Instant now) {
    var silent = rhythm.last().map(it -> Duration.between(it, now)).orElse(Duration.ZERO);
    if (silent.compareTo(Duration.ofDays(180)) > 0) {
      return ASLEEP;
    }
    return silent.compareTo(Duration.ofDays(30)) > 0 ? IDLE : Duration.ZERO;
  }

  /// After a poll that was answered: up to a tenth is added, so that feeds read together drift
  /// apart.
  ///
  /// @param pause from [#pause]
  public static Instant afterAnswer(Instant now, Duration pause, RandomGenerator random) {
    return now.plus(lengthened(pause, 0.1, random));
  }

  /// After a poll that failed: twice as long after each failure, between 15 minutes (or the
  /// interval, if that is shorter and the server is the owner's own) and a day; a week once it has
  /// failed for 90 days.
  ///
  /// @param pause from [#pause]
  /// @param failures in a row, from 1
  /// @param silent since the last answer
  /// @param asked the server's own wait, which beats ours in full
  public static Instant afterFailure(
      Instant now,
      Duration pause,
      int failures,
      Duration silent,
      Optional<Duration> asked,
      RandomGenerator random) {
    var first = pause.compareTo(Duration.ofMinutes(1)) < 0 ? pause : longer(pause, SHORTEST);
    var cap = silent.compareTo(GIVEN_UP) > 0 ? WEEK : DAY;
    var doubled = shorter(first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS)), cap);
    var wait = asked.map(it -> longer(it, doubled)).orElse(doubled);
    return now.plus(lengthened(longer(wait, pause), 0.25, random));
  }

  private static Duration lengthened(Duration wait, double share, RandomGenerator random) {
    return wait.plusMillis((long) (wait.toMillis() * share * random.nextDouble()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
