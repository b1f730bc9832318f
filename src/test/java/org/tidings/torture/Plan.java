// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// When the daemon is killed in one run. The same seed gives the same plan.
///
/// @param blows one after the other; the daemon is started again before each
record Plan(long seed, List<Blow> blows) {
  /// Polling a few articles and posting them takes about so long.
  private static final int WORK_MILLIS = 700;

  /// A start goes on for a little longer than to its first poll.
  private static final int START_PERMILLE = 1_100;

  /// One life does about so many syncs and writes on a thread.
  private static final int SYNCS = 12;

  private static final int WRITES = 40;

  /// One kill.
  ///
  /// @param articles that are published before
  record Blow(int articles, Moment moment) {}

  /// When the daemon dies.
  sealed interface Moment {
    /// While it starts, and finds out what the life before left.
    ///
    /// @param permille of the time that a start takes here
    record Starting(int permille) implements Moment {}

    /// So long after it read the feed with the articles.
    record Working(int millis) implements Moment {}

    /// When a request of a channel is there.
    record At(Kind kind, Point point) implements Moment {}

    /// Instead of the nth such system call of one of its threads.
    record Writing(String call, int nth) implements Moment {
      /// What starts the daemon so that this kills it.
      List<String> strace() {
        return List.of(
            "strace",
            "-D", // the daemon is our child, and strace its grandchild
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-o",
            "/dev/null",
            "-e",
            "trace=" + call,
            "-e",
            "inject=" + call + ":signal=KILL:when=" + nth);
      }
    }

    /// What it is called if the moment did not come, and the daemon was killed at last.
    String NEVER = "its moment never came";

    /// For the summary.
    default String name() {
      return switch (this) {
        case Starting _ -> "while it starts";
        case Working _ -> "at a random time of its work";
        case At(_, var point) -> point.words();
        case Writing _ -> "inside a disk write";
      };
    }
  }

  static Plan of(long seed, int kills) {
    return of(seed, kills, List.of(Kind.values()));
  }

  /// A plan for accounts of these kinds.
  static Plan of(long seed, int kills, List<Kind> kinds) {
    var random = new SplittableRandom(seed);
    var blows = new ArrayList<Blow>();
    while (blows.size() < kills) {
      blows.addAll(next(random, kinds));
    }
    return new Plan(seed, List.copyOf(blows.subList(0, kills)));
  }

  private static List<Blow> next(SplittableRandom random, List<Kind> kinds) {
    var articles = 1 + random.nextInt(3);
    return switch (random.nextInt(10)) {
      case 0 -> List.of(new Blow(0, new Moment.Starting(random.nextInt(START_PERMILLE))));
      case 1, 2, 3 -> List.of(new Blow(articles, new Moment.Working(random.nextInt(WORK_MILLIS))));
      case 4, 5 -> List.of(new Blow(articles, writing(random)));
      default -> at(random, kinds, articles);
    };
  }

  private static Moment writing(SplittableRandom random) {
    return random.nextBoolean()
        ? new Moment.Writing("fsync", 1 + random.nextInt(SYNCS))
        : new Moment.Writing("pwrite64", 1 + random.nextInt(WRITES));
  }

  private static List<Blow> at(SplittableRandom random, List<Kind> kinds, int articles) {
    var kind = one(random, kinds);
    var point = one(random, List.of(Point.values()));
    if (point != Point.ASKED) {
      return List.of(new Blow(articles, new Moment.At(kind, point)));
    }
    // It looks for a post only if it lost an answer; and where nobody can be asked it never does.
    var lost = new Blow(articles, new Moment.At(kind, Point.STORED));
    return kind.provable()
        ? List.of(lost, new Blow(0, new Moment.At(kind, Point.ASKED)))
        : List.of(lost);
  }

  private static <T> T one(SplittableRandom random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
