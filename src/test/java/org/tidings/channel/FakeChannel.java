// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings;
import org.tidings.post.Post;
import org.tidings.post.PostLimits;
import org.tidings.text.LengthRule;

/// A channel on a platform of our own making: what it does is scripted, what it was given is kept
/// in a ledger that survives the channel object, as a real platform does.
public final class FakeChannel implements Channel {
  /// The death of the process, as far as one JVM can play it: nothing of ours catches it.
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /// What happens to one call of `prepare`, `publish` or `find`.
  public enum Fate {
    /// It works.
    WORK,
    /// `publish`: stored, and the answer lost. `find`: does not answer.
    LOSE_ANSWER,
    /// `publish`: not stored, and no answer.
    LOSE_REQUEST,
    DEFER,
    REJECT,
    UNAUTHORIZED,
    STALE,
    /// The process dies before the platform acted.
    CRASH_BEFORE,
    /// The process dies after the platform acted.
    CRASH_AFTER,
    /// Ours is at fault.
    BUG,
  }

  /// The platform: what it stores, and what it remembers to tell repeats.
  public static final class Platform {
    private final List<Stored> ledger = new ArrayList<>();
    private final Map<String, Receipt> keys = new HashMap<>();

    /// Everything ever stored, in order.
    public List<Stored> ledger() {
      return List.copyOf(ledger);
    }

    /// Somebody posts by other means.
    public void say(String words) {
      store(
          new Payload(words, ""),
          new DeliveryKey("by-hand-" + ledger.size(), Instant.EPOCH, 0),
          false);
    }

    private Optional<Receipt> posted(Payload payload) {
      return ledger.stream()
          .filter(it -> it.payload().body().equals(payload.body()))
          .map(Stored::receipt)
          .findFirst();
    }

    private Receipt store(Payload payload, DeliveryKey key, boolean byKey) {
      var known = Optional.ofNullable(keys.get(key.idempotency()));
      if (byKey && known.isPresent()) {
        return known.get();
      }
      var id = Integer.toString(ledger.size() + 1);
      var receipt = new Receipt(id, Optional.of(URI.create("https://fake.example/" + id)));
      ledger.add(new Stored(payload, key, receipt));
      keys.put(key.idempotency(), receipt);
      return receipt;
    }
  }

  /// One post on the platform.
  public record Stored(Payload payload, DeliveryKey key, Receipt receipt) {}

  private final Platform platform;
  private final List<Proof> proofs;
  private final Deque<Fate> preparing = new ArrayDeque<>();
  private final Deque<Fate> publishing = new ArrayDeque<>();
  private final Deque<Fate> finding = new ArrayDeque<>();
  private final Deque<Revision> revising = new ArrayDeque<>();
  private final List<String> revised = new ArrayList<>();
  private int calls;
  private boolean names = true;
  private Optional<Tariff> tariff = Optional.empty();

  /// The settings of one: in no hurry, and never too much.
  public static ChannelSettings settings(String id) {
    return new ChannelSettings(
        new ChannelId(id),
        "fake",
        Optional.empty(),
        1000,
        Duration.ZERO,
        Optional.empty(),
        Duration.ofDays(3),
        ChannelSettings.OnUnknown.ASK,
        ChannelSettings.OnEdit.IGNORE,
        Duration.ofMinutes(2),
        Map.of(),
        List.of());
  }

  public FakeChannel(Platform platform, List<Proof> proofs) {
    this.platform = platform;
    this.proofs = List.copyOf(proofs);
  }

  public FakeChannel prepares(Fate... fates) {
    preparing.addAll(List.of(fates));
    return this;
  }

  public FakeChannel publishes(Fate... fates) {
    publishing.addAll(List.of(fates));
    return this;
  }

  public FakeChannel finds(Fate... fates) {
    finding.addAll(List.of(fates));
    return this;
  }

  public FakeChannel revises(Revision... endings) {
    revising.addAll(List.of(endings));
    return this;
  }

  /// The posts that were to say something else, and what, in order.
  public List<String> revised() {
    return List.copyOf(revised);
  }

  /// Nothing scripted is done.
  @Override
  public Revision revise(String remoteId, Post post, Payload sent, Set<String> ours) {
    revised.add(remoteId + ": " + post.text() + ", not " + String.join(" | ", new TreeSet<>(ours)));
    return Optional.ofNullable(revising.poll()).orElseGet(Revision.Done::new);
  }

