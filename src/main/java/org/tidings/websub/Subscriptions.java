// SPDX-License-Identifier: Apache-2.0
package org.tidings.websub;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.config.FeedId;
import org.tidings.feed.HubOffer;
import org.tidings.http.Http;
import org.tidings.http.Origin;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.store.Database;
import org.tidings.store.Tx;
import org.tidings.text.LogText;
import org.tidings.websub.PushTable.Subscription;

/// Subscribes to the hubs that feeds name, renews in time, and takes what hubs send for what it is:
/// a hint to poll. Owns no thread; safe for use by many.
public final class Subscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  /// Hubs may choose less (WebSub section 5.1 recommends ten days).
  static final Duration LEASE = Duration.ofDays(10);

  /// What a hub that names no lease is taken to grant.
  private static final Duration UNSAID = Duration.ofDays(5);

  private static final Duration LONGEST_LEASE = Duration.ofDays(366);

  /// An address that was replaced is still good for what is on its way.
  private static final Duration GRACE = Duration.ofHours(24);

  private static final Duration UNREACHABLE = Duration.ofHours(1);
  private static final Duration REFUSED = Duration.ofHours(24);
  private static final Duration DENIED = Duration.ofDays(7);

  /// A feed is polled for a push once a minute at most.
  private static final Duration PACE = Duration.ofMinutes(1);

  /// Two news that polls found first, and pushes are no longer relied on.
  private static final int MISSES = 2;

  private final Database database;
  private final Keyring secrets;
  private final URI callback;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param secrets keeps the secret of each subscription
  /// @param callback where hubs reach us, without the last part of the path
  /// @param random must not be guessable
  public Subscriptions(
      Database database,
      Keyring secrets,
      URI callback,
      InstantSource clock,
      RandomGenerator random) {
    this.database = database;
    this.secrets = secrets;
    this.callback = callback;
    this.clock = clock;
    this.random = random;
  }

  /// A feed names hubs: the first that can be told a secret is asked, at the next [#tend].
  public void offered(FeedId feed, HubOffer offer) {
    offer.hubs().stream()
        .filter(HubCall::isPrivate)
        .findFirst()
        .ifPresent(hub -> offered(feed, hub, offer.topic()));
  }

  private void offered(FeedId feed, URI hub, URI topic) {
    var now = clock.instant();
    database.runInTx(
        tx -> {
          var known = PushTable.find(tx, feed);
          if (known.filter(it -> it.hub().equals(hub) && it.topic().equals(topic)).isEmpty()) {
            PushTable.put(tx, PushRow.of(feed, hub, topic, now));
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
    database.<List<String>>inTx(tx -> PushTable.removeEnded(tx, now)).forEach(secrets::remove);
    for (var row : database.<List<PushRow>>read(tx -> PushTable.toAsk(tx, now))) {
      if (configured.contains(row.feed())) {
        ask(row, http.apply(row.feed()));
      }
    }
  }

  private void ask(PushRow row, Http http) {
    var now = clock.instant();
    var token = hex(16);
    var secret = Secret.of(hex(32));
    secrets.put(token, secret);
    // Durable before the request: a hub may verify before it answers.
    database.runInTx(
        tx -> {
          PushTable.put(
              tx,
              new Subscription(
                  token, row.feed(), row.hub(), row.topic(), Optional.empty(), now.plus(GRACE)));
          PushTable.put(tx, row.askAt(now.plus(REFUSED), row.reason()));
        });
    var answer = HubCall.subscribe(row.hub(), row.topic(), callback(token), secret, http);
    switch (answer) {
      case HubCall.Answer.Accepted _ ->
          LOG.debug("feed={} hub={} status=asked", row.feed(), Origin.of(row.hub()));
      case HubCall.Answer.Refused(var why) -> later(row.feed(), REFUSED, why);
      case HubCall.Answer.Unreachable(var why) -> later(row.feed(), UNREACHABLE, why);
    }
  }

  private void later(FeedId feed, Duration wait, String why) {
    var next = clock.instant().plus(wait);
    var before =
        database.<Optional<PushRow>>inTx(
            tx -> {
              var row = PushTable.find(tx, feed);
              row.ifPresent(it -> PushTable.put(tx, it.askAt(next, Optional.of(why))));
              return row;
            });
    if (before.flatMap(PushRow::reason).isEmpty()) {
      LOG.warn("feed={} status=unpushed: {}; it is polled as usual", feed, LogText.safe(why));
    }
  }

  private URI callback(String token) {
    var base = callback.toString();
    return URI.create(base.endsWith("/") ? base + token : base + "/" + token);
  }

  private String hex(int bytes) {
    var made = new byte[bytes];
    random.nextBytes(made);
    return HexFormat.of().formatHex(made);
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
                .filter(it -> form.get("hub.topic").equals(Optional.of(it.topic().toString())))
                .flatMap(it -> verify(tx, it, form, now)));
  }

  private Optional<String> verify(Tx tx, Subscription it, Form form, Instant now) {
    return switch (form.get("hub.mode").orElse("")) {
      case "subscribe" ->
          form.get("hub.challenge")
              .filter(challenge -> !challenge.isEmpty())
              .map(
                  challenge -> {
                    activate(tx, it, lease(form), now);
                    return challenge;
                  });
      case "denied" -> {
        PushTable.put(
            tx, new Subscription(it.token(), it.feed(), it.hub(), it.topic(), it.verified(), now));
        var why = form.get("hub.reason").orElse("no reason given");
        PushTable.find(tx, it.feed())
            .ifPresent(
                row ->
                    PushTable.put(
                        tx, row.askAt(now.plus(DENIED), Optional.of("the hub refuses: " + why))));
        yield Optional.of("");
      }
      default -> Optional.empty();
    };
  }

  private void activate(Tx tx, Subscription it, Duration lease, Instant now) {
    var active =
        new Subscription(
            it.token(), it.feed(), it.hub(), it.topic(), Optional.of(now), now.plus(lease));
    PushTable.put(tx, active);
    PushTable.retire(tx, active, now.plus(GRACE));
    var share = 0.7 + 0.1 * random.nextDouble();
    var renew = now.plusMillis((long) (lease.toMillis() * share));
    PushTable.find(tx, it.feed())
        .ifPresent(row -> PushTable.put(tx, row.askAt(renew, Optional.empty())));
  }

  private static Duration lease(Form form) {
    return form.get("hub.lease_seconds")
        .filter(it -> it.matches("[1-9]\\d{0,11}"))
        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
        .map(it -> it.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : it)
        .orElse(UNSAID);
  }

  /// A hub sends news. Its body is not read but for its signature.
  ///
  /// @param token the last part of the path that it came to
  /// @return what became of it
  public Delivery deliver(String token, Optional<String> signature, byte[] body) {
    var now = clock.instant();
    var known =
        database
            .<Optional<Subscription>>read(tx -> PushTable.subscription(tx, token))
            .filter(it -> it.expires().isAfter(now) && it.verified().isPresent());
    if (known.isEmpty()) {
      return Delivery.UNKNOWN;
    }
    var judged =
        secrets.get(token).map(it -> Signature.of(signature, body, it)).orElse(Signature.WRONG);
    if (judged == Signature.WRONG) {
      LOG.debug("feed={} status=unsigned: a push was thrown away", known.get().feed());
      return Delivery.IGNORED;
    }
    database.runInTx(
        tx ->
            PushTable.find(tx, known.get().feed())
                .ifPresent(it -> PushTable.put(tx, it.told(now, judged == Signature.RIGHT))));
    return Delivery.TAKEN;
  }

  /// What became of a push.
  public enum Delivery {
    /// The feed will be polled.
    TAKEN,
    /// The signature is wrong. The sender is not told, as WebSub section 7.1 has it.
    IGNORED,
    /// No such address, any more.
    UNKNOWN,
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
