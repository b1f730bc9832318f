// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidings.simulation.Crew.Task;
import org.tidings.simulation.Simulate.Found;
import org.tidings.simulation.Simulation.Result;
import org.tidings.simulation.Simulation.Tally;

/// Never twice, never lost: the whole engine through bad days by the thousand. `scripts/simulate`
/// runs any number of them, and tells one seed's story.
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("tidings.seeds", 200);

  @BeforeAll
  static void prepare() {
    Simulate.quiet();
  }

  @AfterAll
  static void clear() {
    Simulate.loud();
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_copied_lost_or_invented(Kind kind) throws Exception {
    var tally = new AtomicReference<>(Tally.NONE);
    var broken = new AtomicReference<String>("");
    try (var crew = new Crew()) {
      crew.work(
          new Task(kind, Bug.NONE, 0, SEEDS),
          result -> {
            tally.accumulateAndGet(result.tally(), Tally::plus);
            if (!result.good()) {
              broken.set(story(result));
            }
            return result.good();
          });
    }
    assertThat(broken.get()).isEmpty();
    assertThat(tally.get().crashes()).as("processes died").isGreaterThan(SEEDS / 2);
    assertThat(tally.get().posts()).as("articles were posted").isGreaterThan(SEEDS);
  }

  @Test
  void each_planted_mistake_is_found_for_its_own_reason() {
    var found =
        Arrays.stream(Bug.values())
            .filter(it -> it != Bug.NONE)
            .parallel()
            .map(SimulationTest::find)
            .toList();
    assertThat(found).hasSizeGreaterThan(15).allMatch(Found::isRight);
  }

  private static Found find(Bug bug) {
    try {
      var folder = Crew.folder();
      try {
        return Simulate.find(bug, folder);
      } finally {
        Crew.delete(folder);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_same_seed_tells_the_same_story(Kind kind, @TempDir Path folder) {
    var lines = 0;
    for (var seed = 0; seed < 3; seed++) {
      var once = Simulation.run(kind, Bug.NONE, seed, folder);
      var again = Simulation.run(kind, Bug.NONE, seed, folder);
      assertThat(again.trace()).isEqualTo(once.trace());
      lines += once.trace().size();
    }
    assertThat(lines).as("events were told").isGreaterThan(45);
  }

  /// A mistake may keep files of its own.
  @Test
  void a_story_does_not_depend_on_the_one_before(@TempDir Path folder, @TempDir Path other) {
    for (var seed = 0; seed < 60; seed++) {
      var after = Simulation.run(Kind.NONE, Bug.UNSYNCED, seed, folder);
      if (after.trace().stream().anyMatch(it -> it.contains("CRASH 1 at point 1:"))) {
        var alone = Simulation.run(Kind.NONE, Bug.UNSYNCED, seed, other);
        assertThat(after.trace()).isEqualTo(alone.trace());
        return;
      }
    }
    throw new AssertionError("no run died at once");
  }

  private static String story(Result result) {
    return "seed %d, %s:%n%s"
        .formatted(result.seed(), result.kind(), String.join("\n", result.trace()));
  }
}
