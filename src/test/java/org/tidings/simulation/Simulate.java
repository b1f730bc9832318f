// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;
import org.tidings.simulation.Crew.Task;
import org.tidings.simulation.Simulation.Result;
import org.tidings.simulation.Simulation.Tally;

/// `scripts/simulate`: any number of runs, a table by class, and the story of each run
/// that broke the promise, in a file.
public final class Simulate {
  private static final String USAGE =
      """
      simulate [--seeds N] [--from S] [--class KIND] [--bug BUG] [--traces FOLDER]
        runs N seeds per class (100), the first being S (0)
      simulate --seed S [--class KIND] [--bug BUG]
        runs that one, and writes its story
      simulate --bugs [BUG…]
        shows that each planted mistake is found\
      """;

  /// A planted mistake must be found in so many seeds.
  static final int PATIENCE = 1_000;

  private final Options options;
  private final AtomicLong done = new AtomicLong();
  private final long began = System.nanoTime();

  private Simulate(Options options) {
    this.options = options;
  }

  /// What was asked for.
  private record Options(
      long from, long seeds, boolean tell, Optional<Kind> kind, Bug bug, Path traces) {
    static Options parse(List<String> words) {
      var options =
          new Options(0, 100, false, Optional.empty(), Bug.NONE, Path.of("target/traces"));
      if (words.size() % 2 != 0) {
        throw new IllegalArgumentException(USAGE);
      }
      for (var i = 0; i < words.size(); i += 2) {
        options = options.with(words.get(i), words.get(i + 1));
      }
      return options;
    }

    private Options with(String name, String value) {
      return switch (name) {
        case "--seeds" -> new Options(from, Long.parseLong(value), tell, kind, bug, traces);
        case "--from" -> new Options(Long.parseLong(value), seeds, tell, kind, bug, traces);
        case "--seed" -> new Options(Long.parseLong(value), 1, true, kind, bug, traces);
        case "--class" ->
            new Options(from, seeds, tell, Optional.of(Kind.valueOf(upper(value))), bug, traces);
        case "--bug" -> new Options(from, seeds, tell, kind, Bug.valueOf(upper(value)), traces);
        case "--traces" -> new Options(from, seeds, tell, kind, bug, Path.of(value));
        default -> throw new IllegalArgumentException("no such option: " + name + "\n" + USAGE);
      };
    }

    private static String upper(String word) {
      return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    List<Kind> kinds() {
      return kind.map(List::of).orElse(List.of(Kind.values()));
    }
  }

  /// Runs; ends with 1 if the promise was broken, or a planted mistake was not found.
  public static void main(String[] words) throws Exception {
    quiet();
    var all = List.of(words);
    if (all.contains("--help") || all.contains("-h")) {
      System.out.println(USAGE);
      return;
    }
    var good =
        (!all.isEmpty() && all.getFirst().equals("--bugs"))
            ? bugs(all.subList(1, all.size()))
            : new Simulate(Options.parse(all)).run().broken() == 0;
    System.exit(good ? 0 : 1);
  }

  /// Runs log thousands of warnings, and each is as it should be.
  public static void quiet() {
    ((Logger) LoggerFactory.getLogger("org.tidings")).setLevel(Level.OFF);
  }

  /// As it was.
  public static void loud() {
    ((Logger) LoggerFactory.getLogger("org.tidings")).setLevel(null);
  }

  private Tally run() throws Exception {
    System.out.println(
        "class                    runs    posts  crashes  unknown  expired  broken " + " runs/s");
    var all = Tally.NONE;
    try (var crew = new Crew()) {
      for (var kind : options.kinds()) {
        all = all.plus(run(crew, kind));
      }
    }
    row("all", all, began);
    return all;
  }

  private Tally run(Crew crew, Kind kind) throws Exception {
    var start = System.nanoTime();
    var tally = new AtomicReference<>(Tally.NONE);
    crew.work(
        new Task(kind, options.bug(), options.from(), options.seeds()),
        result -> {
          tally.accumulateAndGet(result.tally(), Tally::plus);
          tell(result);
          return true;
        });
    row(kind.toString(), tally.get(), start);
    return tally.get();
  }

  private static void row(String kind, Tally tally, long since) {
    System.out.printf(
        Locale.ROOT,
        "%-22s %6d %8d %8d %8d %8d %7d %7.0f%n",
        kind,
        tally.runs(),
        tally.posts(),
        tally.crashes(),
        tally.unknown(),
        tally.expired(),
        tally.broken(),
        tally.runs() * 1e9 / (System.nanoTime() - since));
  }

  private void tell(Result result) {
    var count = done.incrementAndGet();
    if (count % 200 == 0) {
      var seconds = (System.nanoTime() - began) / 1e9;
      System.err.printf(Locale.ROOT, "  %d runs, %.0f a second …\r", count, count / seconds);
    }
    if (options.tell() || !result.good()) {
      var file = write(result);
      System.out.printf(
          "seed %d, %s: %s; its story: %s%n",
          result.seed(),
          result.kind(),
          result.good() ? "good" : result.violations().getFirst(),
          file);
    }
  }

  private Path write(Result result) {
    var name = "%s-%d.txt".formatted(result.kind(), result.seed());
    try {
      Files.createDirectories(options.traces());
      return Files.write(options.traces().resolve(name), result.trace());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// How a planted mistake was found.
  record Found(Bug bug, long seeds, Optional<Result> by) {
    boolean isRight() {
      return by.filter(it -> bug.breaks().contains(it.violations().getFirst().how())).isPresent();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-24s %-22s %5d  %s",
          bug,
          bug.kind(),
          seeds,
          by.map(it -> it.violations().getFirst().how() + ": " + it.violations().getFirst().what())
              .orElse("NOT FOUND"));
    }
  }

  /// Looks for a planted mistake, seed by seed.
  static Found find(Bug bug, Path folder) {
    for (var seed = 0; seed < PATIENCE; seed++) {
      var result = Simulation.run(bug.kind(), bug, seed, folder);
      if (!result.good()) {
        return new Found(bug, seed + 1, Optional.of(result));
      }
    }
    return new Found(bug, PATIENCE, Optional.empty());
  }

  private static boolean bugs(List<String> only) throws IOException {
    System.out.println(
        "mistake                  class                  seeds  first broken promise");
    var folder = Crew.folder();
    try {
      return Arrays.stream(Bug.values())
          .filter(it -> it != Bug.NONE && (only.isEmpty() || only.contains(it.toString())))
          .map(it -> find(it, folder))
          .peek(it -> System.out.println(it + (it.isRight() ? "" : "  NOT THE RIGHT ONE")))
          .map(Found::isRight)
          .reduce(true, Boolean::logicalAnd);
    } finally {
      Crew.delete(folder);
    }
  }
}
