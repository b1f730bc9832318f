// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.http.Egress;
import org.tidings.outbox.Progress;
import org.tidings.poll.Due;
import org.tidings.poll.PollReport;
import org.tidings.store.StoreException;

/// `tidings once`: what the daemon does, a single time.
public final class OneRound {
  private static final Logger LOG = LoggerFactory.getLogger(OneRound.class);

  /// Who is told how it goes.
  public interface Listener {
    void polling(FeedId feed);

    void polled(PollReport report);
  }

  private final Places places;

  public OneRound(Places places) {
    this.places = places;
  }

  /// Polls every feed that is due, then delivers what is due. What must wait (for its spacing, a
  /// look, a server) waits for the next round. Feeds, and then channels, are served side by side:
  /// a slow one delays no other, and a bug that one of them finds ends its own part only.
  ///
  /// @return whether all went through; false: a bug, which the log shows
  /// @throws org.tidings.store.BusyException if a daemon runs on the state
  public boolean run(Listener listener) throws InterruptedException {
    var setup = Setup.read(places.config());
    try (var state = State.open(places.state());
        var _ = state.folder().lock();
        var egress = Egress.open(Version.current())) {
      state.outbox().recover(state.beside());
      var engine = new Engine(state, setup, egress);
      var polled = polled(engine, listener);
      var delivered = delivered(engine); // what was there before is owed, however the polls went
      return polled && delivered;
    }
  }

  /// Domains side by side, the feeds of each one after another.
  private static boolean polled(Engine engine, Listener listener) throws InterruptedException {
    var due = engine.dueFeeds();
    due.forEach(it -> listener.polling(it.feed()));
    var domains = new ConcurrentHashMap<String, Lock>();
    due.stream()
        .flatMap(it -> it.domains().stream())
        .forEach(it -> domains.put(it, new ReentrantLock()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return ended(
          due.stream()
              .map(it -> threads.submit(() -> alone(it, domains, () -> poll(engine, it, listener))))
              .toList());
    }
  }

  /// In the order of their names, so that no two wait for each other.
  private static void alone(Due feed, Map<String, Lock> domains, Runnable poll) {
    var locks =
        feed.domains().stream().sorted().flatMap(it -> Stream.ofNullable(domains.get(it))).toList();
    locks.forEach(Lock::lock);
    try {
      poll.run();
    } finally {
      locks.forEach(Lock::unlock);
    }
  }

  /// The feed before it may have been asked to wait, in the name of the whole domain.
  private static void poll(Engine engine, Due due, Listener listener) {
    if (engine.isResting(due)) {
      return;
    }
    var report = engine.setup().feed(due.feed()).map(engine::poll);
    synchronized (listener) {
      report.ifPresent(listener::polled);
    }
  }

  private static boolean delivered(Engine engine) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return ended(
          engine.setup().channels().stream()
              .map(it -> it.settings().id())
              .map(it -> threads.submit(() -> deliver(engine, it)))
              .toList());
    }
  }

  private static void deliver(Engine engine, ChannelId channel) {
    while (engine.deliver(channel) instanceof Progress.Worked) {
      // one step after another, until there is nothing to do now
    }
  }

  private static boolean ended(List<? extends Future<?>> parts) throws InterruptedException {
    var well = true;
    for (var part : parts) {
      try {
        part.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof StoreException broken) {
          throw broken;
        }
        LOG.error("a part of this round failed; please report this", e.getCause());
        well = false;
      }
    }
    return well;
  }
}
