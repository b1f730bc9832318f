// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.tidings.SettableClock;
import org.tidings.config.Directives;
import org.tidings.config.FeedAccess;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.http.Http;
import org.tidings.outbox.Outbox;
import org.tidings.poll.Scorer.Violation;
import org.tidings.store.Database;

/// Weeks in the life of a poller with many feeds, by a clock of its own: the real poller, schedule
/// and database, restarted now and then, against servers that keep the score.
public final class PoliteMonth {
  private static final Duration BETWEEN_RESTARTS = Duration.ofDays(5);
  private static final Duration AWAY = Duration.ofHours(9);

  /// What is due may be seen late (its domain rested), but soon.
  private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

  private final SettableClock clock = new SettableClock(MadeUpBlogs.START);
  private final Scorer scorer = new Scorer();
  private final Map<FeedId, FeedSettings> feeds = new HashMap<>();
  private final List<FeedSettings> list;
  private final PriorityQueue<Instant> wakes = new PriorityQueue<>();
  private final SplittableRandom random;
  private final Path file;
  private final Http http;
  private Database database;
  private Poller poller;
  private long polls;

  private PoliteMonth(
      List<MadeUpBlog> blogs, SplittableRandom random, Path file, UnaryOperator<Http> habit) {
    this.random = random;
    this.file = file;
    list = blogs.stream().map(PoliteMonth::feed).toList();
    list.forEach(it -> feeds.put(it.id(), it));
    http = habit.apply(new Publisher(clock, scorer, random.split(), blogs).http());
    database = Database.open(file);
    poller = poller();
  }

  /// What came of it.
  ///
  /// @param polls of feeds
  /// @param requests that arrived; more, since redirects are followed
  /// @param looks unconditional requests that were allowed, behind a long 'not modified'
  public record Score(
      int feeds,
      Duration length,
      long polls,
      int requests,
      int notModified,
      int documents,
      int looks,
      List<String> violations) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d feeds, %d days: %d polls, %d requests (%.1f a feed and day), 304: %.1f %%, 200: %.1f %%,"
              + " looks behind a 304: %d, violations: %d",
          feeds,
          length.toDays(),
          polls,
          requests,
          requests / (double) feeds / length.toDays(),
          100.0 * notModified / requests,
          100.0 * documents / requests,
          looks,
          violations.size());
    }
  }

  /// Lets time pass.
  ///
  /// @param file the database, new
  public static Score run(int feeds, Duration length, long seed, Path file) {
    var random = new SplittableRandom(seed);
    return run(MadeUpBlogs.some(feeds, length, random), length, random, file);
  }

  /// The same with these blogs.
  static Score run(List<MadeUpBlog> blogs, Duration length, Path file) {
    return run(blogs, length, new SplittableRandom(1), file);
  }

  private static Score run(
      List<MadeUpBlog> blogs, Duration length, SplittableRandom random, Path file) {
    var month = new PoliteMonth(blogs, random, file, UnaryOperator.identity());
    month.pass(length);
    return month.score(length);
  }

  /// The same with a client that has that habit.
  static List<Violation> run(
      List<MadeUpBlog> blogs, Duration length, Path file, UnaryOperator<Http> habit) {
    var month = new PoliteMonth(blogs, new SplittableRandom(1), file, habit);
    month.pass(length);
    return month.scorer.violations();
  }

  private Score score(Duration length) {
    return new Score(
        list.size(),
        length,
        polls,
        scorer.requests(),
        scorer.notModified(),
        scorer.documents(),
        scorer.looks(),
        scorer.violations().stream().map(Violation::toString).toList());
  }

  private void pass(Duration length) {
    var end = MadeUpBlogs.START.plus(length);
    var restart = MadeUpBlogs.START.plus(BETWEEN_RESTARTS);
    try {
      while (clock.instant().isBefore(end)) {
        if (clock.instant().isAfter(restart)) {
          restart();
          restart = restart.plus(BETWEEN_RESTARTS);
        }
        clock.set(next(polled()));
      }
    } finally {
      database.close();
    }
  }

  private void restart() {
    database.close();
    clock.advance(AWAY);
    database = Database.open(file);
    poller = poller();
  }

  /// Polls what is due, one feed of each domain as the daemon does.
  ///
  /// @return whether more is due
  private boolean polled() {
    var due = poller.due(list, Set.of());
    var busy = new HashSet<String>();
    var before = polls;
    for (var it : due) {
      if (Collections.disjoint(busy, it.domains())) {
        busy.addAll(it.domains());
        poll(Optional.ofNullable(feeds.get(it.feed())).orElseThrow());
      }
    }
    return polls - before < due.size();
  }

  private void poll(FeedSettings feed) {
    polls++;
    poller.poll(feed, List.of(), http, false).next().ifPresent(wakes::add);
  }

  /// The very moment at which something is due next, lest a request that comes a little early be
  /// hidden by the daemon's seconds.
  private Instant next(boolean more) {
    var now = clock.instant();
    while (!wakes.isEmpty() && !wakes.peek().isAfter(now)) {
      wakes.remove();
    }
    var nap = now.plus(more ? Duration.ofSeconds(1) : LONGEST_NAP);
    return Optional.ofNullable(wakes.peek()).filter(nap::isAfter).orElse(nap);
  }

  private Poller poller() {
    return new Poller(database, new Outbox(database, clock, random.split()), clock, random.split());
  }

  private static FeedSettings feed(MadeUpBlog blog) {
    return new FeedSettings(
        new FeedId(blog.name()),
        blog.address(),
        Optional.empty(),
        Duration.ZERO,
        0,
        Directives.NONE,
        List.of(),
        Optional.empty(),
        false,
        FeedAccess.NONE);
  }
}
