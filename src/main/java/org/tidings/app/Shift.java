// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedSettings;
import org.tidings.outbox.Progress;
import org.tidings.store.StoreException;

/// The daemon at work under one configuration: a lane for each channel, a short thread for each
/// feed that is due.
final class Shift {
  private static final Logger LOG = LoggerFactory.getLogger(Shift.class);

  /// How long requests under way may take to be answered when the daemon stops. The unit file gives
  /// 45 s.
  static final Duration PATIENCE = Duration.ofSeconds(25);

  /// Feeds that are begun with at one tick, in a second.
  private static final int HELPING = 5;

  private final Engine engine;
  private final Consumer<StoreException> fatal;
  private final Map<ChannelId, Lane> lanes = new LinkedHashMap<>();
  /// Domains that are being asked: one connection at a time.
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean tending = new AtomicBoolean();
  private volatile boolean ending;
  private volatile Optional<HubDoor> door = Optional.empty();

  Shift(Engine engine, Consumer<StoreException> fatal) {
    this.engine = engine;
    this.fatal = fatal;
    for (var channel : engine.setup().channels()) {
      var id = channel.settings().id();
      lanes.put(
          id, new Lane(id.value(), () -> engine.deliver(id) instanceof Progress.Worked, fatal));
    }
  }

  void start() {
    lanes.values().forEach(Lane::start);
    door = engine.openDoor(this::poll);
  }

  /// Asks hubs, beside everything else: they may be slow.
  void tendHubs() {
    if (!ending && tending.compareAndSet(false, true)) {
      Thread.ofVirtual().name("hubs").start(this::tend);
    }
  }

  private void tend() {
    try {
      engine.tendHubs();
    } catch (StoreException e) {
      fatal.accept(e);
    } finally {
      tending.set(false);
    }
  }

  void wakeAll() {
    lanes.values().forEach(Lane::wake);
  }

  /// Starts polling feeds that are due, one of each domain.
  void poll() {
    if (ending) {
      return;
    }
    try {
      var due =
          engine.dueFeeds().stream()
              .filter(it -> Collections.disjoint(busy, it.domains()))
              .toList();
      for (var it : due.subList(0, Math.min(due.size(), helping(due.size())))) {
        engine.setup().feed(it.feed()).ifPresent(feed -> poll(feed, it.domains()));
      }
    } catch (StoreException e) {
      fatal.accept(e);
    }
  }

  /// How many to begin with now: what piled up while we were away is worked off at no more than
  /// twice the usual rate, or five a second.
  private int helping(int due) {
    return due <= HELPING ? due : Math.max(HELPING, (int) Math.ceil(2 * engine.steadyRate()));
  }

  private void poll(FeedSettings feed, Set<String> domains) {
    if (taken(domains)) {
      Thread.ofVirtual().name("poll-" + feed.id()).start(() -> polled(feed, domains));
    }
  }

  /// All of them, or none.
  private synchronized boolean taken(Set<String> domains) {
    return Collections.disjoint(busy, domains) && busy.addAll(domains);
  }

  private void polled(FeedSettings feed, Set<String> domains) {
    try {
      var report = engine.poll(feed);
      report.ready().forEach(id -> Optional.ofNullable(lanes.get(id)).ifPresent(Lane::wake));
    } catch (StoreException e) {
      fatal.accept(e);
    } catch (RuntimeException e) {
      LOG.error("feed={}: polling failed, will be tried again; please report this", feed.id(), e);
    } finally {
      busy.removeAll(domains);
    }
  }

  /// What is due a few times a day: credentials are renewed, one that died or ends soon is told
  /// before the next article needs it, and the database's log is folded in.
  void upkeep(State state) {
    for (var id : lanes.keySet()) {
      if (!ending) {
        engine.upkeep(id);
      }
    }
    state.database().checkpoint();
  }

  /// Lets nothing new begin, and waits for what is under way.
  void end() {
    ending = true;
    door.ifPresent(HubDoor::close);
    lanes.values().forEach(Lane::stop);
    var patience = PATIENCE.toMillis();
    for (var lane : lanes.values()) {
      var began = System.nanoTime();
      try {
        if (!lane.await(Duration.ofMillis(Math.max(0, patience)))) {
          LOG.warn("a request was cut off; what became of it is looked up at the next start");
          lane.await(Duration.ofSeconds(5)); // its ending is still recorded
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      patience -= (System.nanoTime() - began) / 1_000_000;
    }
  }
}
