// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.outbox.DeliveryState;

/// The packaged daemon on a state that is damaged, or older than what was sent from it: it says
/// what to do, and sends nothing that may be out.
@Timeout(300)
class DamagedStateIT {
  private static final int POSTS = 3;

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
  void a_truncated_database_is_refused() throws Exception {
    postAndStop();
    try (var file = new RandomAccessFile(stage.database().toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    assertThat(PackagedDaemon.run(folder, "run")).isEqualTo(74);
    assertThat(stage.daemon().log()).contains("is damaged").contains("Restore a backup");
    assertThat(stage.network().ledger()).hasSize(POSTS);
  }

  @Test
  void a_state_that_others_may_read_is_refused() throws Exception {
    postAndStop();
    Files.setPosixFilePermissions(stage.state(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(PackagedDaemon.run(folder, "run")).isEqualTo(74);
    assertThat(stage.daemon().log()).contains("chmod 700");
    assertThat(stage.network().ledger()).hasSize(POSTS);
  }

  @Test
  void a_database_whose_log_was_deleted_sends_nothing_again() throws Exception {
    post();
    stage.daemon().kill();
    Files.delete(stage.state().resolve("tidings.db-wal"));
    Files.deleteIfExists(stage.state().resolve("tidings.db-shm"));
    restartsWithoutSending();
  }

  @Test
  void an_older_copy_of_the_database_sends_nothing_again() throws Exception {
    assertThat(stage.daemon().stop()).isZero();
    var copy = folder.resolve("copy.db");
    Files.copy(stage.database(), copy);
    stage.startAndRead();
    postAndStop();
    Files.copy(copy, stage.database(), StandardCopyOption.REPLACE_EXISTING);
    restartsWithoutSending();
    stage.await("the articles to be held", () -> held() == POSTS);
  }

  private void restartsWithoutSending() throws IOException {
    stage.startAndRead();
    assertThat(stage.daemon().log()).contains("status=restored");
    assertThat(stage.network().ledger()).hasSize(POSTS);
  }

  private long held() {
    return stage.history().stream().filter(it -> it.state() == DeliveryState.HELD).count();
  }

  private void post() {
    stage.blog().publish(POSTS);
    stage.await("the posts", () -> stage.published() == POSTS);
  }

  private void postAndStop() throws InterruptedException {
    post();
    assertThat(stage.daemon().stop()).isZero();
  }
}
