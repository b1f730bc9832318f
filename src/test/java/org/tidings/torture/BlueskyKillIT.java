// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.channel.bluesky.BlueskyPds;

/// The packaged daemon, killed while it posts to a real Bluesky server: one record an article.
@Timeout(900)
class BlueskyKillIT {
  private static final int KILLS = 50;

  @TempDir Path folder;

  @Test
  void a_killed_daemon_makes_one_record_of_each_article() throws Exception {
    try (var pds = BlueskyPds.start(Files.createDirectory(folder.resolve("pds")))) {
      var tally =
          Run.of(
              Plan.of(1, KILLS, List.of(Kind.RECORD_KEY)),
              Files.createDirectory(folder.resolve("daemon")),
              Torture.canTrace(),
              Map.of(Kind.RECORD_KEY, (steps, seed) -> Account.pds(pds, steps, seed)));
      assertThat(tally.mistakes()).isEmpty();
      assertThat(tally.kills()).isEqualTo(KILLS);
      assertThat(tally.unknown()).isZero();
      assertThat(tally.out()).isGreaterThan(KILLS);
      System.getLogger(getClass().getName())
          .log(System.Logger.Level.INFO, "{0} kills, {1} records", tally.kills(), tally.out());
    }
  }
}
