// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;

/// `scripts/torture`: many runs, and what came of them.
///
/// - `--runs N`: so many (10)
/// - `--seed S`: of the first one; the next has the next (1)
/// - `--kills K`: in each run (20)
/// - `--at-once M`: so many runs side by side (2)
public final class Torture {
  private long seed = 1;
  private int runs = 10;
  private int kills = 20;
  private int atOnce = 2;

  private Torture(List<String> words) {
    for (var i = 0; i + 1 < words.size(); i += 2) {
      var value = Integer.parseInt(words.get(i + 1));
      switch (words.get(i)) {
        case "--runs" -> runs = value;
        case "--seed" -> seed = value;
        case "--kills" -> kills = value;
        case "--at-once" -> atOnce = value;
        default -> throw new IllegalArgumentException("no such option: " + words.get(i));
      }
    }
  }

  /// Runs; ends with 1 if the promise was broken.
  public static void main(String[] words) throws Exception {
    quiet();
    System.exit(new Torture(List.of(words)).run() ? 0 : 1);
  }

  /// The tests' own log: what is told of the daemon's is in its own.
  static void quiet() {
    ((Logger) LoggerFactory.getLogger("org.tidings")).setLevel(Level.OFF);
  }

  /// Whether strace may follow a process here.
  static boolean canTrace() throws IOException, InterruptedException {
    try {
      return new ProcessBuilder("strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private boolean run() throws Exception {
    var strace = canTrace();
    if (!strace) {
      say("strace is missing or not allowed: no kills inside disk writes");
    }
    var began = System.nanoTime();
    var sum = Tally.none();
    try (var threads = Executors.newFixedThreadPool(atOnce)) {
      var ended = new ExecutorCompletionService<Tally>(threads);
      for (var i = 0; i < runs; i++) {
        var plan = Plan.of(seed + i, kills);
        ended.submit(told(plan, strace));
      }
      for (var i = 0; i < runs; i++) {
        sum = sum.plus(ended.take().get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the torture itself failed", e.getCause());
    }
    summary(sum, (System.nanoTime() - began) / 1e9);
    return sum.mistakes().isEmpty();
  }

  private static Callable<Tally> told(Plan plan, boolean strace) {
    return () -> {
      var folder = Files.createTempDirectory("tidings-torture-");
      var tally = played(plan, folder, strace);
      say(
          "seed %d: %d kills, %d posts, %d unknown, %d wrong, %.0f s"
              .formatted(
                  plan.seed(),
                  tally.kills(),
                  tally.out(),
                  tally.unknown(),
                  tally.mistakes().size(),
                  tally.seconds()));
      if (tally.mistakes().isEmpty()) {
        delete(folder);
      } else {
        tally.mistakes().forEach(it -> say("  " + it));
        say("  everything is in " + folder);
      }
      return tally;
    };
  }

  /// A run that does not end is wrong, but must not hide what the others show.
  private static Tally played(Plan plan, Path folder, boolean strace) throws InterruptedException {
    try {
      return Run.of(plan, folder, strace, Account.fakes());
    } catch (IOException | RuntimeException | AssertionError e) {
      return Tally.none().and(List.of("it did not end: " + e), Map.of(), 0);
    }
  }

  private void summary(Tally sum, double seconds) {
    say("");
    say("class         posts  copied    lost phantom  unknown: out, not out, needless");
    sum.rows()
        .forEach(
            (kind, row) ->
                say(
                    "%-12s %6d %7d %7d %7d %13d %8d %9d"
                        .formatted(
                            kind.id(),
                            row.out(),
                            row.copied(),
                            row.lost(),
                            row.phantom(),
                            row.unknownOut(),
                            row.unknownNot(),
                            row.overParked())));
    say("");
    sum.moments().forEach((name, count) -> say("%6d killed: %s".formatted(count, name)));
    say("");
    say(
        "%d runs from seed %d, %d kills, %d posts, %d wrong, %.0f s"
            .formatted(runs, seed, sum.kills(), sum.out(), sum.mistakes().size(), seconds));
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
        Files.delete(file);
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
