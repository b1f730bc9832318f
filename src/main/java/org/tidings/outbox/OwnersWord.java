// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.tidings.channel.Receipt;
import org.tidings.outbox.AttemptTable.Step;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// What the owner says of deliveries. Works beside a running daemon, which notices
/// within a moment.
public final class OwnersWord {
  private final Database database;
  private final InstantSource clock;

  public OwnersWord(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What became of a word.
  public sealed interface Said {
    record Done(DeliveryState now) implements Said {}

    /// It makes no sense for that delivery; nothing was changed.
    record Refused(String why) implements Said {}
  }

  /// Stops a delivery that is in line. What may be out still needs its proof when it is released.
  public Said hold(DeliveryId id) {
    return say(
        id,
        Set.of(DeliveryState.READY, DeliveryState.WAITING),
        Step.HELD,
        DeliveryState.HELD,
        "held by the owner");
  }

  /// Lets a held delivery go its way.
  public Said release(DeliveryId id) {
    return say(id, Set.of(DeliveryState.HELD), Step.RELEASED, DeliveryState.READY, "");
  }

  /// Sends a delivery now, also one that may be out already: the owner looked and it is not.
  public Said retry(DeliveryId id) {
    return say(
        id,
        Set.of(
            DeliveryState.WAITING,
            DeliveryState.UNKNOWN,
            DeliveryState.SKIPPED,
            DeliveryState.REJECTED,
            DeliveryState.EXPIRED),
        Step.RETRIED,
        DeliveryState.READY,
        "");
  }

  /// Will not be posted.
  public Said drop(DeliveryId id) {
    return say(
        id,
        Set.of(
            DeliveryState.READY, DeliveryState.WAITING, DeliveryState.UNKNOWN, DeliveryState.HELD),
        Step.DROPPED,
        DeliveryState.SKIPPED,
        "dropped by the owner");
  }

  /// It is out: the owner saw it.
  public Said posted(DeliveryId id, Optional<URI> url) {
    var now = clock.instant();
    return database.inTx(
        tx -> {
          var found = DeliveryTable.find(tx, id);
          if (found.isEmpty()) {
            return unheardOf(id);
          }
          var delivery = found.get();
          if (delivery.state() == DeliveryState.PUBLISHED) {
            return new Said.Refused("delivery " + id + " is published already");
          }
          var receipt = url.map(it -> new Receipt(it.toString(), Optional.of(it)));
          var reason = "the owner says that it is out";
          DeliveryTable.published(tx, id, receipt, reason, now);
          AttemptTable.append(
              tx, id, delivery.attempts(), now, Step.POSTED, Optional.empty(), reason, receipt);
          return new Said.Done(DeliveryState.PUBLISHED);
        });
  }

  private Said say(
      DeliveryId id, Set<DeliveryState> from, Step step, DeliveryState to, String reason) {
    var now = clock.instant();
    return database.inTx(
        tx -> {
          var found = DeliveryTable.find(tx, id);
          if (found.isEmpty()) {
            return unheardOf(id);
          }
          var delivery = found.get();
          if (!from.contains(delivery.state())) {
            return new Said.Refused(
                "delivery %s is %s; %s".formatted(id, delivery.state().word(), hint(delivery)));
          }
          if (to == DeliveryState.READY && delivery.post().isEmpty()) {
            return new Said.Refused(
                "delivery %s has no post, since none could be made: drop it, mend the template,"
                        .formatted(id)
                    + " and post it by hand");
          }
          move(tx, delivery, step, to, reason, now);
          return new Said.Done(to);
        });
  }

  private static void move(
      Tx tx, Delivery delivery, Step step, DeliveryState to, String reason, Instant now) {
    var notBefore = to == DeliveryState.READY ? Optional.of(now) : Optional.<Instant>empty();
    DeliveryTable.move(tx, delivery.id(), to, notBefore, reason, now);
    if (to == DeliveryState.READY) {
      var counters = step == Step.RELEASED ? Counters.of(delivery).released() : Counters.none();
      DeliveryTable.count(tx, delivery.id(), counters, now);
      DeliveryTable.renew(tx, delivery.id(), now);
    }
    if (delivery.state() == DeliveryState.REJECTED) {
      DeliveryTable.dropPayload(tx, delivery.id(), now);
    }
    AttemptTable.append(tx, delivery.id(), delivery.attempts(), now, step, reason);
  }

  private static Said unheardOf(DeliveryId id) {
    return new Said.Refused("there is no delivery " + id + "; see: tidings queue");
  }

  private static String hint(Delivery delivery) {
    return switch (delivery.state()) {
      case SENDING -> "it is being sent this very moment: try again";
      case READY -> "it goes out when its turn comes";
      case HELD -> "release or drop it";
      case WAITING, UNKNOWN -> "retry, drop, or say that it is posted";
      case PUBLISHED -> "it stays published";
      case SKIPPED, REJECTED, EXPIRED -> "retry it";
    };
  }
}
