// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.article.ArticleId;
import org.tidings.article.Articles.Recognition;
import org.tidings.article.Articles.Unknown;
import org.tidings.article.MassChange.Row;
import org.tidings.article.Remembered;

/// Whether what we never met before is news, or only came to light: a feed shows old articles
/// when a newer one is deleted, when it is made longer, when an archive is imported. Dates
/// tell, and where they may lie (drafts are dated when they were begun), the place in the
/// document does: what is dated within the span that the feed showed last time, and was not
/// there, has come since.
final class Newness {
  /// Back-dating of this much is everyday life: drafts, time zones, embargoes.
  private static final Duration LATE = Duration.ofDays(2);

  /// Nobody begins a draft earlier; what is older came from elsewhere.
  private static final Duration LONG_AGO = Duration.ofDays(30);

  /// More than this at once are not somebody's old drafts.
  private static final int FEW = 3;

  /// A document of fewer articles may change as a whole by ordinary life.
  private static final int WHOLE = 5;

  /// More than this are a whole, whatever was there before.
  private static final int MANY = 10;

  /// Nobody writes faster for long; software that dates what it rebuilds does.
  private static final Duration PACE = Duration.ofMinutes(1);

  private final List<Row> rows;
  private final Map<ArticleId, Remembered> known;
  private final Optional<Instant> floor;
  private final boolean vanished;
  private final boolean rebuilt;
  private final int before;
  private final Instant lastRead;
  private final Instant now;
  private final Map<Row, Integer> places = new HashMap<>();
  private final int firstKnown;
  private final int lastKnown;

  /// Makes a judge of one document.
  ///
  /// @param known its articles that we have met before
  /// @param shown the articles of the last document, in its order
  /// @param lastRead when that was read
  Newness(
      Recognition document,
      Map<ArticleId, Remembered> known,
      List<Remembered> shown,
      Instant lastRead,
      Instant now) {
    this.known = known;
    this.rows = newestFirst(document.rows());
    this.floor = floor(shown);
    this.vanished = shown.stream().anyMatch(it -> !known.containsKey(it.id()));
    this.rebuilt = document.weakly() > FEW;
    this.before = shown.size();
    this.lastRead = lastRead.isAfter(now) ? now : lastRead;
    this.now = now;
    var first = rows.size();
    var last = rows.size();
    for (var i = 0; i < rows.size(); i++) {
      places.put(rows.get(i), i);
      if (rows.get(i).known().isPresent()) {
        first = Math.min(first, i);
        last = i;
      }
    }
    this.firstKnown = first;
    this.lastKnown = last;
  }

  /// What an entry is.
  sealed interface Verdict {
    record News() implements Verdict {}

    /// It was there before us, and is not to be posted.
    ///
    /// @param why in words for the owner
    record Old(String why) implements Verdict {}

    /// Nothing tells; its owner does.
    ///
    /// @param why in words for the owner
    record Doubtful(String why) implements Verdict {}
  }

  /// The verdicts on all that is unknown.
  Map<Unknown, Verdict> judge(List<Unknown> unknown) {
    var verdicts = new HashMap<Unknown, Verdict>();
    unknown.forEach(it -> verdicts.put(it, judge(it)));
    if (unknown.stream().filter(this::isLate).count() > FEW) {
      unknown.stream()
          .filter(it -> verdicts.get(it) instanceof Verdict.News && isBefore(it, lastRead))
          .forEach(it -> verdicts.put(it, doubtful("one of many that came with old dates")));
    }
    return verdicts;
  }

  /// Nothing in the document is known: a redesign or a new domain must not be posted as news,
  /// unless it is the backlog of what was written since the feed was last read, or another page of
  /// the blog, all of it old.
  ///
  /// @return why, if it is to be feared
  Optional<String> massChange(List<Unknown> unknown) {
    var whole = known.isEmpty() && unknown.size() > FEW;
    var another = unknown.stream().allMatch(it -> judge(it) instanceof Verdict.Old);
    return whole && !another && (before >= WHOLE || unknown.size() > MANY) && !isBacklog(unknown)
        ? Optional.of("the whole feed looks new (%d entries)".formatted(unknown.size()))
        : Optional.empty();
  }

