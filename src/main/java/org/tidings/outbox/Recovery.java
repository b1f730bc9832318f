// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.outbox.AttemptTable.Step;
import org.tidings.store.Beside;
import org.tidings.store.Database;
import org.tidings.store.FileIdentity;
import org.tidings.store.Tx;

/// What a start finds of the process before it. A delivery that was being prepared is back in
/// line, since nothing irreversible had left; one whose intent was recorded may be out, and is
/// looked for.
///
/// A database that turns out to be older than what was sent, or that came here as a copy together
/// with all that stands beside it, may be a backup: nothing in it goes out until the owner says.
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private Recovery() {}

  /// Runs it.
  ///
  /// @return how many orphans there were
  static int run(Database database, Beside beside, Instant now) {
    var reached = beside.watermark().read();
    var home = beside.watermark().identity();
    var rescued = beside.rescue().read();
    var orphans =
        database.<Integer>inTx(
            tx -> {
              rescued.forEach(it -> Rescue.merge(tx, it));
              var sends = MetaTable.sends(tx);
              var found = QueueTable.inState(tx, DeliveryState.SENDING);
              found.forEach(it -> orphaned(tx, it, now));
              // How long we were away only a clock says that may have been set meanwhile.
              LifetimeTable.lookAnew(tx);
              var older = reached.isPresent() ? reached.getAsLong() > sends : sends > 0;
              if (older || isCopied(tx, home)) {
                MetaTable.sends(tx, Math.max(sends, reached.orElse(0)));
                restored(tx, now);
              }
              return found.size();
            });
    beside.watermark().raise(database.read(MetaTable::sends));
    beside.rescue().reserve();
    beside.watermark().identity().ifPresent(it -> database.runInTx(tx -> MetaTable.home(tx, it)));
    return orphans;
  }

  private static boolean isCopied(Tx tx, Optional<FileIdentity> home) {
    return home.flatMap(it -> MetaTable.home(tx).map(it::isCopyOf)).orElse(false);
  }

  private static void restored(Tx tx, Instant now) {
    MetaTable.restored(tx, now);
    LifetimeTable.doubtTimes(tx, now);
    var held = 0;
    for (var state : List.of(DeliveryState.READY, DeliveryState.WAITING)) {
      for (var it : QueueTable.inState(tx, state)) {
        DeliveryTable.move(tx, it.id(), DeliveryState.HELD, Optional.empty(), Outbox.RESTORED, now);
        AttemptTable.append(tx, it.id(), it.attempts(), now, Step.HELD, Outbox.RESTORED);
        held++;
      }
    }
    LOG.warn(
        "status=restored held={}: this state is a copy, and may be older than what was sent; what"
            + " it has not sent, and what the feeds bring that it does not know, waits for you:"
            + " tidings queue",
        held);
  }

  /// Sorts out one delivery whose sender died.
  static void orphaned(Tx tx, Delivery delivery, Instant now) {
    var intended = AttemptTable.intended(tx, delivery.id());
    var crashed = Counters.of(delivery).crashed();
    var counters = intended ? crashed.doubted() : crashed;
    DeliveryTable.count(tx, delivery.id(), counters, now);
    AttemptTable.append(
        tx,
        delivery.id(),
        delivery.attempts(),
        now,
        Step.ORPHANED,
        intended ? "stopped while it was being sent" : "stopped before it was sent");
    if (!intended && counters.crashes() >= Delivery.POISON) {
      var reason = "Tidings stopped %d times while preparing it".formatted(counters.crashes());
      DeliveryTable.move(tx, delivery.id(), DeliveryState.HELD, Optional.empty(), reason, now);
      AttemptTable.append(tx, delivery.id(), delivery.attempts(), now, Step.HELD, reason);
    } else {
      DeliveryTable.move(
          tx,
          delivery.id(),
          intended ? DeliveryState.UNKNOWN : DeliveryState.READY,
          Optional.of(now),
          intended ? "Tidings stopped while it was being sent" : "",
          now);
    }
    LOG.warn(
        "channel={} delivery={} attempt={} status=orphaned: {}",
        delivery.channel(),
        delivery.id(),
        delivery.attempts(),
        intended ? "may be out, will be looked for" : "was not sent yet, back in line");
  }
}
