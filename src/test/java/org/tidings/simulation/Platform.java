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
import java.util.function.Predicate;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Payload;
import org.tidings.channel.Proof;
import org.tidings.channel.Receipt;

/// A platform of some kind with its ledger: the truth about what is out.
final class Platform {
  /// Longer than a channel counts on.
  private static final Duration REMEMBERS_KEYS = Duration.ofMinutes(60);

  private final World world;
  private final Kind kind;
  private final Mix mix;
  private final Evidence evidence;
  private final List<Entry> ledger = new ArrayList<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private boolean authorized = true;

  Platform(World world, Kind kind, Mix mix, Evidence evidence) {
    this.world = world;
    this.kind = kind;
    this.mix = mix;
    this.evidence = evidence;
  }

  /// One post.
  ///
  /// @param key absent where somebody wrote it by hand
  /// @param visible from when listing shows it
  record Entry(
      String link,
      String body,
      Optional<DeliveryKey> key,
      Instant at,
      Instant visible,
      Receipt receipt) {
    boolean isOurs() {
      return key.isPresent();
    }
  }

  /// What the platform says to a request that it took.
  sealed interface Answer {
    record Stored(Receipt receipt) implements Answer {}

    record SaidBefore(Receipt receipt) implements Answer {}

    /// It knows the key, and trips over it.
    record Trips() implements Answer {}
  }

  boolean authorized() {
    return authorized;
  }

  void authorized(boolean good) {
    if (authorized != good) {
      world.tell("platform: the token is " + (good ? "good" : "revoked"));
    }
    authorized = good;
  }

  Answer apply(Payload payload, DeliveryKey key) {
    var known = known(payload, key);
    if (known.isPresent()) {
      return known.get();
    }
    var ours = ledger.stream().filter(it -> it.isOurs() && it.link().equals(payload.link()));
    evidence.posts(payload.link(), (int) ours.count() + 1);
    return new Answer.Stored(store(payload.link(), payload.body(), Optional.of(key)));
  }

  /// Somebody posts the same words by hand.
  void byHand(String link, String body) {
    store(link, body, Optional.empty());
  }

  private Receipt store(String link, String body, Optional<DeliveryKey> key) {
    var id = "p" + (ledger.size() + 1);
    var receipt = new Receipt(id, Optional.of(URI.create("https://platform.example/" + id)));
    var stale = world.fates().networkFails() ? world.fates().within(mix.stalest()) : Duration.ZERO;
    ledger.add(new Entry(link, body, key, world.now(), world.now().plus(stale), receipt));
    world.tell("platform: " + id + " is " + link + (key.isEmpty() ? ", by hand" : ""));
    return receipt;
  }

  private Optional<Answer> known(Payload payload, DeliveryKey key) {
    if (kind.has(Proof.RecordKey.class)) {
      return first(it -> it.key().equals(Optional.of(key))).map(Answer.Stored::new);
    }
    if (kind.has(Proof.SameKey.class) && !mix.keysIgnored()) {
      return first(it -> it.key().equals(Optional.of(key)) && remembersKeyOf(it))
          .map(it -> mix.keysFail() ? new Answer.Trips() : new Answer.Stored(it));
    }
    if (kind.has(Proof.DuplicateRefusal.class)) {
      return first(it -> words(it.body()).equals(words(payload.body())))
          .map(Answer.SaidBefore::new);
    }
    return Optional.empty();
  }

  private boolean remembersKeyOf(Entry it) {
    return it.at().plus(REMEMBERS_KEYS).isAfter(world.now())
        && !it.at().plus(mix.keysLate()).isAfter(world.now());
  }

  private String words(String body) {
    return mix.namesakes() ? body.lines().findFirst().orElse("") : body;
  }

  /// What a record's key leads to.
  Optional<Receipt> under(DeliveryKey key) {
    return first(it -> it.key().equals(Optional.of(key)));
  }

  /// What listing the account's posts shows now, the newest first.
  List<Entry> listed() {
    return ledger.reversed().stream().filter(it -> !it.visible().isAfter(world.now())).toList();
  }

  private Optional<Receipt> first(Predicate<Entry> what) {
    return ledger.stream().filter(what).map(Entry::receipt).findFirst();
  }

  boolean has(String link) {
    return ledger.stream().anyMatch(it -> it.link().equals(link));
  }

  /// A request that its sender has given up arrives after all.
  void appliesLate(Duration late, Payload payload, DeliveryKey key) {
    underWay.merge(payload.link(), 1, Integer::sum);
    world.later(
        late,
        () -> {
          underWay.merge(payload.link(), -1, Integer::sum);
          arrives(payload, key);
        });
  }

  /// A request whose answer nobody reads arrives.
  void arrives(Payload payload, DeliveryKey key) {
    if (authorized) {
      apply(payload, key);
    }
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