  private boolean isBacklog(List<Unknown> unknown) {
    var dates = unknown.stream().flatMap(it -> it.entry().published().stream()).sorted().toList();
    return dates.size() == unknown.size()
        && dates.getFirst().isAfter(lastRead)
        && !dates.getLast().isAfter(now)
        && Duration.between(dates.getFirst(), dates.getLast())
                .compareTo(PACE.multipliedBy(dates.size()))
            > 0;
  }

  private Verdict judge(Unknown unknown) {
    var place = places.getOrDefault(unknown.row(), 0);
    var behindAll = lastKnown < place || known.isEmpty();
    var date = unknown.entry().published();
    if (date.isEmpty()) {
      if (known.isEmpty()) {
        return new Verdict.News();
      }
      if (rebuilt) {
        return doubtful("without a date, in a feed that was rebuilt");
      }
      return behindAll ? undated() : new Verdict.News();
    }
    var fresh = !date.get().isBefore(lastRead.minus(LATE));
    var below = floor.filter(date.get()::isBefore).isPresent();
    if (below && behindAll) {
      return fresh && !vanished
          ? doubtful(dated(date.get()) + " and the last in the feed")
          : new Verdict.Old(dated(date.get()) + ", before all that the feed showed last time");
    }
    if (fresh) {
      return new Verdict.News();
    }
    if (below || floor.isEmpty()) {
      return place > firstKnown
          ? new Verdict.Old(dated(date.get()) + ", long before the feed was last read")
          : doubtful(dated(date.get()) + ", but it stands first in the feed");
    }
    return date.get().isBefore(now.minus(LONG_AGO))
        ? doubtful(dated(date.get()) + ", but it is new in the feed")
        : new Verdict.News();
  }

  /// Old by its date, but not there when its place was in view.
  private boolean isLate(Unknown unknown) {
    return judge(unknown) instanceof Verdict.News && isBefore(unknown, lastRead.minus(LATE));
  }

  private static boolean isBefore(Unknown unknown, Instant time) {
    return unknown.entry().published().filter(it -> it.isBefore(time)).isPresent();
  }

  /// The last in a feed without dates: old, if the feed is known to begin with the newest.
  private Verdict undated() {
    var baseline = -1;
    var news = -1;
    for (var i = 0; i < rows.size(); i++) {
      var article = rows.get(i).known().flatMap(it -> Optional.ofNullable(known.get(it)));
      if (article.isPresent() && article.get().news()) {
        news = i;
      } else if (article.isPresent() && baseline < 0) {
        baseline = i;
      }
    }
    if (news < 0 || baseline < 0) {
      return doubtful("without a date, and the last in the feed");
    }
    return news < baseline
        ? new Verdict.Old("without a date, and behind all that was known")
        : new Verdict.News();
  }

  private static Verdict doubtful(String why) {
    return new Verdict.Doubtful(why);
  }

  private static String dated(Instant date) {
    return "dated " + date.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static List<Row> newestFirst(List<Row> rows) {
    var dates = rows.stream().flatMap(it -> it.published().stream()).toList();
    var ascending = dates.size() > 1 && descending(dates.reversed()) == dates.size();
    if (!ascending || dates.getFirst().equals(dates.getLast())) {
      return rows;
    }
    var reversed = new ArrayList<>(rows);
    Collections.reverse(reversed);
    return reversed;
  }

  /// The oldest date of what the feed showed, if it showed it in order: an old article on top
  /// ("pinned") is no part of it.
  private static Optional<Instant> floor(List<Remembered> shown) {
    var dates = shown.stream().flatMap(it -> it.published().stream()).toList();
    if (descending(dates) * 2 > dates.size()) {
      return Optional.of(dates.getLast());
    }
    return descending(dates.reversed()) * 2 > dates.size()
        ? Optional.of(dates.getFirst())
        : Optional.empty();
  }

  /// How many at the end are in order, the newest first.
  private static int descending(List<Instant> dates) {
    var from = dates.size();
    while (from > 0 && (from == dates.size() || !dates.get(from - 1).isBefore(dates.get(from)))) {
      from--;
    }
    return dates.size() - from;
  }
}
