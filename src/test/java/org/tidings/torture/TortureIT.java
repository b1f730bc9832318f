// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A short run of what `scripts/torture` does for hours.
@Timeout(600)
class TortureIT {
  /// Kills at every kind of moment; `PlanTest` says that a seed stays what it is.
  private static final Plan PLAN = Plan.of(5, 10);

  @TempDir Path folder;

  @Test
  void a_daemon_that_is_killed_again_and_again_posts_each_article_once() throws Exception {
    var tally = Run.of(PLAN, folder, Torture.canTrace(), Account.fakes());
    assertThat(tally.mistakes()).isEmpty();
    assertThat(tally.kills()).isEqualTo(10);
    assertThat(tally.out()).isGreaterThan(20);
  }
}
