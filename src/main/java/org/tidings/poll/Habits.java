// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidings.feed.Entry;
import org.tidings.feed.FeedDocument;
import org.tidings.feed.Terms;
import org.tidings.feed.Validators;
import org.tidings.schedule.PollInterval;
import org.tidings.schedule.PollInterval.Cost;
import org.tidings.schedule.Rhythm;

/// How a feed and its server behave, as far as the time of the next poll depends on it.
///
/// @param asks the pause that its document asks for
/// @param fresh the pause that its server asks for
/// @param pause the interval in force
/// @param weight bytes of its last document
/// @param repeats how often in a row it was sent though it was not another one
/// @param changed when it last was another one
/// @param rechecked when it was last asked without validators, on suspicion
/// @param stuck since when its validators are not believed: it answered 304 and had news
/// @param quiet since when it is known to be silent against its habit
record Habits(
    Rhythm rhythm,
    Optional<Duration> asks,
    Optional<Duration> fresh,
    Optional<Duration> pause,
    int weight,
    int repeats,
    Optional<Instant> changed,
    Optional<Instant> rechecked,
    Optional<Instant> stuck,
    Optional<Instant> quiet) {
  static final Habits NONE =
      new Habits(
          Rhythm.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// Sent so often in vain, it will be sent in vain again.
  private static final int IN_VAIN = 10;

  private static final int LARGE = 200_000;

  /// Servers that say 304 for ever are found by one unconditional request in two weeks, once
  /// nothing has changed for a month and for ten usual gaps.
  private static final Duration STREAK = Duration.ofDays(30);

  private static final int STREAK_GAPS = 10;
  private static final Duration BETWEEN_CHECKS = Duration.ofDays(14);

  /// What an address' own behaviour was says nothing about another.
  Habits elsewhere() {
    return new Habits(
        rhythm,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        quiet);
  }

  /// Whether its 'not modified' has lasted so long that it is looked behind.
  boolean isSuspect(Instant now) {
    var gaps = rhythm.usual().orElse(Duration.ZERO).multipliedBy(STREAK_GAPS);
    var patience = gaps.compareTo(STREAK) > 0 ? gaps : STREAK;
    return stuck.isEmpty()
        && changed.filter(it -> it.plus(patience).isBefore(now)).isPresent()
        && rechecked.filter(it -> it.plus(BETWEEN_CHECKS).isAfter(now)).isEmpty();
  }

  /// After a poll that brought nothing new. A 304 that says nothing of its pause leaves it as it
  /// was (RFC 9111 section 4.3.4).
  Habits unchanged(Duration watched, Terms terms, Instant now) {
    var sent = terms.bytes() > 0;
    return new Habits(
            rhythm.after(watched, 0, now),
            asks,
            sent ? terms.fresh() : terms.fresh().or(() -> fresh),
            pause,
            sent ? terms.bytes() : weight,
            sent ? repeats + 1 : 0,
            changed,
            rechecked,
            stuck,
            quiet)
        .listened(now);
  }

  /// After the first document.
  Habits began(FeedDocument document, Terms terms, Instant now) {
    var dates =
        document.entries().stream().map(Entry::published).flatMap(Optional::stream).toList();
    return read(Rhythm.of(dates, now), document, terms, now);
  }

  /// After a later one.
  ///
  /// @param found articles in it that are new
  Habits read(Duration watched, int found, FeedDocument document, Terms terms, Instant now) {
    return read(rhythm.after(watched, found, now), document, terms, now);
  }

  private Habits read(Rhythm newer, FeedDocument document, Terms terms, Instant now) {
    return new Habits(
            newer,
            document.interval(),
            terms.fresh(),
            pause,
            terms.bytes(),
            repeats,
            Optional.of(now),
            rechecked,
            stuck,
            quiet)
        .listened(now);
  }

  /// After an unconditional request on suspicion.
  ///
  /// @param found whether there was news behind a 304
  Habits rechecked(boolean found, Instant now) {
    return new Habits(
        rhythm,
        asks,
        fresh,
        pause,
        weight,
        repeats,
        changed,
        Optional.of(now),
        found ? Optional.of(now) : stuck,
        quiet);
  }

  Habits paused(Duration newer) {
    return new Habits(
        rhythm, asks, fresh, Optional.of(newer), weight, repeats, changed, rechecked, stuck, quiet);
  }

  private Habits listened(Instant now) {
    var silent = rhythm.isQuiet(now) ? quiet.or(() -> Optional.of(now)) : Optional.<Instant>empty();
    return new Habits(
        rhythm, asks, fresh, pause, weight, repeats, changed, rechecked, stuck, silent);
  }

  /// How long to leave the feed alone now.
  ///
  /// @param every the owner's fixed interval
  /// @param validators what the last answer gave
  Duration next(Optional<Duration> every, Validators validators, boolean pushed, Instant now) {
    return next(every, validators, longer(asks, fresh), pushed, now);
  }

  /// The same without what the server asked for: it asked to leave alone what it gave, and has
  /// failed since.
  Duration nextAfterFailure(
      Optional<Duration> every, Validators validators, boolean pushed, Instant now) {
    return next(every, validators, asks, pushed, now);
  }

  private Duration next(
      Optional<Duration> every,
      Validators validators,
      Optional<Duration> floor,
      boolean pushed,
      Instant now) {
    var least = floor.orElse(Duration.ZERO);
    return new PollInterval(every, rhythm, least, cost(validators), pushed).pause(now);
  }

  private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Duration::compareTo);
  }

  private Cost cost(Validators validators) {
    var spared = stuck.isEmpty() && validators.spare() && repeats < IN_VAIN;
    return spared ? Cost.NOTHING : weight > LARGE ? Cost.LARGE_DOCUMENT : Cost.DOCUMENT;
  }
}
