// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

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

  private final Database database;
  private final Beside beside;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Recorder recorder;
  private final Turns turns;

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
    this.random = random;
    this.recorder = new Recorder(random);
    this.turns = new Turns(recorder, zone);
  }

  /// Makes one step for the channel, if one is due. Never called twice at once for one channel.
  public Progress deliverNext(ChannelSettings settings, Channel channel) {
    var now = clock.instant();
    var turn =
        beforeSending(
            tx -> turns.next(tx, settings, channel, now),
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

  private void send(Delivery claimed, ChannelSettings settings, Channel channel) {
    if (claimed.payload().isPresent()) {
      publish(claimed, claimed.payload().get(), settings, channel);
      return;
    }
    switch (prepared(claimed, channel)) {
      case Preparation.NotReady(var outcome) -> record(claimed, outcome, settings, channel);
      case Preparation.Ready(var payload) -> {
        var now = clock.instant();
        var price = claimed.post().flatMap(channel::price);
        var intended =
            beforeSending(tx -> Claim.prepared(tx, claimed, payload, price, now), it -> it);
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
}
