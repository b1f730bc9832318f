// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.channel.Channel;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Sighting;
import org.tidings.config.ChannelSettings;
import org.tidings.config.Money;
import org.tidings.outbox.AfterLook.Late;
import org.tidings.outbox.AttemptTable.Step;
import org.tidings.schedule.Pace;
import org.tidings.store.Beside;
import org.tidings.store.Database;
import org.tidings.store.StoreException;
import org.tidings.store.Tx;

/// Moves one channel's deliveries on, a step a call. Owns no thread and never waits.
///
/// The order of writes is the product's promise. Claim and intent are durable before the first byte
/// of the request; no transaction is open while the network is used; what came of it is recorded in
/// one transaction. A crash anywhere leaves a state from which the next start goes on.
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /// Longer than any preparation and request can take together; a row that is still `sending` after
  /// it belongs to nobody.
  static final Duration LEASE = Duration.ofMinutes(10);

  private final Database database;
  private final Beside beside;
  private final InstantSource clock;
  private final ZoneId zone;
  private final RandomGenerator random;
  private final Recorder recorder;

  /// A dispatcher.
  ///
  /// @param beside raised before each request leaves, and told what the database could not be
  /// @param clock read outside of transactions only, so that it may watch itself
  /// ([org.tidings.schedule.WatchedClock])
  public Dispatcher(
      Database database, Beside beside, InstantSource clock, ZoneId zone, RandomGenerator random) {
    this.database = database;
    this.beside = beside;
    this.clock = clock;
    this.zone = zone;
    this.random = random;
    this.recorder = new Recorder(random);
  }

  /// Makes one step for the channel, if one is due. Never called twice at once for one channel.
  public Progress deliverNext(ChannelSettings settings, Channel channel) {
    var now = clock.instant();
    var turn =
        beforeSending(
            tx -> turn(tx, settings, channel, now),
            it -> it instanceof Turn.Send(var claimed) ? Optional.of(claimed) : Optional.empty());
    switch (turn) {
      case Turn.Nothing(var until) -> {
        return new Progress.Idle(until);
      }
      case Turn.Settled _ -> {}
      case Turn.LookFor(var delivery) -> look(delivery, settings, channel);
      case Turn.Send(var delivery) -> send(delivery, settings, channel);
    }
    return new Progress.Worked();
  }

  /// What the lane's next step is.
  private sealed interface Turn {
    record Nothing(Optional<Instant> until) implements Turn {}

    /// It was dealt with in the database alone.
    record Settled() implements Turn {}

    record LookFor(Delivery delivery) implements Turn {}

    /// Claimed; with a payload also intended.
    record Send(Delivery delivery) implements Turn {}
  }

  private Turn turn(Tx tx, ChannelSettings settings, Channel channel, Instant now) {
    var head = QueueTable.head(tx, settings.id());
    if (head.isEmpty()) {
      return new Turn.Nothing(Optional.empty());
    }
    var delivery = head.get();
    var account = ChannelTable.find(tx, settings.id());
    return switch (delivery.state()) {
      case SENDING -> inOtherHands(tx, delivery, now);
      case UNKNOWN -> unknown(delivery, account, now);
      case READY, WAITING -> ready(tx, delivery, account, settings, channel, now);
      case HELD, PUBLISHED, SKIPPED, REJECTED, EXPIRED ->
          throw new IllegalStateException("not in line: " + delivery.id() + delivery.state());
    };
  }

  /// A lane makes one step at a time, so this is left over from a thread that died.
  private static Turn inOtherHands(Tx tx, Delivery delivery, Instant now) {
    var lease = delivery.leaseUntil().orElse(now);
    if (lease.isAfter(now)) {
      return new Turn.Nothing(Optional.of(lease));
    }
    Recovery.orphaned(tx, delivery, now);
    return new Turn.Settled();
  }

  private static Turn unknown(Delivery delivery, Account account, Instant now) {
    var due = delivery.notBefore().orElse(now);
    var rests = account.breaker().openUntil().orElse(now);
    var when = due.isAfter(rests) ? due : rests;
    return when.isAfter(now) ? new Turn.Nothing(Optional.of(when)) : new Turn.LookFor(delivery);
  }

  private Turn ready(
      Tx tx,
      Delivery delivery,
      Account account,
      ChannelSettings settings,
      Channel channel,
      Instant now) {
    var inDoubt = delivery.doubts() > 0 && delivery.payload().isPresent();
    if (expired(delivery, account, now)) {
      var late = inDoubt ? AfterLook.late(delivery, channel.proofs(), settings, now) : Late.EXPIRE;
      if (late == Late.EXPIRE) {
        recorder.expire(tx, delivery, now);
        return new Turn.Settled();
      }
      if (late == Late.LOOK) {
        recorder.lookAgain(tx, delivery, now);
        return new Turn.Settled();
      }
    }
    var due = delivery.notBefore().orElse(now);
    if (due.isAfter(now)) {
      return new Turn.Nothing(Optional.of(due));
    }
    if (inDoubt && !AfterLook.mayRepeat(delivery, channel.proofs(), settings, now)) {
      recorder.lookAgain(tx, delivery, now);
      return new Turn.Settled();
    }
    var sent = QueueTable.sentSince(tx, settings.id(), delivery.id(), now.minus(Pace.DAY));
    return switch (Gate.of(account, settings, sent, zone, now)) {
      case Gate.Open _ -> affordable(tx, delivery, channel, now);
      case Gate.ClosedUntil(var until, _) -> new Turn.Nothing(Optional.of(until));
      case Gate.Paused _ -> new Turn.Nothing(Optional.empty());
    };
  }

  /// The budget has the last word, so that nothing is spent on a post that would have to wait.
  private Turn affordable(Tx tx, Delivery delivery, Channel channel, Instant now) {
    var price = delivery.post().flatMap(channel::price);
    var tariff = channel.tariff();
    if (price.isEmpty() || tariff.isEmpty()) {
      return new Turn.Send(claim(tx, delivery, price, now));
    }
    var spending = Outbox.spending(tx, delivery.channel(), tariff.get(), now);
    if (spending.affords(tariff.get(), price.get())) {
      return new Turn.Send(claim(tx, delivery, price, now));
    }
    recorder.overBudget(tx, delivery, spending, tariff.get(), now);
    return new Turn.Nothing(Optional.of(Spending.nextMonth(now)));
  }

  /// Nothing expires while it is the owner that everything waits for: an account that needs a new
  /// credential must not lose what was written meanwhile.
  private static boolean expired(Delivery delivery, Account account, Instant now) {
    return now.isAfter(delivery.expires()) && !account.waitsForOwner();
  }

  private static Delivery claim(Tx tx, Delivery delivery, Optional<Money> price, Instant now) {
    DeliveryTable.claim(tx, delivery, now.plus(LEASE), now);
    AttemptTable.append(tx, delivery.id(), delivery.attempts() + 1, now, Step.CLAIMED);
    delivery.payload().ifPresent(payload -> intend(tx, delivery, payload, price, now));
    return reread(tx, delivery.id());
  }

  private static void intend(
      Tx tx, Delivery delivery, Payload payload, Optional<Money> price, Instant now) {
    MetaTable.sends(tx, MetaTable.sends(tx) + 1);
    DeliveryTable.intent(tx, delivery.id(), payload, now);
    AttemptTable.intent(tx, delivery.id(), delivery.attempts() + 1, now, price.map(Money::micros));
  }

  private void send(Delivery claimed, ChannelSettings settings, Channel channel) {
    if (claimed.payload().isPresent()) {
      publish(claimed, claimed.payload().get(), settings, channel);
      return;
    }
    switch (prepared(claimed, channel)) {
      case Preparation.NotReady(var outcome) -> record(claimed, outcome, settings, channel);
      case Preparation.Ready(var payload) -> {
        var now = clock.instant();
        var intended =
            beforeSending(
                tx -> {
                  var mine = stillMine(tx, claimed);
                  if (mine.isPresent()) {
                    var price = claimed.post().flatMap(channel::price);
                    intend(tx, mine.get(), payload, price, now);
                  }
                  return mine.map(it -> reread(tx, it.id()));
                },
                it -> it);
        intended.ifPresent(it -> publish(it, payload, settings, channel));
      }
    }
  }

  /// Runs the last transaction before a request. One that fails may have been committed all the
  /// same; what is then found to be sending was never sent, and only we know that.
  private <T> T beforeSending(Function<Tx, T> work, Function<T, Optional<Delivery>> intended) {
    var unsent = new AtomicReference<>(Optional.<Delivery>empty());
    try {
      return database.inTx(
          tx -> {
            var done = work.apply(tx);
            unsent.set(intended.apply(done));
            return done;
          });
    } catch (StoreException e) {
      unsent.get().ifPresent(it -> Rescue.keepUnsent(beside.rescue(), it, clock.instant()));
      throw e;
    }
  }

  /// Nobody else works on this lane; but preparing can take long, and the owner may have had a
  /// word meanwhile.
  private static Optional<Delivery> stillMine(Tx tx, Delivery claimed) {
    return DeliveryTable.find(tx, claimed.id())
        .filter(it -> it.state() == DeliveryState.SENDING && it.fence() == claimed.fence());
  }

  private static Preparation prepared(Delivery claimed, Channel channel) {
    var post =
        claimed.post().orElseThrow(() -> new IllegalStateException("no post in " + claimed.id()));
    try {
      return channel.prepare(post, claimed.key());
    } catch (RuntimeException e) {
      LOG.error("delivery={}: preparing failed; please report this", claimed.id(), e);
      return new Preparation.NotReady(
          new Outcome.Deferred("could not be prepared: " + e.getClass().getSimpleName()));
    }
  }

  private void publish(
      Delivery intended, Payload payload, ChannelSettings settings, Channel channel) {
    raiseWatermark(intended);
    record(intended, outcome(intended, payload, channel), settings, channel);
  }

  private void raiseWatermark(Delivery intended) {
    try {
      beside.watermark().raise(database.read(MetaTable::sends));
    } catch (StoreException e) {
      Rescue.keepUnsent(beside.rescue(), intended, clock.instant());
      throw e;
    }
  }

  private static Outcome outcome(Delivery intended, Payload payload, Channel channel) {
    try {
      return channel.publish(payload, intended.key());
    } catch (RuntimeException e) {
      LOG.error("delivery={}: publishing failed; please report this", intended.id(), e);
      return new Outcome.Unknown("publishing failed: " + e.getClass().getSimpleName());
    }
  }

  private void record(
      Delivery attempted, Outcome outcome, ChannelSettings settings, Channel channel) {
    var now = clock.instant();
    try {
      database.runInTx(
          tx -> {
            var known = AfterDuplicate.Known.of(tx, attempted, outcome);
            var next =
                AfterAttempt.decide(
                    outcome, known, attempted, channel.proofs(), settings, now, random);
            recorder.attempt(tx, attempted, outcome, next, settings, now);
          });
    } catch (StoreException e) {
      Rescue.keep(beside.rescue(), attempted, outcome, now);
      throw e;
    }
  }

  private void look(Delivery delivery, ChannelSettings settings, Channel channel) {
    var proofs = channel.proofs();
    var sighting =
        AfterLook.canLook(proofs) && delivery.payload().isPresent()
            ? Optional.of(sighted(delivery, delivery.payload().get(), channel))
            : Optional.<Sighting>empty();
    var now = clock.instant();
    var next = AfterLook.decide(sighting, delivery, proofs, settings, now, random);
    database.runInTx(tx -> recorder.look(tx, delivery, sighting, next, now));
  }

  private static Sighting sighted(Delivery delivery, Payload payload, Channel channel) {
    try {
      var since = delivery.firstSent().orElse(delivery.key().madeAt());
      return channel.find(payload, delivery.key(), since);
    } catch (RuntimeException e) {
      LOG.error("delivery={}: looking failed; please report this", delivery.id(), e);
      return new Sighting.NotLooked(e.getClass().getSimpleName(), Optional.empty());
    }
  }

  private static Delivery reread(Tx tx, DeliveryId id) {
    return DeliveryTable.find(tx, id)
        .orElseThrow(() -> new IllegalStateException("deliveries are never deleted: " + id));
  }
}
