// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.demo.FakeFault;
import org.tidings.outbox.DeliveryState;

/// The packaged daemon is stopped, or stands still, while a request is under way.
@Timeout(300)
class DaemonEndIT {
  /// What a request to an interface may take in all (`Request.Limits.API`).
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void start() throws Exception {
    stage = new Stage(folder);
    stage.configure("every = \"1s\"", "");
    stage.startAndRead();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void an_answer_that_comes_while_it_stops_is_recorded() throws Exception {
    stage.network().fail(new FakeFault.Delay(Duration.ofSeconds(3)));
    stage.blog().publish(1);
    stage.await("the post", () -> stage.network().ledger().size() == 1);
    assertThat(stage.daemon().stop()).isZero();
    assertThat(stage.published()).isEqualTo(1);
    assertThat(stage.daemon().log()).doesNotContain("status=unknown").doesNotContain("cut off");
  }

  @Test
  void a_server_that_is_silent_does_not_keep_it_from_stopping() throws Exception {
    stage.network().holdAnswers(true);
    stage.blog().publish(1);
    stage.await("the post", () -> stage.network().ledger().size() == 1);
    var began = System.nanoTime();
    assertThat(stage.daemon().stop()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(45));
    assertThat(stage.history())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.state()).isEqualTo(DeliveryState.UNKNOWN);
              assertThat(it.attempts()).isEqualTo(1);
              assertThat(it.reason()).isNotEmpty();
            });
    stage.network().holdAnswers(false);
    stage.daemon().restart();
    stage.await("the record", () -> stage.published() == 1);
    assertThat(stage.network().ledger()).hasSize(1);
  }

  @Test
  void a_process_that_stood_still_past_the_deadline_posts_once() throws Exception {
    stage.network().holdAnswers(true);
    stage.blog().publish(1);
    stage.await("the post", () -> stage.network().ledger().size() == 1);
    stage.daemon().signal("STOP");
    LockSupport.parkNanos(DEADLINE.plusSeconds(2).toNanos()); // the thing that is tested
    stage.network().holdAnswers(false);
    stage.daemon().signal("CONT");
    stage.await("the record", () -> stage.published() == 1);
    assertThat(stage.network().ledger()).hasSize(1);
    assertThat(stage.daemon().stop()).isZero();
  }

  @Test
  void a_second_instance_leaves_the_first_alone() throws Exception {
    assertThat(PackagedDaemon.run(folder, "run")).isEqualTo(75);
    assertThat(stage.daemon().log()).contains("another Tidings runs on");
    stage.blog().publish(1);
    stage.await("the post", () -> stage.published() == 1);
    assertThat(stage.network().ledger()).hasSize(1);
    assertThat(stage.daemon().stop()).isZero();
  }
}
