// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.tidings.channel.Channel;
import org.tidings.config.ChannelSettings;
import org.tidings.outbox.AfterLook.Late;
import org.tidings.schedule.Pace;
import org.tidings.store.Tx;

/// Whose turn it is in a channel's line, and for what.
final class Turns {
  private final Recorder recorder;
  private final ZoneId zone;

  /// @param zone of posting windows
  Turns(Recorder recorder, ZoneId zone) {
    this.recorder = recorder;
    this.zone = zone;
  }

  /// Decides, and claims what is to be sent.
  ///
  /// @param tx the last one before the request leaves
  Turn next(Tx tx, ChannelSettings settings, Channel channel, Instant now) {
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
      return new Turn.Send(Claim.take(tx, delivery, price, now));
    }
    var spending = Outbox.spending(tx, delivery.channel(), tariff.get(), now);
    if (spending.affords(tariff.get(), price.get())) {
      return new Turn.Send(Claim.take(tx, delivery, price, now));
    }
    recorder.overBudget(tx, delivery, spending, tariff.get(), now);
    return new Turn.Nothing(Optional.of(Spending.nextMonth(now)));
  }

  /// Nothing expires while it is the owner that everything waits for: an account that needs a new
  /// credential must not lose what was written meanwhile.
  private static boolean expired(Delivery delivery, Account account, Instant now) {
    return now.isAfter(delivery.expires()) && !account.waitsForOwner();
  }
}
