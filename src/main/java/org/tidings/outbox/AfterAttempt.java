// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tidings.channel.Outcome;
import org.tidings.channel.Proof;
import org.tidings.config.ChannelSettings;
import org.tidings.outbox.AfterDuplicate.Known;
import org.tidings.schedule.Backoff;

/// What follows from the ending of an attempt. Pure: no clock, no thread, no database.
final class AfterAttempt {
  /// An answer that was lost is looked for so soon; most lost answers belong to posts that are out.
  static final Duration FIRST_LOOK = Duration.ofSeconds(15);

  /// So often in a row a post is prepared anew before the owner is asked.
  private static final int MOST_STALES = 3;

  private AfterAttempt() {}

  /// @param known about the words, if they are refused as a duplicate
  static Next decide(
      Outcome outcome,
      Known known,
      Delivery delivery,
      List<Proof> proofs,
      ChannelSettings settings,
      Instant now,
      RandomGenerator random) {
    return switch (outcome) {
      case Outcome.Published(var receipt) -> new Next.Published(Optional.of(receipt), "published");
      case Outcome.AlreadyPublished(var receipt) ->
          new Next.Published(
              Optional.of(receipt), "the platform says that an earlier attempt went through");
      case Outcome.Duplicate duplicate ->
          AfterDuplicate.decide(duplicate, known, delivery, proofs, settings, now);
      case Outcome.Rejected(var reason) -> new Next.Rejected(reason);
      case Outcome.Unauthorized(var reason) ->
          provedAgain(delivery, proofs, now, reason).orElse(new Next.BackInLine(reason));
      case Outcome.Misconfigured(var reason) ->
          provedAgain(delivery, proofs, now, reason).orElse(new Next.BackInLine(reason));
      case Outcome.Deferred(var reason, var asked) -> {
        var until = now.plus(Backoff.DELIVERY.after(delivery.failures() + 1, asked, random));
        yield provedAgain(delivery, proofs, until, reason)
            .orElse(new Next.Wait(until, reason, false));
      }
      case Outcome.Stale(var reason) ->
          delivery.stales() + 1 >= MOST_STALES
              ? new Next.Hold("could not be prepared " + MOST_STALES + " times: " + reason)
              : provedAgain(delivery, proofs, now, reason).orElse(new Next.Wait(now, reason, true));
      case Outcome.Unknown(var reason) -> unknown(reason, delivery, proofs, settings, now, random);
    };
  }

  /// This request surely posted nothing, but one before it may have: what allowed to repeat it then
  /// (a key that is remembered, a refusal that is near) may be over when the next one is due.
  private static Optional<Next> provedAgain(
      Delivery delivery, List<Proof> proofs, Instant at, String reason) {
    // Without a payload it was looked for, missed, and not sent since.
    return delivery.doubts() > 0 && delivery.payload().isPresent() && !proofs.isEmpty()
        ? Optional.of(new Next.Look(at, reason))
        : Optional.empty();
  }

  /// Also for the orphans that are found after a crash.
  static Next unknown(
      String reason,
      Delivery delivery,
      List<Proof> proofs,
      ChannelSettings settings,
      Instant now,
      RandomGenerator random) {
    if (proofs.isEmpty()) {
      return unprovable(reason, delivery, settings, now, random);
    }
    return new Next.Look(now.plus(firstLook(settings)), reason);
  }

  static Duration firstLook(ChannelSettings settings) {
    return Collections.min(List.of(FIRST_LOOK, settings.proofSettle()));
  }

  /// Nothing can prove whether it is out: the owner's standing word decides.
  static Next unprovable(
      String reason,
      Delivery delivery,
      ChannelSettings settings,
      Instant now,
      RandomGenerator random) {
    return switch (settings.onUnknown()) {
      case ASK -> new Next.AskOwner(reason);
      case RESEND -> {
        if (delivery.isPoison()) {
          yield new Next.AskOwner(reason + "; not sent again: it may be what stops Tidings");
        }
        var wait = Backoff.DELIVERY.after(delivery.failures() + 1, Optional.empty(), random);
        yield new Next.Wait(now.plus(wait), reason + "; sent again, as on_unknown says", false);
      }
      case ASSUME_SENT ->
          new Next.Published(Optional.empty(), reason + "; taken as sent, as on_unknown says");
    };
  }
}