  /// How many requests to publish were made.
  public int calls() {
    return calls;
  }

  @Override
  public PostLimits limits() {
    return new PostLimits(
        List.of(new LengthRule(LengthRule.Unit.GRAPHEMES, 500)),
        OptionalInt.empty(),
        PostLimits.HashtagAlphabet.WORD,
        5,
        PostLimits.Mentions.INERT,
        PostLimits.CardBy.PLATFORM);
  }

  @Override
  public Preparation prepare(Post post, DeliveryKey key) {
    return switch (next(preparing)) {
      case CRASH_BEFORE, CRASH_AFTER -> throw new Crash();
      case BUG -> throw new IllegalStateException("a bug in prepare");
      case DEFER -> new Preparation.NotReady(new Outcome.Deferred("no room for pictures"));
      case UNAUTHORIZED -> new Preparation.NotReady(new Outcome.Unauthorized("token revoked"));
      case REJECT -> new Preparation.NotReady(new Outcome.Rejected("no such picture"));
      case WORK, LOSE_ANSWER, LOSE_REQUEST, STALE ->
          new Preparation.Ready(
              new Payload(post.text(), post.link().map(URI::toString).orElse("")));
    };
  }

  @Override
  public Outcome publish(Payload payload, DeliveryKey key) {
    calls++;
    var known = refusesRepeats() ? platform.posted(payload) : Optional.<Receipt>empty();
    if (known.isPresent() && publishing.isEmpty()) {
      return new Outcome.Duplicate(
          "you said that already", names ? known : Optional.<Receipt>empty());
    }
    var byKey =
        proofs.stream()
            .anyMatch(it -> it instanceof Proof.RecordKey || it instanceof Proof.SameKey);
    return switch (next(publishing)) {
      case WORK -> new Outcome.Published(platform.store(payload, key, byKey));
      case LOSE_ANSWER -> {
        platform.store(payload, key, byKey);
        yield new Outcome.Unknown("no answer");
      }
      case LOSE_REQUEST -> new Outcome.Unknown("no answer");
      case DEFER -> new Outcome.Deferred("busy");
      case REJECT -> new Outcome.Rejected("too rude");
      case UNAUTHORIZED -> new Outcome.Unauthorized("token revoked");
      case STALE -> new Outcome.Stale("the picture is gone");
      case CRASH_BEFORE -> throw new Crash();
      case CRASH_AFTER -> {
        platform.store(payload, key, byKey);
        throw new Crash();
      }
      case BUG -> throw new IllegalStateException("a bug in publish");
    };
  }

  /// Refuses repeats without saying of what.
  public FakeChannel namingNothing() {
    names = false;
    return this;
  }

  private boolean refusesRepeats() {
    return proofs.stream().anyMatch(Proof.DuplicateRefusal.class::isInstance);
  }

  /// Charges so much for a post.
  public FakeChannel charging(Tariff asked) {
    tariff = Optional.of(asked);
    return this;
  }

  @Override
  public Optional<Tariff> tariff() {
    return tariff;
  }

  @Override
  public List<Proof> proofs() {
    return proofs;
  }

  @Override
  public Sighting find(Payload payload, DeliveryKey key, Instant since) {
    return switch (next(finding)) {
      case CRASH_BEFORE, CRASH_AFTER -> throw new Crash();
      case BUG -> throw new IllegalStateException("a bug in find");
      case WORK, STALE ->
          platform.ledger.stream()
              .filter(it -> it.key().equals(key))
              .findFirst()
              .<Sighting>map(it -> new Sighting.Found(it.receipt()))
              .orElseGet(Sighting.Absent::new);
      case LOSE_ANSWER, LOSE_REQUEST, DEFER, REJECT, UNAUTHORIZED ->
          new Sighting.NotLooked("no answer", Optional.empty());
    };
  }

  @Override
  public Health check() {
    return new Health.Good("@fake", Optional.empty());
  }

  /// Nothing scripted is WORK.
  private static Fate next(Deque<Fate> fates) {
    return Optional.ofNullable(fates.poll()).orElse(Fate.WORK);
  }
}
