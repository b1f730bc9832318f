// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tidings.channel.Proof;
import org.tidings.channel.Sighting;
import org.tidings.config.ChannelSettings;
import org.tidings.config.ChannelSettings.OnUnknown;
import org.tidings.schedule.Backoff;

/// What follows from looking for a post whose answer was lost. Pure.
///
/// Nothing is sent again unless one of these holds: we chose the record's key, so that a second
/// request can't make a second post; two looks, `proof_settle` apart, did not find it, so that a
/// request which the server applied late had time to show; the server still remembers our key; or
/// the platform would refuse the same words. The first of them that the channel declares counts.
final class AfterLook {
  /// So many looks in a row that did not find it say that it is not there.
  private static final int ENOUGH = 2;

  /// So many looks in a row that failed, over some minutes, and one that kills us must not keep the
  /// others waiting any longer.
  private static final int PATIENCE = 5;

  private AfterLook() {}

  /// Whether looking is worth a request.
  static boolean canLook(List<Proof> proofs) {
    return proofs.stream()
        .anyMatch(it -> it instanceof Proof.RecordKey || it instanceof Proof.ReadBack);
  }

  /// Whether a request whose predecessor is in doubt may still be repeated. What was decided after
  /// a look may be carried out much later: after a crash, a pause, a night outside the window.
  static boolean mayRepeat(
      Delivery delivery, List<Proof> proofs, ChannelSettings settings, Instant now) {
    var ownersWord = settings.onUnknown() == OnUnknown.RESEND && !canLook(proofs);
    return proofs.isEmpty()
        || ownersWord
        || haveRecordKey(proofs)
        || delivery.looks() >= ENOUGH
        || remembered(delivery, proofs, now);
  }

  /// What is to be done with a delivery whose lifetime is over.
  enum Late {
    /// It is not out, or nobody wants to know.
    EXPIRE,
    /// It may be out: looked for, or left to the owner's word.
    LOOK,
    /// It may be out, and only a repeat can tell.
    REPEAT,
  }

  /// Decides what becomes of a request that is in line again after its lifetime, while one before
  /// it is in doubt. What may be out must not be called expired, unless the owner's standing word
  /// is to send it again and again: that has to end.
  static Late late(Delivery delivery, List<Proof> proofs, ChannelSettings settings, Instant now) {
    if (canLook(proofs)) {
      var enough = haveRecordKey(proofs) ? 1 : ENOUGH;
      return delivery.looks() >= enough ? Late.EXPIRE : Late.LOOK;
    }
    if (remembered(delivery, proofs, now)) {
      return Late.REPEAT;
    }
    return settings.onUnknown() == OnUnknown.RESEND ? Late.EXPIRE : Late.LOOK;
  }

  /// Decides after a look.
  ///
  /// @param sighting empty where the channel can't look
  static Next decide(
      Optional<Sighting> sighting,
      Delivery delivery,
      List<Proof> proofs,
      ChannelSettings settings,
      Instant now,
      RandomGenerator random) {
    if (sighting.isEmpty()) {
      return blind(delivery, proofs, settings, now, random);
    }
    return switch (sighting.get()) {
      case Sighting.Found(var receipt) ->
          new Next.Published(Optional.of(receipt), "the answer was lost, but the post is there");
      case Sighting.Absent _ -> absent(delivery, proofs, settings, now);
      case Sighting.NotLooked(var reason, var asked) ->
          notLooked(reason, asked, delivery, proofs, settings, now, random);
    };
  }

  private static Next blind(
      Delivery delivery,
      List<Proof> proofs,
      ChannelSettings settings,
      Instant now,
      RandomGenerator random) {
    var settled = settled(delivery, settings);
    if (!remembered(delivery, proofs, later(settled, now))) {
      return AfterAttempt.unprovable(
          "the answer was lost and can't be looked for", delivery, settings, now, random);
    }
    if (delivery.isPoison()) {
      return new Next.AskOwner(poison(delivery) + "; whether it is out can't be looked for");
    }
    return settled.isAfter(now)
        ? new Next.Look(settled, "the answer was lost; waiting before it is sent again")
        : resend(now, "the answer was lost; the platform tells a repeat from a new post");
  }

  private static Next absent(
      Delivery delivery, List<Proof> proofs, ChannelSettings settings, Instant now) {
    if (haveRecordKey(proofs)) {
      return anew(delivery, now, "not there under its key");
    }
    return delivery.looks() + 1 >= ENOUGH
        ? anew(delivery, now, "looked twice, not found")
        : new Next.Look(now.plus(settings.proofSettle()), "looked once, not found");
  }

  private static Next notLooked(
      String reason,
      Optional<Duration> asked,
      Delivery delivery,
      List<Proof> proofs,
      ChannelSettings settings,
      Instant now,
      RandomGenerator random) {
    if (!settled(delivery, settings).isAfter(now)
        && remembered(delivery, proofs, now)
        && !delivery.isPoison()
        && !now.isAfter(delivery.expires())) {
      return resend(now, "could not look (" + reason + "); the server remembers our key");
    }
    if (now.isAfter(delivery.expires())) {
      return new Next.AskOwner("could not look whether it is there: " + reason);
    }
    if (delivery.isPoison() && delivery.failures() + 1 >= PATIENCE) {
      return new Next.AskOwner(
          poison(delivery) + "; could not look whether it is there: " + reason);
    }
    var wait = Backoff.LOOK.after(delivery.failures() + 1, asked, random);
    return new Next.Look(now.plus(wait), "could not look: " + reason);
  }

  private static boolean haveRecordKey(List<Proof> proofs) {
    return proofs.stream().anyMatch(Proof.RecordKey.class::isInstance);
  }

  /// When a request that was cut off has had the time to be applied.
  private static Instant settled(Delivery delivery, ChannelSettings settings) {
    return delivery.lastSent().orElse(Instant.EPOCH).plus(settings.proofSettle());
  }

  /// Whether the platform would know the same bytes again at that time.
  private static boolean remembered(Delivery delivery, List<Proof> proofs, Instant at) {
    return proofs.stream().anyMatch(it -> remembers(it, delivery, at));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static boolean remembers(Proof proof, Delivery delivery, Instant now) {
    return switch (proof) {
      case Proof.SameKey(var window) -> within(window, delivery, now);
      // Nobody promises that refusal, so it is relied on once.
      case Proof.DuplicateRefusal(var window) ->
          delivery.doubts() <= 1 && within(window, delivery, now);
      case Proof.RecordKey _, Proof.ReadBack _ -> false;
    };
  }

  private static boolean within(Duration window, Delivery delivery, Instant now) {
    return delivery.firstSent().map(it -> now.isBefore(it.plus(window))).orElse(false);
  }

  /// What was found to be missing may be prepared anew, if it has to be.
  private static Next anew(Delivery delivery, Instant now, String reason) {
    if (delivery.isPoison()) {
      return new Next.Hold(
          "%s; it is not out (%s). `tidings queue release %s` tries again"
              .formatted(poison(delivery), reason, delivery.id()));
    }
    return new Next.Wait(now, reason, delivery.stales() > 0);
  }

  private static String poison(Delivery delivery) {
    return "Tidings stopped %d times in a row while sending it".formatted(delivery.crashes());
  }

  private static Next resend(Instant now, String reason) {
    return new Next.Wait(now, reason, false);
  }
}
