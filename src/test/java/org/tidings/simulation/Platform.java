// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Payload;
import org.tidings.channel.Proof;
import org.tidings.channel.Receipt;

/// A platform of some kind with its ledger, and what is known outside of the process about each
/// article: that is what the checker compares the history with.
final class Platform {
  /// Longer than a channel counts on.
  private static final Duration REMEMBERS_KEYS = Duration.ofMinutes(60);

  private final World world;
  private final Kind kind;
  private final List<Entry> ledger = new ArrayList<>();
  private final Map<String, Payload> sent = new HashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Set<String> doubted = new HashSet<>();
  private final Set<String> refused = new TreeSet<>();
  private boolean authorized = true;

  Platform(World world, Kind kind) {
    this.world = world;
    this.kind = kind;
  }

  /// One post.
  ///
  /// @param visible from when listing shows it
  record Entry(
      String link,
      Payload payload,
      DeliveryKey key,
      Instant at,
      Instant visible,
      Receipt receipt) {}

  /// What the platform says to a request that it applied.
  sealed interface Answer {
    record Stored(Receipt receipt) implements Answer {}

    record SaidBefore(Receipt receipt) implements Answer {}
  }

  boolean authorized() {
    return authorized;
  }

  void authorized(boolean good) {
    authorized = good;
  }

  /// A request arrives: the bytes of one delivery must be the same each time.
  void arrives(Payload payload, DeliveryKey key) {
    var before = sent.put(key.idempotency(), payload);
    if (before != null && !before.equals(payload)) {
      world.violated("other bytes for the same delivery: " + payload.link());
    }
  }

  Answer apply(Payload payload, DeliveryKey key) {
    var known = known(payload, key);
    if (known.isPresent()) {
      return known.get();
    }
    var id = "p" + (ledger.size() + 1);
    var receipt = new Receipt(id, Optional.of(URI.create("https://platform.example/" + id)));
    if (ledger.stream().anyMatch(it -> it.link().equals(payload.link()))) {
      world.violated("copied: " + payload.link());
    }
    var stale = world.fates().networkFails() ? world.fates().within(Fates.STALEST) : Duration.ZERO;
    ledger.add(
        new Entry(payload.link(), payload, key, world.now(), world.now().plus(stale), receipt));
    world.tell("platform: " + id + " is " + payload.link());
    return new Answer.Stored(receipt);
  }

  private Optional<Answer> known(Payload payload, DeliveryKey key) {
    if (kind.has(Proof.RecordKey.class)) {
      return find(it -> it.key().equals(key)).map(Answer.Stored::new);
    }
    if (kind.has(Proof.SameKey.class)) {
      return find(it -> it.key().equals(key) && it.at().plus(REMEMBERS_KEYS).isAfter(world.now()))
          .map(Answer.Stored::new);
    }
    if (kind.has(Proof.DuplicateRefusal.class)) {
      return find(it -> it.payload().body().equals(payload.body())).map(Answer.SaidBefore::new);
    }
    return Optional.empty();
  }

  /// What listing the account's posts shows now.
  Optional<Receipt> listed(Payload payload, DeliveryKey key) {
    return kind.has(Proof.RecordKey.class)
        ? find(it -> it.key().equals(key))
        : find(it -> it.link().equals(payload.link()) && !it.visible().isAfter(world.now()));
  }

  private Optional<Receipt> find(java.util.function.Predicate<Entry> what) {
    return ledger.stream().filter(what).map(Entry::receipt).findFirst();
  }

  boolean has(String link) {
    return ledger.stream().anyMatch(it -> it.link().equals(link));
  }

  /// A request for that article went out, or may have, and no answer came back.
  void doubt(String link) {
    doubted.add(link);
  }

  /// That request surely posted nothing.
  void certain(String link) {
    doubted.remove(link);
  }

  boolean doubted(String link) {
    return doubted.contains(link);
  }

  /// A request that its sender has given up arrives after all.
  void appliesLate(Duration late, Payload payload, DeliveryKey key) {
    underWay.merge(payload.link(), 1, Integer::sum);
    world.later(
        late,
        () -> {
          underWay.merge(payload.link(), -1, Integer::sum);
          apply(payload, key);
        });
  }

  boolean mayComeLate(String link) {
    return underWay.getOrDefault(link, 0) > 0;
  }

  /// The platform said that it will never take that article.
  void refuse(String link) {
    refused.add(link);
  }

  boolean refused(String link) {
    return refused.contains(link);
  }

  List<Entry> ledger() {
    return List.copyOf(ledger);
  }
}
