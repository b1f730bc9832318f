// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.config.FeedId;
import org.tidings.config.WebSubSettings;
import org.tidings.feed.HubOffer;
import org.tidings.http.Http;
import org.tidings.push.Protocol.Question;
import org.tidings.push.Protocol.Worth;
import org.tidings.push.PushTable.Subscription;
import org.tidings.secret.Keyring;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// Subscribes to the hubs that feeds name, renews in time, and takes what hubs send for what it is:
/// a hint to poll. Owns no thread; safe for use by many.
public final class Subscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  /// An address that was replaced is still good for what is on its way.
  private static final Duration GRACE = Duration.ofHours(24);

  private static final Duration DENIED = Duration.ofDays(7);

  /// A feed is polled for a push once a minute at most.
  private static final Duration PACE = Duration.ofMinutes(1);

  /// Two news that polls found first, and pushes are no longer relied on.
  private static final int MISSES = 2;

  private final Database database;
  private final Map<HubOffer.Kind, Protocol> protocols = new EnumMap<>(HubOffer.Kind.class);
  private final InstantSource clock;
  private final Asking asking;

  /// @param secrets keeps the secrets of subscriptions
  /// @param settings say where hubs reach us, and so which kinds of them can be asked
  /// @param random must not be guessable
  public Subscriptions(
      Database database,
      Keyring secrets,
      WebSubSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.asking = new Asking(database, clock, random);
    protocols.put(
        HubOffer.Kind.WEBSUB, new WebSub(new Callback(settings.callback()), secrets, random));
    settings
        .rsscloud()
        .map(Callback::new)
        .ifPresent(it -> protocols.put(HubOffer.Kind.RSSCLOUD, new RssCloud(it, random)));
  }

  private Optional<Protocol> protocol(HubOffer hub) {
    return Optional.ofNullable(protocols.get(hub.kind()));
  }

  /// A feed names hubs, the preferred ones first: the first that can be asked is, at the next
  /// [#tend].
  public void offered(FeedId feed, List<HubOffer> hubs) {
    hubs.stream()
        .filter(hub -> protocol(hub).filter(it -> it.canAsk(hub.address())).isPresent())
        .findFirst()
        .ifPresent(hub -> offered(feed, hub));
  }

  private void offered(FeedId feed, HubOffer hub) {
    var now = clock.instant();
    database.runInTx(
        tx -> {
          if (PushTable.find(tx, feed).filter(it -> it.hub().equals(hub)).isEmpty()) {
            PushTable.put(tx, PushRow.of(feed, hub, now));
          }
        });
  }

  /// Asks every hub that is due to be asked: for a first subscription, or for the next one before
  /// the lease of the present one is over.
  ///
  /// @param configured feeds that are still wanted
  /// @param http the way out for a feed
  public void tend(Set<FeedId> configured, Function<FeedId, Http> http) {
    var now = clock.instant();
    for (var ended : database.<List<String>>inTx(tx -> PushTable.removeEnded(tx, now))) {
      protocols.values().forEach(it -> it.forget(ended));
    }
    for (var row : database.<List<PushRow>>read(tx -> PushTable.toAsk(tx, now))) {
      if (configured.contains(row.feed())) {
        protocol(row.hub()).ifPresent(it -> asking.ask(row, it, http.apply(row.feed())));
      }
    }
  }

  /// A hub asks whether we meant it, or says no.
  ///
  /// @param token the last part of the path that it asked at
  /// @param query that it asked with
  /// @return what to answer; absent: we did not mean it
  public Optional<String> verify(String token, String query) {
    var form = Form.parse(query);
    var now = clock.instant();
    return database.inTx(
        tx ->
            PushTable.subscription(tx, token)
                .filter(it -> it.expires().isAfter(now))
                .flatMap(
                    it ->
                        protocol(it.hub())
                            .map(protocol -> protocol.question(it.hub(), form))
                            .flatMap(question -> answer(tx, it, question, now))));
  }

  private static Optional<String> answer(Tx tx, Subscription it, Question question, Instant now) {
    return switch (question) {
      case Question.Meant meant -> {
        activate(tx, it, meant, now);
        yield Optional.of(meant.challenge());
      }
      case Question.Denied(var why) -> {
        PushTable.put(tx, it.until(now));
        PushTable.askAt(tx, it.feed(), now.plus(DENIED), Optional.of("the hub refuses: " + why));
        yield Optional.of("");
      }
      case Question.Strange _ -> Optional.empty();
    };
  }

  private static void activate(Tx tx, Subscription it, Question.Meant meant, Instant now) {
    var active =
        new Subscription(
            it.token(), it.feed(), it.hub(), Optional.of(now), now.plus(meant.lease()));
    PushTable.put(tx, active);
    PushTable.retire(tx, active, now.plus(GRACE));
    PushTable.askAt(tx, it.feed(), now.plus(meant.renew()), Optional.empty());
  }

  /// A hub sends news.
  ///
  /// @param token the last part of the path that it came to
  /// @param signature the `X-Hub-Signature` header
  /// @return what became of it
  public Delivery deliver(String token, Optional<String> signature, byte[] body) {
    var now = clock.instant();
    var known =
        database
            .<Optional<Subscription>>read(tx -> PushTable.subscription(tx, token))
            .filter(it -> it.expires().isAfter(now) && it.verified().isPresent());
    var worth =
        known.flatMap(it -> protocol(it.hub()).map(p -> p.worth(it.hub(), token, signature, body)));
    if (known.isEmpty() || worth.isEmpty()) {
      return Delivery.UNKNOWN;
    }
    var feed = known.get().feed();
    if (worth.get() == Worth.NOTHING) {
      LOG.debug("feed={} status=unsigned: a push was thrown away", feed);
      return Delivery.IGNORED;
    }
    database.runInTx(
        tx ->
            PushTable.find(tx, feed)
                .ifPresent(it -> PushTable.put(tx, it.told(now, worth.get() == Worth.PROOF))));
    return Delivery.TAKEN;
  }

  /// What became of a push.
  public enum Delivery {
    /// The feed will be polled.
    TAKEN,
    /// It is not signed right, or about something else. The sender is not told, as WebSub section
    /// 7.1 has it.
    IGNORED,
    /// No such address, any more.
    UNKNOWN,
  }

  /// Somebody turned the clock. Set back, all waits move with it; set forward, hubs are asked anew.
  ///
  /// @param by positive if it was set forward
  public void turned(Tx tx, Duration by) {
    if (by.isNegative()) {
      PushTable.turnedBack(tx, by);
    }
  }

  /// Feeds to be polled because a push says so.
  public Set<FeedId> wanted() {
    var before = clock.instant().minus(PACE);
    return database.read(tx -> PushTable.wanted(tx, before));
  }

  /// Whether polls may be rare, because pushes have come first and the lease runs.
  public boolean isProven(FeedId feed) {
    var now = clock.instant();
    return database.read(
        tx ->
            PushTable.find(tx, feed).flatMap(PushRow::proven).isPresent()
                && PushTable.isActive(tx, feed, now));
  }

  /// A feed was polled.
  ///
  /// @param found whether it had news
  public void polled(FeedId feed, boolean found) {
    var now = clock.instant();
    database.runInTx(
        tx ->
            PushTable.find(tx, feed)
                .flatMap(it -> judged(tx, it, found, now))
                .ifPresent(it -> PushTable.put(tx, it)));
  }

  /// A push whose feed shows nothing yet (a cache between us and the blog, perhaps) gets a second
  /// look a minute later.
  private Optional<PushRow> judged(Tx tx, PushRow row, boolean found, Instant now) {
    if (row.wanted().isPresent()) {
      var isFirstLook =
          row.polled().filter(it -> it.plus(PACE.multipliedBy(2)).isAfter(now)).isEmpty();
      return Optional.of(row.looked(now, found, !found && isFirstLook));
    }
    return found && PushTable.isActive(tx, row.feed(), now)
        ? Optional.of(row.missed(MISSES))
        : Optional.empty();
  }
}
