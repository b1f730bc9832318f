// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.cli.Cli;

/// One bit of the database is wrong: it is refused, or it does not matter; never is something sent
/// again.
class FlippedBitsTest {
  private static final int FLIPS = 200;
  private static final int POSTS = 3;

  @TempDir Path folder;

  @Test
  void no_wrong_bit_makes_a_post_go_out_again() throws Exception {
    try (var stage = new Stage(folder)) {
      stage.configure("every = \"1s\"", "");
      once();
      stage.blog().publish(POSTS);
      stage.await("the posts", () -> once() == 0 && stage.network().ledger().size() == POSTS);
      var whole = Files.readAllBytes(stage.database());
      var refused = 0;
      for (var seed = 0; seed < FLIPS; seed++) {
        flip(whole, seed, stage);
        refused += once() == 74 ? 1 : 0;
        assertThat(stage.network().ledger()).as("after flip " + seed).hasSize(POSTS);
      }
      assertThat(refused).as("flips that were noticed").isPositive();
    }
  }

  private static void flip(byte[] whole, int seed, Stage stage) throws IOException {
    var random = new SplittableRandom(seed);
    var bytes = whole.clone();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    Files.deleteIfExists(stage.state().resolve("tidings.db-wal"));
    Files.deleteIfExists(stage.state().resolve("tidings.db-shm"));
    Files.write(stage.database(), bytes);
  }

  private int once() {
    return Cli.run(
        "once",
        "--config",
        folder.resolve("tidings.toml").toString(),
        "--state",
        folder.resolve("state").toString());
  }
}
