// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.tidings.article.Articles;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.feed.FeedDocument;
import org.tidings.feed.FeedFetcher;
import org.tidings.feed.FeedParser;
import org.tidings.feed.FetchResult;
import org.tidings.feed.FetchResult.Unavailable;
import org.tidings.feed.HubOffer;
import org.tidings.feed.ParseResult;
import org.tidings.feed.Terms;
import org.tidings.feed.Validators;
import org.tidings.http.Http;
import org.tidings.http.RegistrableDomain;
import org.tidings.outbox.Outbox;
import org.tidings.poll.PollReport.Ending;
import org.tidings.schedule.PollInterval;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// Polls feeds, one step per call: fetch, parse, and in one transaction remember what was new and
/// enqueue its posts. Owns no thread; two polls of one feed at the same time are harmless.
public final class Poller {
  private final Database database;
  private final Outbox outbox;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Turns turns;
  private final AfterFailure afterFailure;

  public Poller(Database database, Outbox outbox, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
    this.random = random;
    this.turns = new Turns(database);
    this.afterFailure = new AfterFailure(random);
  }

  /// Those of the configured feeds whose time has come, the longest overdue first, but none whose
  /// server asked for rest. A feed that was never read, or whose address has changed, is due at
  /// once; one that is gone or paused never is.
  ///
  /// @param wanted feeds that are said to have news: they come first, due or not
  public List<Due> due(List<FeedSettings> feeds, Set<FeedId> wanted) {
    return turns.due(feeds, wanted, clock.instant());
  }

  /// Whether one of its domains asked for rest, maybe since it was found to be due.
  public boolean isResting(Due feed) {
    return database.read(
        tx -> !Collections.disjoint(DomainRestTable.resting(tx, clock.instant()), feed.domains()));
  }

  /// Lets feeds that failed be due at once, if what opens them is another than it was then.
  public void askAgain(List<FeedSettings> feeds, Predicate<FeedSettings> isOpenedAnew) {
    turns.askAgain(feeds, isOpenedAnew, clock.instant());
  }

  /// How many polls a second there are if every feed is polled at its pause.
  public double steadyRate() {
    return database.read(FeedTable::steadyRate);
  }

  /// Polls one feed now, due or not.
  ///
  /// @param destinations the channels that its articles go to
  /// @param http the way out, with this feed's allowed private addresses
  /// @param pushed whether its hub has proved that it tells us first
  public PollReport poll(
      FeedSettings feed, List<Destination> destinations, Http http, boolean pushed) {
    var asked = clock.instant();
    var row = database.<FeedRow>read(tx -> row(tx, feed, asked));
    var suspect = row.habits().isSuspect(asked);
    var known = row.validators();
    var sent = suspect || row.habits().stuck().isPresent() ? known.unconditional() : known;
    var one = new Asked(feed, destinations, row, suspect, pushed);
    var report =
        switch (FeedFetcher.fetch(row.address(), sent, http, asked)) {
          case FetchResult.Modified answer -> read(one, answer);
          case FetchResult.NotModified(var newer, var terms) -> unchanged(one, newer, terms);
          case Unavailable trouble -> failed(one, trouble, known);
          case FetchResult.Gone(var reason) -> gone(one, reason);
        };
    turns.polled(feed.id());
    return report;
  }

  /// The latest time that any feed is known to have been polled.
  public Optional<Instant> latest() {
    return database.read(FeedTable::latest);
  }

  /// Somebody turned the clock. Set back, all waits move with it; set forward, what is due comes at
  /// once, as after a sleep.
  ///
  /// @param by positive if it was set forward
  public void turned(Tx tx, Duration by) {
    if (by.isNegative()) {
      FeedTable.turnedBack(tx, by);
      DomainRestTable.turnedBack(tx, by);
      Articles.turnedBack(tx, by);
    }
  }

  private PollReport read(Asked one, FetchResult.Modified answer) {
    var now = clock.instant();
    return switch (FeedParser.parse(answer.body(), answer.contentType(), answer.uri(), now)) {
      case ParseResult.Parsed(var document) -> take(one, document, answer);
      // With validators, a broken document would be answered 'not modified' for ever after.
      case ParseResult.Unreadable(var reason) ->
          failed(
              one,
              new Unavailable(reason, Optional.empty(), Unavailable.Kind.OTHER, answer.uri()),
              answer.validators().forgotten());
    };
  }

