// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidings.simulation.Simulation.Mode;
import org.tidings.simulation.Simulation.Result;

/// Never twice, never lost: the whole engine through bad days by the thousand. `scripts/simulate`
/// runs any number of them, and tells one seed's story.
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("tidings.seeds", 100);

  /// A planted mistake must be found in so many.
  private static final int PATIENCE = 1_000;

  private static Path folder = Path.of("");

  @BeforeAll
  static void prepare() throws IOException {
    Simulate.quiet();
    folder = Simulate.folder();
  }

  @AfterAll
  static void clear() throws IOException {
    Simulate.loud();
    Simulate.delete(folder);
  }

  static Stream<Arguments> classes() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Mode.values()).map(mode -> Arguments.of(kind, mode)));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void nothing_is_copied_lost_or_invented(Kind kind, Mode mode) {
    var fresh = Simulation.fresh(Bug.NONE, folder);
    var crashes = 0;
    var posts = 0;
    for (var seed = 0; seed < SEEDS; seed++) {
      var result = Simulation.run(kind, mode, Bug.NONE, seed, fresh, folder);
      assertThat(result.violations()).as(() -> story(result)).isEmpty();
      crashes += result.crashes();
      posts += result.posts();
    }
    assertThat(crashes).as("processes died").isGreaterThan(SEEDS / 2);
    assertThat(posts).as("articles were posted").isGreaterThan(SEEDS);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_planted_mistake_is_found(Bug bug) {
    var fresh = Simulation.fresh(bug, folder);
    for (var seed = 0; seed < PATIENCE; seed++) {
      if (!Simulation.run(bug.kind(), Mode.LIVENESS, bug, seed, fresh, folder).good()) {
        return;
      }
    }
    throw new AssertionError(bug + " was not found in " + PATIENCE + " runs");
  }

  @Test
  void the_same_seed_tells_the_same_story() {
    var fresh = Simulation.fresh(Bug.NONE, folder);
    for (var seed : List.of(1L, 2L, 3L)) {
      var once = Simulation.run(Kind.READ_BACK, Mode.LIVENESS, Bug.NONE, seed, fresh, folder);
      var again = Simulation.run(Kind.READ_BACK, Mode.LIVENESS, Bug.NONE, seed, fresh, folder);
      assertThat(again.trace()).isEqualTo(once.trace());
      assertThat(once.trace()).hasSizeGreaterThan(20);
    }
  }

  private static String story(Result result) {
    return "seed %d, %s, %s:%n%s"
        .formatted(result.seed(), result.kind(), result.mode(), String.join("\n", result.trace()));
  }
}
