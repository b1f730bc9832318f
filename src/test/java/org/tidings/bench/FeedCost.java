// SPDX-License-Identifier: Apache-2.0
package org.tidings.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tidings.config.FeedSettings;
import org.tidings.poll.PollReport.Ending;

/// The processor time of one poll, beside that of the libraries alone, in the same rounds.
///
/// It is the time of the whole process, since the server is another: what the collector, the
/// compiler and the virtual threads' carriers take is part of the price, and no thread's own clock
/// shows it.
final class FeedCost {
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 7;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final FeedServer server;
  private final Polling polling;
  private final Bare bare;

  private FeedCost(FeedServer server, Polling polling, Bare bare) {
    this.server = server;
    this.polling = polling;
    this.bare = bare;
  }

  /// @param polls in a round
  /// @param changes whether each answer has news
  private record Kind(String name, String path, int polls, boolean changes) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("unchanged, 304", "/still/1", 200, false),
          new Kind("unchanged, 200 with 21 kB", "/same/1", 200, false),
          new Kind("changed, 21 kB, 15 entries", "/new/15/1", 100, true),
          new Kind("changed, 1 MB, 400 entries", "/new/400/1", 8, true));

  static void run(Path folder) throws IOException {
    try (var server = FeedServer.start();
        var polling = new Polling(folder);
        var bare = new Bare()) {
      System.out.println("CPU ms a poll: median (least–most) of " + ROUNDS + " rounds");
      System.out.printf("%-28s %-22s %-22s %s%n", "feed", "Tidings", "HttpClient", "and ROME");
      for (var kind : KINDS) {
        new FeedCost(server, polling, bare).measure(kind);
      }
    }
  }

  private void measure(Kind kind) throws IOException {
    var ours = new Spread();
    var client = new Spread();
    var parser = new Spread();
    var feed = Polling.feed("feed" + kind.path().replace('/', '-'), server.uri(kind.path()));
    for (var round = -WARM_UP; round < ROUNDS; round++) {
      var poll = cost(kind, () -> poll(feed, kind));
      var get = cost(kind, () -> bare.get(feed.url()));
      var both = kind.changes() ? cost(kind, () -> bare.parse(bare.get(feed.url()))) : 0;
      if (round >= 0) {
        ours.add(poll);
        client.add(get);
        parser.add(both);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-28s %-22s %-22s %s%n",
        kind.name(),
        ours,
        client,
        kind.changes() ? parser : "");
  }

  private void poll(FeedSettings feed, Kind kind) throws IOException {
    switch (polling.poll(feed).ending()) {
      case Ending.Baselined _ -> {}
      case Ending.Read(_, var articles, _) when kind.changes() && articles > 0 -> {}
      case Ending.Unchanged _ when !kind.changes() -> {}
      case Ending other -> throw new IOException(kind.name() + " gave " + other);
    }
  }

  /// What is measured.
  private interface Work {
    void run() throws IOException;
  }

  /// Milliseconds of processor time for one.
  private static double cost(Kind kind, Work work) throws IOException {
    var began = SYSTEM.getProcessCpuTime();
    for (var i = 0; i < kind.polls(); i++) {
      work.run();
    }
    return (SYSTEM.getProcessCpuTime() - began) / 1e6 / kind.polls();
  }
}
