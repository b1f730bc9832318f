// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.config.FeedId;
import org.tidings.http.Http;
import org.tidings.http.Origin;
import org.tidings.push.Protocol.Answer;
import org.tidings.push.PushTable.Subscription;
import org.tidings.store.Database;
import org.tidings.store.Tx;
import org.tidings.text.LogText;

/// Asks hubs to call us, each at an address of its own, and notes when to ask again.
final class Asking {
  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  /// How long a hub may take to ask back.
  private static final Duration UNANSWERED = Duration.ofHours(24);

  private static final Duration UNREACHABLE = Duration.ofHours(1);
  private static final Duration REFUSED = Duration.ofHours(24);

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;

  Asking(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /// Asks one hub. If it does not ask back within a day, it is asked again.
  void ask(PushRow row, Protocol protocol, Http http) {
    var now = clock.instant();
    // Durable before the request: a hub may verify before it answers.
    var token =
        database.<String>inTx(
            tx -> {
              PushTable.askAt(tx, row.feed(), now.plus(UNANSWERED), row.reason());
              return address(tx, row, protocol, now).token();
            });
    switch (protocol.ask(row.hub(), token, http)) {
      case Answer.Accepted _ ->
          LOG.debug("feed={} hub={} status=asked", row.feed(), Origin.of(row.hub().address()));
      case Answer.Refused(var why) -> later(row.feed(), REFUSED, without(token, why));
      case Answer.Unreachable(var why) -> later(row.feed(), UNREACHABLE, without(token, why));
    }
  }

  /// Servers repeat the address that they were given; whoever knows it can make us poll.
  private static String without(String token, String why) {
    return why.replace(token, "…");
  }

  private Subscription address(Tx tx, PushRow row, Protocol protocol, Instant now) {
    var kept =
        protocol.keepsAddress()
            ? PushTable.subscription(tx, row.feed(), row.hub(), now)
            : Optional.<Subscription>empty();
    return kept.orElseGet(
        () -> {
          var made =
              new Subscription(
                  RandomHex.of(16, random),
                  row.feed(),
                  row.hub(),
                  Optional.empty(),
                  now.plus(UNANSWERED));
          PushTable.put(tx, made);
          return made;
        });
  }

  private void later(FeedId feed, Duration wait, String why) {
    var next = clock.instant().plus(wait);
    var before =
        database.<Optional<PushRow>>inTx(
            tx -> {
              var row = PushTable.find(tx, feed);
              PushTable.askAt(tx, feed, next, Optional.of(why));
              return row;
            });
    if (before.flatMap(PushRow::reason).isEmpty()) {
      LOG.warn("feed={} status=unpushed: {}; it is polled as usual", feed, LogText.safe(why));
    }
  }
}
