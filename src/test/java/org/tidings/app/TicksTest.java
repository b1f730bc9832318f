// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void fires_again_and_again_even_after_a_failure() throws Exception {
    var fires = new CountDownLatch(3);
    try (var ticks = new Ticks()) {
      ticks.every(
          Duration.ofMillis(5),
          "a",
          () -> {
            fires.countDown();
            throw new IllegalStateException("a bug");
          });
      ticks.start();
      assertThat(fires.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
