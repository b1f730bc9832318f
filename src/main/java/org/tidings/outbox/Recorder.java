// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.channel.Tariff;
import org.tidings.config.ChannelSettings;
import org.tidings.config.Money;
import org.tidings.outbox.AttemptTable.Step;
import org.tidings.store.Tx;
import org.tidings.text.LogText;

/// Writes down what came of an attempt or a look: the history row, the delivery's next state, the
/// account's breaker; all in the caller's one transaction.
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final RandomGenerator random;

  Recorder(RandomGenerator random) {
    this.random = random;
  }

  void attempt(
      Tx tx,
      Delivery attempted,
      Outcome outcome,
      Next next,
      ChannelSettings settings,
      Instant now) {
    var word = outcome.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    AttemptTable.append(
        tx,
        attempted.id(),
        number(attempted),
        now,
        Step.ENDED,
        Optional.of(word),
        reason(next),
        receipt(next),
        back(tx, attempted, outcome));
    var account = ChannelTable.find(tx, settings.id());
    var breaker = account.breaker().after(outcome, remedy(outcome, settings), now, random);
    ChannelTable.put(tx, settings.id(), proved(account.with(breaker), outcome, now));
    if (account.breaker().remedy().isPresent() && breaker.remedy().isEmpty()) {
      LifetimeTable.renewAll(tx, settings.id(), now);
    }
    logBreaker(settings, account.breaker(), breaker);
    if (stillHeldBy(tx, attempted)) {
      apply(tx, attempted, next, counters(attempted, outcome), now);
    } else if (next instanceof Next.Published published) {
      // A late answer is evidence all the same: it beats whatever was thought meanwhile.
      publish(tx, attempted, published, now);
    }
  }

  /// Nothing proves an account better than a post.
  private static Account proved(Account account, Outcome outcome, Instant now) {
    return outcome instanceof Outcome.Published ? account.checked(now) : account;
  }

  /// What surely was not posted was not paid for either.
  private static long back(Tx tx, Delivery attempted, Outcome outcome) {
    var free = outcome instanceof Outcome.NotPosted || outcome instanceof Outcome.Duplicate;
    return free && attempted.payload().isPresent() ? AttemptTable.charged(tx, attempted.id()) : 0;
  }

  void look(Tx tx, Delivery delivery, Optional<Sighting> sighting, Next next, Instant now) {
    var word =
        sighting
            .map(it -> it.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
            .orElse("none");
    AttemptTable.append(
        tx,
        delivery.id(),
        delivery.attempts(),
        now,
        Step.LOOKED,
        Optional.of(word),
        reason(next),
        receipt(next));
    if (unchanged(tx, delivery)) {
      apply(tx, delivery, next, counters(delivery, sighting, next), now);
    }
  }

  /// Notes, once, why a delivery waits although its channel is well.
  void overBudget(Tx tx, Delivery delivery, Spending spending, Tariff tariff, Instant now) {
    var reason =
        "the month's budget of %s is used up (%s spent); it goes on next month, or raise `budget`"
            .formatted(tariff.budget().map(Money::toString).orElse("-"), spending.month());
    if (DeliveryTable.explain(tx, delivery.id(), reason, now)) {
      LOG.warn("channel={} delivery={}: {}", delivery.channel(), delivery.id(), reason);
    }
  }

  /// What allowed to repeat a request is over: it is looked for again instead.
  void lookAgain(Tx tx, Delivery delivery, Instant now) {
    var reason = "waited too long to be sent again blindly";
    DeliveryTable.count(tx, delivery.id(), Counters.of(delivery).resending(), now);
    move(tx, delivery, DeliveryState.UNKNOWN, Optional.of(now), reason, now);
  }

  void expire(Tx tx, Delivery delivery, Instant now) {
    var reason =
        "could not be posted within %d hours%s"
            .formatted(
                delivery.lifetime().toHours(),
                DeliveryTable.reason(tx, delivery.id()).map(it -> ": " + it).orElse(""));
    DeliveryTable.move(tx, delivery.id(), DeliveryState.EXPIRED, Optional.empty(), reason, now);
    AttemptTable.append(tx, delivery.id(), delivery.attempts(), now, Step.EXPIRED, reason);
    LOG.warn(
        "channel={} delivery={} attempt={} status=expired: {}; `tidings queue retry {}` tries"
            + " again",
        delivery.channel(),
        delivery.id(),
        delivery.attempts(),
        reason,
        delivery.id());
  }

  private static void apply(Tx tx, Delivery delivery, Next next, Counters counters, Instant now) {
    DeliveryTable.count(tx, delivery.id(), counters, now);
    switch (next) {
      case Next.Published published -> publish(tx, delivery, published, now);
      case Next.Rejected(var reason) ->
          move(tx, delivery, DeliveryState.REJECTED, Optional.empty(), reason, now);
      case Next.Wait(var until, var reason, var again) -> {
        if (again) {
          DeliveryTable.dropPayload(tx, delivery.id(), now);
        }
        move(tx, delivery, DeliveryState.WAITING, Optional.of(until), reason, now);
      }
      case Next.BackInLine(var reason) ->
          move(tx, delivery, DeliveryState.READY, Optional.of(now), reason, now);
      case Next.Look(var at, var reason) ->
          move(tx, delivery, DeliveryState.UNKNOWN, Optional.of(at), reason, now);
      case Next.AskOwner(var reason) ->
          move(tx, delivery, DeliveryState.UNKNOWN, Optional.empty(), reason, now);
      case Next.Hold(var reason) ->
          move(tx, delivery, DeliveryState.HELD, Optional.empty(), reason, now);
    }
  }

  private static void move(
      Tx tx,
      Delivery delivery,
      DeliveryState state,
      Optional<Instant> notBefore,
      String reason,
      Instant now) {
    DeliveryTable.move(tx, delivery.id(), state, notBefore, reason, now);
    var line = "channel={} delivery={} attempt={} status={}: {}";
    Object[] words = {
      delivery.channel(), delivery.id(), delivery.attempts(), state.word(), LogText.safe(reason)
    };
    switch (state) {
      case REJECTED, HELD -> LOG.warn(line, words);
      case UNKNOWN -> {
        if (notBefore.isEmpty()) {
          LOG.warn(line + "; see: tidings queue", words);
        } else {
          LOG.info(line, words);
        }
      }
      default -> LOG.info(line, words);
    }
  }

  private static void publish(Tx tx, Delivery delivery, Next.Published published, Instant now) {
    var remoteId = published.receipt().map(Receipt::remoteId);
    var holder =
        remoteId.flatMap(it -> TwinTable.holderOf(tx, delivery.channel(), it, delivery.id()));
    if (holder.isPresent()) {
      // Two articles can't be one post: somebody's id is wrong, and a person must look.
      var reason = "the platform gave it the id of delivery %s".formatted(holder.get());
      DeliveryTable.published(tx, delivery.id(), Optional.empty(), reason, now);
      LOG.error("channel={} delivery={}: {}", delivery.channel(), delivery.id(), reason);
      return;
    }
    DeliveryTable.published(tx, delivery.id(), published.receipt(), published.reason(), now);
    LOG.info(
        "channel={} delivery={} attempt={} status=published took={} url={}",
        delivery.channel(),
        delivery.id(),
        delivery.attempts(),
        delivery.lastSent().map(it -> Duration.between(it, now).toMillis() + "ms").orElse("-"),
        published.receipt().flatMap(Receipt::url).map(Object::toString).orElse("-"));
  }

  private static Counters counters(Delivery attempted, Outcome outcome) {
    var counters = Counters.of(attempted);
    return switch (outcome) {
      case Outcome.Published _, Outcome.AlreadyPublished _, Outcome.Rejected _ -> Counters.none();
      case Outcome.Deferred _ -> counters.failed();
      case Outcome.Stale _ -> counters.stale();
      // The account is at fault, or the answer is missing: the delivery is charged nothing.
      case Outcome.Unauthorized _, Outcome.Misconfigured _, Outcome.Duplicate _ ->
          counters.answered();
      case Outcome.Unknown _ -> counters.answered().doubted();
    };
  }

  private static Counters counters(Delivery delivery, Optional<Sighting> sighting, Next next) {
    var counters = Counters.of(delivery);
    if (next instanceof Next.Wait && !(sighting.orElse(null) instanceof Sighting.Absent)) {
      return counters.resending();
    }
    return sighting
        .map(
            it ->
                switch (it) {
                  case Sighting.Found _ -> Counters.none();
                  case Sighting.Absent _ -> counters.looked();
                  case Sighting.NotLooked _ -> counters.failedToLook();
                })
        .orElse(counters);
  }

  /// A try that ended while preparing never became one of the attempts that may have left.
  private static int number(Delivery attempted) {
    return attempted.payload().isPresent() ? attempted.attempts() : attempted.attempts() + 1;
  }

  private static boolean stillHeldBy(Tx tx, Delivery attempted) {
    return DeliveryTable.find(tx, attempted.id())
        .filter(it -> it.fence() == attempted.fence() && it.state() == DeliveryState.SENDING)
        .isPresent();
  }

  private static boolean unchanged(Tx tx, Delivery delivery) {
    return DeliveryTable.find(tx, delivery.id())
        .filter(it -> it.fence() == delivery.fence() && it.state() == delivery.state())
        .isPresent();
  }

  private static String remedy(Outcome outcome, ChannelSettings settings) {
    return outcome instanceof Outcome.Misconfigured
        ? "mend the configuration of channel %s, then: tidings check --live"
            .formatted(settings.id())
        : "run: tidings connect " + settings.id();
  }

  /// On change only: a breaker that opens again and again says so once.
  private static void logBreaker(ChannelSettings settings, Breaker before, Breaker after) {
    if (after.opened() > 0 && before.opened() == 0) {
      LOG.warn(
          "channel={} status=resting until={}: {}{}",
          settings.id(),
          after.openUntil().map(Object::toString).orElse("-"),
          LogText.safe(after.reason()),
          after.remedy().map(it -> "; " + it).orElse(""));
    } else if (after.opened() == 0 && before.opened() > 0) {
      LOG.info("channel={} status=recovered", settings.id());
    }
  }

  private static String reason(Next next) {
    return switch (next) {
      case Next.Published(_, var reason) -> reason;
      case Next.Rejected(var reason) -> reason;
      case Next.Wait(_, var reason, _) -> reason;
      case Next.BackInLine(var reason) -> reason;
      case Next.Look(_, var reason) -> reason;
      case Next.AskOwner(var reason) -> reason;
      case Next.Hold(var reason) -> reason;
    };
  }

  private static Optional<Receipt> receipt(Next next) {
    return next instanceof Next.Published(var receipt, _) ? receipt : Optional.empty();
  }
}
