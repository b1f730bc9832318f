// SPDX-License-Identifier: Apache-2.0
package org.tidings.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tidings.config.FeedSettings;
import org.tidings.poll.PollReport.Ending;
import org.tidings.simulation.Simulate;

/// What a process holds while it polls thousands of feeds, in a process of its own with the
/// flags of the packaged program.
final class FeedMemory {
  /// Requests under way at once.
  private static final int AT_ONCE = 16;

  private FeedMemory() {}

  static void run(int feeds) throws IOException {
    try (var server = FeedServer.start()) {
      var words = Stream.of(server.uri("/still/").toString(), String.valueOf(feeds));
      var line = Stream.concat(Java.ownFlags().stream(), words).toArray(String[]::new);
      var process = Java.start(FeedMemory.class, line);
      process.inputReader(StandardCharsets.UTF_8).lines().forEach(System.out::println);
    }
  }

  /// The measured process: address of the feeds, and how many.
  public static void main(String[] words) throws Exception {
    Simulate.quiet();
    var folder = Benchmarks.folder();
    var feeds =
        IntStream.range(0, Integer.parseInt(words[1]))
            .mapToObj(it -> Polling.feed("feed-" + it, URI.create(words[0] + it)))
            .toList();
    var began = System.nanoTime();
    try (var polling = new Polling(folder)) {
      pollAll(polling, feeds, Ending.Baselined.class); // all are due, none was ever read
      var first = System.nanoTime();
      pollAll(polling, feeds, Ending.Unchanged.class);
      var polled = System.nanoTime();
      var peak = status("VmHWM");
      report(feeds.size(), peak, (first - began) / 1e9, (polled - first) / 1e9);
    } finally {
      Benchmarks.delete(folder);
    }
  }

  private static void report(int feeds, long peak, double first, double second) throws IOException {
    for (var i = 0; i < 3; i++) {
      System.gc();
    }
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        Locale.ROOT,
        "%,7d feeds: RSS %d MiB at most, %d MiB then; heap %.1f MB after GC; read in %.0f s, again in %.0f s%n",
        feeds,
        peak / 1024,
        status("VmRSS") / 1024,
        heap / 1e6,
        first,
        second);
  }

  private static void pollAll(
      Polling polling, List<FeedSettings> feeds, Class<? extends Ending> expected)
      throws ExecutionException, InterruptedException {
    var next = feeds.iterator();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var workers =
          IntStream.range(0, AT_ONCE)
              .mapToObj(_ -> threads.submit(() -> work(polling, next, expected)))
              .toList();
      for (var it : workers) {
        it.get();
      }
    }
  }

  private static void work(
      Polling polling, Iterator<FeedSettings> feeds, Class<? extends Ending> expected) {
    while (true) {
      FeedSettings feed;
      synchronized (feeds) {
        if (!feeds.hasNext()) {
          return;
        }
        feed = feeds.next();
      }
      var ending = polling.poll(feed).ending();
      if (!expected.isInstance(ending)) {
        throw new IllegalStateException(feed.id() + ": " + ending);
      }
    }
  }

  /// A line of /proc/self/status, in kB.
  private static long status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(it -> it.startsWith(name + ":"))
        .map(it -> it.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
