// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.config.ConfigException;
import org.tidings.http.Egress;
import org.tidings.store.StoreException;

/// `tidings run`: one process that polls and posts until it is told to stop.
///
/// Quartz ticks say 'look now'; a lane per channel, and a short thread per due feed, do the
/// looking, so that one slow server delays nobody else. SIGTERM and SIGINT drain, SIGHUP reads the
/// configuration again.
public final class Daemon {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration HUBS = Duration.ofMinutes(1);
  private static final Duration UPKEEP = Duration.ofHours(6);

  private final Places places;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Optional<StoreException>> broken =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Shift>> shift = new AtomicReference<>(Optional.empty());
  private final AtomicBoolean reloading = new AtomicBoolean();

  public Daemon(Places places) {
    this.places = places;
  }

  /// Runs until it is told to stop.
  ///
  /// @throws ConfigException if the configuration is wrong, before anything was done
  /// @throws org.tidings.store.BusyException if another daemon runs on the state
  /// @throws StoreException if the database breaks; nothing was sent after that
  public void run() throws InterruptedException {
    var setup = Setup.read(places.config());
    try (var state = State.open(places.state());
        var _ = state.folder().lock();
        var egress = Egress.open(Version.current())) {
      var orphans = state.outbox().recover(state.beside());
      begin(new Engine(state, setup, egress));
      listen(state, egress); // before anybody is told that we are there
      LOG.info(
          "Tidings {} started: config={} state={} feeds={} channels={} orphans={}",
          Version.current(),
          places.config(),
          places.state(),
          setup.settings().feeds().size(),
          setup.channels().size(),
          orphans);
      workUntilStopped(state);
      LOG.info("stopping: no new posts; requests under way have {} s", Shift.PATIENCE.toSeconds());
      shift.get().ifPresent(Shift::end);
      if (broken.get().isEmpty()) {
        state.database().checkpoint();
      }
      LOG.info("stopped");
    }
    broken
        .get()
        .ifPresent(
            it -> {
              throw it;
            });
  }

  /// Ends [#run], from any thread.
  public void stop() {
    stopped.countDown();
  }

  private void workUntilStopped(State state) throws InterruptedException {
    try (var ticks = new Ticks()) {
      ticks.every(TICK, "poll", () -> shift.get().ifPresent(Shift::poll));
      ticks.every(TICK, "dispatch", () -> shift.get().ifPresent(Shift::wakeAll));
      ticks.every(HUBS, "hubs", () -> shift.get().ifPresent(Shift::tendHubs));
      ticks.every(UPKEEP, "upkeep", () -> shift.get().ifPresent(it -> it.upkeep(state)));
      ticks.start();
      stopped.await();
    }
  }

  private void begin(Engine engine) {
    var next = new Shift(engine, this::broke);
    shift.set(Optional.of(next));
    next.start();
  }

  private void broke(StoreException e) {
    LOG.error("{}", e.getMessage());
    broken.compareAndSet(Optional.empty(), Optional.of(e));
    stop();
  }

  private void listen(State state, Egress egress) {
    Signals.on("TERM", this::stop);
    Signals.on("INT", this::stop);
    Signals.on("HUP", () -> reload(state, egress));
  }

  /// Reads the configuration again. A bad one is refused, and the old one goes on.
  private void reload(State state, Egress egress) {
    if (!reloading.compareAndSet(false, true)) {
      return;
    }
    try {
      var setup = Setup.read(places.config());
      shift.get().ifPresent(Shift::end);
      begin(new Engine(state, setup, egress));
      LOG.info(
          "configuration read again: feeds={} channels={}",
          setup.settings().feeds().size(),
          setup.channels().size());
    } catch (ConfigException e) {
      e.problems().forEach(it -> LOG.error("{}", it));
      LOG.error("the new configuration was refused, the old one goes on");
    } finally {
      reloading.set(false);
    }
  }
}
