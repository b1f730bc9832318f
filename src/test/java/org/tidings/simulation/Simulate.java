// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;
import org.tidings.simulation.Simulation.Mode;
import org.tidings.simulation.Simulation.Result;

/// `scripts/simulate`: any number of runs, a table by class, and the story of each run that broke
/// the promise.
///
/// - `--seeds N`: so many per class and mode (100)
/// - `--seed S`: only this one, and its story
/// - `--from S`: the first of them (0)
/// - `--class KIND`, `--bug BUG`: only that class; with that mistake planted
public final class Simulate {
  private final Options options;
  private final AtomicLong done = new AtomicLong();

  private Simulate(Options options) {
    this.options = options;
  }

  /// What was asked for.
  private record Options(long from, long seeds, boolean tell, Optional<Kind> kind, Bug bug) {
    static Options parse(String... words) {
      var options = new Options(0, 100, false, Optional.empty(), Bug.NONE);
      for (var i = 0; i + 1 < words.length; i += 2) {
        options = options.with(words[i], words[i + 1]);
      }
      return options;
    }

    private Options with(String name, String value) {
      return switch (name) {
        case "--seeds" -> new Options(from, Long.parseLong(value), tell, kind, bug);
        case "--from" -> new Options(Long.parseLong(value), seeds, tell, kind, bug);
        case "--seed" -> new Options(Long.parseLong(value), 1, true, kind, bug);
        case "--class" ->
            new Options(from, seeds, tell, Optional.of(Kind.valueOf(upper(value))), bug);
        case "--bug" -> new Options(from, seeds, tell, kind, Bug.valueOf(upper(value)));
        default -> throw new IllegalArgumentException("no such option: " + name);
      };
    }

    private static String upper(String word) {
      return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    List<Kind> kinds() {
      return kind.map(List::of).orElse(List.of(Kind.values()));
    }
  }

  /// Runs; ends with 1 if the promise was broken.
  public static void main(String[] words) throws Exception {
    quiet();
    var broken = new Simulate(Options.parse(words)).run();
    System.exit(broken == 0 ? 0 : 1);
  }

  /// Runs log thousands of warnings, and each is as it should be.
  static void quiet() {
    ((Logger) LoggerFactory.getLogger("org.tidings")).setLevel(Level.OFF);
  }

  static void loud() {
    ((Logger) LoggerFactory.getLogger("org.tidings")).setLevel(null);
  }

  /// A folder in memory where there is one: every commit of every run is synced.
  static Path folder() throws IOException {
    var memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "tidings-simulation-")
        : Files.createTempDirectory("tidings-simulation-");
  }

  private long run() throws Exception {
    System.out.println("class                  mode       runs     posts  crashes  broken");
    var began = System.nanoTime();
    var broken = 0L;
    for (var kind : options.kinds()) {
      for (var mode : Mode.values()) {
        broken += run(kind, mode);
      }
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d runs in %.0f s, %.0f a second; broken: %d%n",
        done.get(),
        seconds,
        done.get() / seconds,
        broken);
    return broken;
  }

  private long run(Kind kind, Mode mode) throws Exception {
    var tally = new Tally();
    var workers = Runtime.getRuntime().availableProcessors();
    try (var threads = Executors.newFixedThreadPool(workers)) {
      var parts = new ArrayList<Future<?>>();
      for (var worker = 0; worker < workers; worker++) {
        var first = options.from() + worker;
        parts.add(threads.submit(() -> work(kind, mode, first, workers, tally)));
      }
      for (var part : parts) {
        await(part);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-22s %-9s %6d  %8d %8d  %6d%n",
        kind,
        mode,
        options.seeds(),
        tally.posts,
        tally.crashes,
        tally.broken);
    return tally.broken;
  }

  private static void await(Future<?> part) throws InterruptedException {
    try {
      part.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Void work(Kind kind, Mode mode, long first, int stride, Tally tally) throws IOException {
    var folder = folder();
    try {
      var fresh = Simulation.fresh(options.bug(), folder);
      for (var seed = first; seed < options.from() + options.seeds(); seed += stride) {
        var result = Simulation.run(kind, mode, options.bug(), seed, fresh, folder);
        tally.add(result);
        tell(result);
      }
      return null;
    } finally {
      delete(folder);
    }
  }

  private void tell(Result result) {
    if (done.incrementAndGet() % 500 == 0) {
      System.err.printf("  %d runs …\r", done.get());
    }
    if (options.tell() || !result.good()) {
      System.out.printf("seed %d, %s, %s%n", result.seed(), result.kind(), result.mode());
      result.trace().forEach(it -> System.out.println("  " + it));
    }
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  private static final class Tally {
    private long posts;
    private long crashes;
    private long broken;

    synchronized void add(Result result) {
      posts += result.posts();
      crashes += result.crashes();
      broken += result.good() ? 0 : 1;
    }
  }
}
