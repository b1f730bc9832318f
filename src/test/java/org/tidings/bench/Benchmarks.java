// SPDX-License-Identifier: Apache-2.0
package org.tidings.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.tidings.app.PushStage;
import org.tidings.poll.PoliteMonth;
import org.tidings.simulation.Simulate;

/// `scripts/bench`: figures, and never a verdict: a machine that is busy must not fail a build.
public final class Benchmarks {
  private static final String USAGE =
      """
      bench feeds                      CPU of a poll beside HttpClient and ROME; memory of 2,000 and
                                       20,000 feeds
      bench cpu, bench memory [N…]     one of the two
      bench push                       from a hub's call to the post, 30 times
      bench politeness [FEEDS [DAYS]]  1,000 feeds for 33 simulated days, and what servers say of it\
      """;

  private static final int PUSHES = 30;

  private Benchmarks() {}

  /// Runs one.
  public static void main(String[] words) throws Exception {
    Simulate.quiet();
    var all = List.of(words);
    var rest = all.stream().skip(1).map(Integer::valueOf).toList();
    switch (all.isEmpty() ? "" : all.getFirst()) {
      case "feeds" -> {
        cpu();
        memory(List.of());
      }
      case "cpu" -> cpu();
      case "memory" -> memory(rest);
      case "push" -> push();
      case "politeness" -> politeness(rest);
      default -> {
        System.err.println(USAGE);
        System.exit(64);
      }
    }
  }

  private static void cpu() throws IOException {
    var folder = folder();
    try {
      FeedCost.run(folder);
    } finally {
      delete(folder);
    }
  }

  private static void memory(List<Integer> feeds) throws IOException {
    for (var it : feeds.isEmpty() ? List.of(2_000, 20_000) : feeds) {
      FeedMemory.run(it);
    }
  }

  private static void push() throws Exception {
    var folder = folder();
    var times = new Spread();
    try (var stage = new PushStage(folder)) {
      stage.hub().verify(864_000);
      for (var i = 0; i < PUSHES; i++) {
        stage.write();
        var began = System.nanoTime();
        stage.hub().deliver("<rss/>");
        stage.posted();
        times.add((System.nanoTime() - began) / 1e6);
      }
    } finally {
      delete(folder);
    }
    System.out.printf(
        Locale.ROOT,
        "from the hub's call to the post at its network, %d times: median %.0f ms, most %.0f ms%n",
        PUSHES,
        times.median(),
        times.max());
  }

  private static void politeness(List<Integer> words) throws IOException {
    var feeds = words.isEmpty() ? 1_000 : words.getFirst();
    var days = words.size() < 2 ? 33 : words.get(1);
    var folder = folder();
    try {
      var file = folder.resolve("tidings.db");
      var score = PoliteMonth.run(feeds, Duration.ofDays(days), 1, file);
      System.out.println(score);
      score.violations().stream().limit(100).forEach(System.out::println);
      System.exit(score.violations().isEmpty() ? 0 : 1);
    } finally {
      delete(folder);
    }
  }

  static Path folder() throws IOException {
    return Files.createTempDirectory("tidings-bench-");
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var it : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(it);
      }
    }
  }
}