  private PollReport take(Asked one, FeedDocument document, FetchResult.Modified answer) {
    var now = clock.instant();
    var terms = answer.terms();
    return change(
        one,
        now,
        (tx, row) -> {
          FeedTable.add(tx, row);
          var intake = new Intake(outbox, one.feed(), one.destinations(), now);
          // A document without entries is no beginning: what comes after it would be a flood.
          var isFirst = row.baselined().isEmpty();
          var ending =
              isFirst
                  ? intake.first(tx, document)
                  : intake.next(tx, document, one.lastRead(row).orElse(now));
          var found = found(ending);
          var habits =
              isFirst
                  ? row.habits().began(document, terms, now)
                  : row.habits().read(watched(row, now), found, document, terms, now);
          var looked = one.looked(habits, found > 0, now);
          var read =
              answered(one, row, validators(document, answer), looked)
                  .next(it -> intake.nextPoll(tx, it))
                  .titled(document.title())
                  .moved(moved(one, row, terms, isSame(ending), now));
          var known = isFirst && !document.entries().isEmpty() ? read.baselined(now) : read;
          return new Done(row, known, ending, intake.ready(), terms.offers(document, answer.uri()));
        });
  }

  /// With those of a document that was cut off, what it lacks would be answered 'not modified'.
  private static Validators validators(FeedDocument document, FetchResult.Modified answer) {
    return document.isCutOff() ? answer.validators().forgotten() : answer.validators();
  }

  private PollReport unchanged(Asked one, Validators validators, Terms terms) {
    var now = clock.instant();
    return change(
        one,
        now,
        (tx, row) -> {
          var intake = new Intake(outbox, one.feed(), one.destinations(), now);
          var ending = intake.unchanged(tx);
          var habits = row.habits().unchanged(watched(row, now), terms, now);
          var after =
              answered(one, row, validators, one.looked(habits, false, now))
                  .next(it -> intake.nextPoll(tx, it))
                  .moved(moved(one, row, terms, true, now));
          return new Done(row, after, ending, intake.ready(), terms.offers());
        });
  }

  private FeedRow answered(Asked one, FeedRow row, Validators validators, Habits habits) {
    var now = clock.instant();
    var pause = habits.next(one.feed().every(), validators, one.pushed(), now);
    var next = PollInterval.afterAnswer(now, pause, random);
    return row.answered(now, next, validators, habits.paused(pause));
  }

  private static Move moved(Asked one, FeedRow row, Terms terms, boolean same, Instant now) {
    return row.move().after(one.before().address(), terms.movedTo(), same, now);
  }

  private static Duration watched(FeedRow row, Instant now) {
    return row.times().answered().map(it -> Duration.between(it, now)).orElse(Duration.ZERO);
  }

  private static int found(Ending ending) {
    return ending instanceof Ending.Read(_, var articles, var held) && !held ? articles : 0;
  }

  /// Whether it is the feed that we know: some of its entries are.
  private static boolean isSame(Ending ending) {
    return ending instanceof Ending.Read(var entries, var articles, var held)
        && !held
        && articles < entries;
  }

  private PollReport failed(Asked one, Unavailable trouble, Validators validators) {
    var now = clock.instant();
    return change(
        one,
        now,
        (tx, row) -> {
          AfterFailure.rest(trouble, now).ifPresent(it -> rest(tx, trouble.from(), it, now));
          var after = afterFailure.unavailable(one, row, trouble, validators, now);
          return new Done(row, after, new Ending.Failed(trouble.reason()));
        });
  }

  private static void rest(Tx tx, URI address, Instant until, Instant now) {
    DomainRestTable.rest(tx, RegistrableDomain.of(address), until, now);
  }

  private PollReport gone(Asked one, String reason) {
    var now = clock.instant();
    return change(
        one,
        now,
        (_, row) -> {
          var after = afterFailure.gone(one, row, reason, now);
          return new Done(row, after, new Ending.Gone(reason, after.times().next().isEmpty()));
        });
  }

  /// One transaction on a feed, and, once it is durable, the word on it.
  private PollReport change(Asked one, Instant now, Change change) {
    var done =
        database.<Done>inTx(
            tx -> {
              var it = change.apply(tx, row(tx, one.feed(), now));
              FeedTable.put(tx, it.after());
              return it;
            });
    var report =
        new PollReport(
            one.feed().id(),
            done.ending(),
            done.ready(),
            done.after().times().next(),
            done.offers());
    PollLog.say(done.before(), done.after(), report);
    return report;
  }

  private static FeedRow row(Tx tx, FeedSettings feed, Instant now) {
    return FeedTable.find(tx, feed.id())
        .orElseGet(() -> FeedRow.fresh(feed.id(), feed.url(), now))
        .at(feed.url());
  }

  @FunctionalInterface
  private interface Change {
    Done apply(Tx tx, FeedRow before);
  }

  private record Done(
      FeedRow before, FeedRow after, Ending ending, List<ChannelId> ready, List<HubOffer> offers) {
    Done(FeedRow before, FeedRow after, Ending ending) {
      this(before, after, ending, List.of(), List.of());
    }
  }
}
