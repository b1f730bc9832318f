// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.feed.FeedDocument;
import org.tidings.feed.FeedFetcher;
import org.tidings.feed.FeedParser;
import org.tidings.feed.FetchResult;
import org.tidings.feed.ParseResult;
import org.tidings.feed.Validators;
import org.tidings.http.Http;
import org.tidings.outbox.Outbox;
import org.tidings.poll.PollReport.Ending;
import org.tidings.schedule.PollInterval;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// Polls feeds, one step per call: fetch, parse, and in one transaction remember what was new and
/// enqueue its posts. Owns no thread; two polls of one feed at the same time are harmless.
public final class Poller {
  /// A feed that says it is over is asked once more, so long after the first time.
  private static final Duration UNTIL_GONE = Duration.ofHours(24);

  private final Database database;
  private final Outbox outbox;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Poller(Database database, Outbox outbox, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
    this.random = random;
  }

  /// Those of the configured feeds whose time has come, the longest overdue first. A feed that was
  /// never read, or whose address has changed, is due at once; one that is gone never is.
  public List<FeedId> due(List<FeedSettings> feeds) {
    var now = clock.instant();
    var rows =
        database.<Map<FeedId, FeedRow>>read(
            tx ->
                FeedTable.all(tx).stream()
                    .collect(Collectors.toMap(FeedRow::id, Function.identity())));
    return feeds.stream()
        .map(it -> new Turn(it.id(), turn(it, Optional.ofNullable(rows.get(it.id())))))
        .filter(it -> !it.at().isAfter(now))
        .sorted(Comparator.comparing(Turn::at))
        .map(Turn::feed)
        .toList();
  }

  private static Instant turn(FeedSettings feed, Optional<FeedRow> row) {
    return row.filter(it -> it.url().equals(feed.url()))
        .map(it -> it.next().orElse(Instant.MAX))
        .orElse(Instant.MIN);
  }

  private record Turn(FeedId feed, Instant at) {}

  /// Polls one feed now, due or not.
  ///
  /// @param destinations the channels that its articles go to
  /// @param http the way out, with this feed's allowed private addresses
  public PollReport poll(FeedSettings feed, List<Destination> destinations, Http http) {
    var asked = clock.instant();
    var validators = database.<Validators>read(tx -> row(tx, feed, asked).validators());
    return switch (FeedFetcher.fetch(feed.url(), validators, http, asked)) {
      case FetchResult.Modified answer -> read(feed, destinations, answer);
      case FetchResult.NotModified(var newer) -> unchanged(feed, newer);
      case FetchResult.Unavailable(var reason, var retryAfter) ->
          failed(feed, reason, retryAfter, validators);
      case FetchResult.Gone(var reason) -> gone(feed, reason);
    };
  }

  /// The latest time that any feed is known to have been polled.
  public Optional<Instant> latest() {
    return database.read(FeedTable::latest);
  }

  /// Somebody turned the clock. Set back, all waits move with it; set forward, what is due comes at
  /// once, as after a sleep.
  ///
  /// @param by positive if it was set forward
  public void turned(Duration by) {
    if (by.isNegative()) {
      database.runInTx(tx -> FeedTable.turnedBack(tx, by));
    }
  }

  private PollReport read(
      FeedSettings feed, List<Destination> destinations, FetchResult.Modified answer) {
    var now = clock.instant();
    return switch (FeedParser.parse(answer.body(), answer.contentType(), answer.uri(), now)) {
      case ParseResult.Parsed(var document) ->
          take(feed, destinations, document, answer.validators());
      // With validators, a broken document would be answered 'not modified' for ever after.
      case ParseResult.Unreadable(var reason) ->
          failed(feed, reason, Optional.empty(), Validators.NONE);
    };
  }

  private PollReport take(
      FeedSettings feed,
      List<Destination> destinations,
      FeedDocument document,
      Validators validators) {
    var now = clock.instant();
    return change(
        feed,
        now,
        (tx, row) -> {
          var intake = new Intake(outbox, feed, destinations, now);
          var next = PollInterval.afterAnswer(now, feed.every(), random);
          var read = row.answered(now, next, validators).titled(document.title());
          // A document without entries is no beginning: what comes after it would be a flood.
          var isFirst = row.baselined().isEmpty();
          FeedTable.put(tx, isFirst && !document.entries().isEmpty() ? read.baselined(now) : read);
          var ending =
              isFirst
                  ? intake.first(tx, document)
                  : intake.next(tx, document, row.answered().orElse(now));
          return new PollReport(feed.id(), ending, intake.ready(), read.next());
        });
  }

  private PollReport unchanged(FeedSettings feed, Validators validators) {
    var now = clock.instant();
    return change(
        feed,
        now,
        (tx, row) -> {
          var next = PollInterval.afterAnswer(now, feed.every(), random);
          FeedTable.put(tx, row.answered(now, next, validators));
          return report(feed, new Ending.Unchanged(), Optional.of(next));
        });
  }

  private PollReport failed(
      FeedSettings feed, String reason, Optional<Duration> retryAfter, Validators validators) {
    var now = clock.instant();
    return change(
        feed,
        now,
        (tx, row) -> {
          var next = Optional.of(afterFailure(feed, row, now, retryAfter));
          FeedTable.put(tx, row.failed(now, next, reason, validators));
          return report(feed, new Ending.Failed(reason), next);
        });
  }

  /// Over, says the server; the second time, a day later, it is believed.
  private PollReport gone(FeedSettings feed, String reason) {
    var now = clock.instant();
    return change(
        feed,
        now,
        (tx, row) -> {
          var since = row.gone().orElse(now);
          var left = Duration.between(now, since.plus(UNTIL_GONE));
          var confirmed = !left.isPositive();
          var next =
              confirmed
                  ? Optional.<Instant>empty()
                  : Optional.of(afterFailure(feed, row, now, Optional.of(left)));
          FeedTable.put(tx, row.failed(now, next, reason, row.validators()).goneSince(since));
          return report(feed, new Ending.Gone(reason, confirmed), next);
        });
  }

  private Instant afterFailure(
      FeedSettings feed, FeedRow row, Instant now, Optional<Duration> retryAfter) {
    return PollInterval.afterFailure(now, feed.every(), row.failures() + 1, retryAfter, random);
  }

  private static PollReport report(FeedSettings feed, Ending ending, Optional<Instant> next) {
    return new PollReport(feed.id(), ending, List.of(), next);
  }

  /// One transaction on a feed, and, once it is durable, the word on it.
  private PollReport change(FeedSettings feed, Instant now, Change change) {
    var done =
        database.<Done>inTx(
            tx -> {
              var before = row(tx, feed, now);
              return new Done(before, change.apply(tx, before));
            });
    PollLog.say(done.before(), done.report());
    return done.report();
  }

  private static FeedRow row(Tx tx, FeedSettings feed, Instant now) {
    return FeedTable.find(tx, feed.id())
        .orElseGet(() -> FeedRow.fresh(feed.id(), feed.url(), now))
        .at(feed.url());
  }

  @FunctionalInterface
  private interface Change {
    PollReport apply(Tx tx, FeedRow before);
  }

  private record Done(FeedRow before, PollReport report) {}
}
