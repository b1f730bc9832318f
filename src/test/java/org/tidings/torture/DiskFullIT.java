// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.Required;

/// The packaged daemon on a disk that fills up: a small tmpfs.
@Timeout(300)
class DiskFullIT {
  /// MiB; more than the 64 below which nothing new begins.
  private static final int SIZE = 96;

  @TempDir Path folder;
  private Path disk;
  private Stage stage;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("state"));
    var mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE + "m", "tmpfs", disk.toString());
    Required.that(mounted, "only root may mount a tmpfs");
    Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwx------"));
    stage = new Stage(folder);
    stage.configure("every = \"1s\"", "");
    stage.startAndRead();
  }

  @AfterEach
  void unmount() throws Exception {
    if (stage != null) {
      stage.daemon().kill();
      stage.close();
      run("umount", disk.toString());
    }
  }

  @Test
  void nothing_begins_on_a_disk_that_is_nearly_full_and_it_goes_on_when_there_is_room()
      throws Exception {
    fill(SIZE - 30);
    stage.blog().publish(1);
    stage.await("the word", () -> stage.daemon().log().contains("status=disk-low"));
    var reads = stage.blog().reads();
    assertThat(stage.network().ledger()).isEmpty();
    assertThat(PackagedDaemon.run(folder, "status")).as("the owner is told").isEqualTo(69);
    assertThat(stage.blog().reads()).as("polls").isLessThanOrEqualTo(reads + 1);
    Files.delete(disk.resolve("filler"));
    stage.await("the post", () -> stage.published() == 1);
    assertThat(stage.network().ledger()).hasSize(1);
  }

  @Test
  void an_answer_that_comes_when_the_disk_is_full_is_kept() throws Exception {
    stage.network().holdAnswers(true);
    stage.blog().publish(1);
    stage.await("the post", () -> stage.network().ledger().size() == 1);
    fill(SIZE);
    stage.network().holdAnswers(false);
    assertThat(stage.daemon().await(Duration.ofSeconds(60))).isEqualTo(74);
    assertThat(stage.daemon().log()).contains("free some disk space");
    Files.delete(disk.resolve("filler"));
    stage.daemon().restart();
    stage.await("the record", () -> stage.published() == 1);
    assertThat(stage.network().ledger()).hasSize(1);
  }

  /// Writes until so much is taken, or nothing more fits.
  private void fill(int mebibytes) throws IOException {
    try (var out = Files.newOutputStream(disk.resolve("filler"))) {
      for (var i = 0; i < mebibytes * 256; i++) {
        out.write(new byte[4096]);
      }
    } catch (IOException e) {
      assertThat(disk.toFile().getUsableSpace()).as("full: " + e.getMessage()).isLessThan(4096);
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}
