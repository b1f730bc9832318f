// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Payload;
import org.tidings.config.ChannelSettings.OnUnknown;

/// What an observer outside of the process knows of each article, by its address: what was sent,
/// what was answered, and what nobody can know.
final class Evidence {
  private final World world;
  private final OnUnknown onUnknown;
  private final Map<String, Integer> doubts = new HashMap<>();
  private final Map<String, Sent> sent = new TreeMap<>();
  private final Set<String> answered = new HashSet<>();
  private final Set<String> dropped = new HashSet<>();
  private final List<Instant> accountRefused = new ArrayList<>();
  private boolean restored;

  Evidence(World world, OnUnknown onUnknown) {
    this.world = world;
    this.onUnknown = onUnknown;
  }

  /// Requests for one article that reached the platform.
  ///
  /// @param times how many
  record Sent(DeliveryKey key, Payload payload, int times) {}

  /// A request may leave from now on; whatever ends the process leaves it in doubt.
  void begins(String link) {
    doubts.merge(link, 1, Integer::sum);
  }

  /// That request surely posted nothing, and the engine knows.
  void posted(String link, boolean something) {
    if (something) {
      answered.add(link);
    } else {
      doubts.merge(link, -1, Integer::sum);
    }
  }

  boolean doubted(String link) {
    return doubts.getOrDefault(link, 0) > 0;
  }

  /// A request arrives: key and bytes of one delivery are the same each time.
  void arrives(Payload payload, DeliveryKey key) {
    var before = sent.get(payload.link());
    if (before != null && !restored) {
      if (!before.key().equals(key)) {
        world.violated(Broken.OTHER_KEY, payload.link());
      } else if (!before.payload().equals(payload)) {
        world.violated(Broken.OTHER_BYTES, payload.link());
      }
    }
    var times = before == null ? 0 : before.times();
    sent.put(payload.link(), new Sent(key, payload, times + 1));
  }

  /// So many posts of ours are there now.
  void posts(String link, int times) {
    // Who wants the unknown sent again wants one copy for each request in doubt.
    if (times > (onUnknown == OnUnknown.RESEND ? Math.max(1, doubts.getOrDefault(link, 0)) : 1)) {
      world.violated(Broken.COPIED, "%s is there %d times".formatted(link, times));
    }
  }

  /// Whether it may be there and called something else, since the owner wanted it sent again.
  boolean mayBeResent(String link) {
    return onUnknown == OnUnknown.RESEND && doubted(link);
  }

  /// The account was refused, and the engine knows.
  void accountRefused(Instant at) {
    accountRefused.add(at);
  }

  boolean wasAccountRefused(Instant from, Instant to) {
    return accountRefused.stream().anyMatch(it -> it.isAfter(from) && it.isBefore(to));
  }

  void drop(String link) {
    dropped.add(link);
  }

  boolean dropped(String link) {
    return dropped.contains(link);
  }

  /// An old copy of the state was put back: it knows less than we do.
  void restored() {
    restored = true;
  }

  boolean isRestored() {
    return restored;
  }

  boolean answered(String link) {
    return answered.contains(link) && !restored;
  }

  Map<String, Sent> sent() {
    return Map.copyOf(sent);
  }
}
