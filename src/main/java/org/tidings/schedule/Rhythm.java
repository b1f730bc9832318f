// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How often a feed brings news: articles counted, and the hours they were counted over, both
/// halved every 14 days so that a change of habit shows.
///
/// @param news articles, decayed
/// @param hours watched, decayed
/// @param last when the last one came; absent: none was ever seen
/// @param usual the gap between two that was usual when the last one came; absent: too few for a
///     habit
public record Rhythm(double news, double hours, Optional<Instant> last, Optional<Duration> usual) {
  public static final Rhythm NONE = new Rhythm(0, 0, Optional.empty(), Optional.empty());

  private static final double HALF_LIFE = 14 * 24;

  /// Before anything is known a feed is taken for one that brings an article in two weeks: to what
  /// was counted, a seventh of one in two days is added. More days would drown what the first
  /// document of a lively feed says, which may reach back for half a day only.
  private static final double PRIOR_NEWS = 1.0 / 7;

  private static final double PRIOR_HOURS = 2 * 24;

  /// Fewer say nothing of a habit; a weekly blog comes to nearly three.
  private static final double HABIT = 2;

  /// By chance a gap is eight times the mean once in 3,000 (e⁻⁸).
  private static final int SILENT_GAPS = 8;

  private static final Duration SHORTEST_SILENCE = Duration.ofDays(7);
  private static final Duration LONGEST_SILENCE = Duration.ofDays(180);

  /// A feed's first document tells of the time before it was watched.
  ///
  /// @param published the entries' own dates
  public static Rhythm of(List<Instant> published, Instant now) {
    var past = published.stream().filter(it -> !it.isAfter(now)).sorted().toList();
    if (past.isEmpty()) {
      return NONE;
    }
    var span = hours(past.getFirst(), now);
    var news = past.stream().mapToDouble(it -> decay(hours(it, now))).sum();
    // the integral of the decay over the span
    var watched = HALF_LIFE / Math.log(2) * (1 - decay(span));
    return new Rhythm(news, watched, Optional.of(past.getLast()), habit(news, watched));
  }

  /// After another poll that was answered.
  ///
  /// @param watched since the answer before; negative (a clock was turned) counts as nothing
  /// @param found articles that were really new
  public Rhythm after(Duration watched, int found, Instant now) {
    var passed = Math.max(0, watched.toMillis() / 3_600_000.0);
    var nowNews = news * decay(passed) + found;
    var nowHours = hours * decay(passed) + passed;
    return found == 0
        ? new Rhythm(nowNews, nowHours, last, usual)
        : new Rhythm(nowNews, nowHours, Optional.of(now), habit(nowNews, nowHours));
  }

  /// The mean time between two articles, as far as is known.
  public Duration gap() {
    return gap(news, hours);
  }

  /// Whether it has been silent for so long, against its own habit, that something must be wrong:
  /// eight usual gaps, but at least a week and at most half a year.
  public boolean isQuiet(Instant now) {
    return usual.flatMap(gap -> last.map(it -> it.plus(silence(gap)).isBefore(now))).orElse(false);
  }

  private static Duration silence(Duration gap) {
    var gaps = gap.multipliedBy(SILENT_GAPS);
    return gaps.compareTo(SHORTEST_SILENCE) < 0
        ? SHORTEST_SILENCE
        : gaps.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : gaps;
  }

  private static Optional<Duration> habit(double news, double hours) {
    return news < HABIT ? Optional.empty() : Optional.of(gap(news, hours));
  }

  private static Duration gap(double news, double hours) {
    return Duration.ofMillis((long) ((hours + PRIOR_HOURS) / (news + PRIOR_NEWS) * 3_600_000));
  }

  private static double decay(double hours) {
    return Math.pow(2, -hours / HALF_LIFE);
  }

  private static double hours(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 3_600_000.0;
  }
}
