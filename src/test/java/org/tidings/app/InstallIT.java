// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/install --root`: the files of an installation, as a packager lays them out.
@Timeout(120)
class InstallIT {
  @TempDir Path root;

  @BeforeEach
  void install() throws Exception {
    assertThat(run()).contains("installed. Next:");
  }

  @Test
  void program_unit_and_manual_are_in_their_places() throws IOException {
    assertThat(root.resolve("usr/lib/tidings/tidings.jar")).isRegularFile();
    assertThat(root.resolve("usr/lib/tidings/launch")).isExecutable();
    assertThat(root.resolve("usr/lib/tidings/libsqlitejdbc.so")).isRegularFile();
    assertThat(root.resolve("usr/bin/tidings").toRealPath())
        .isEqualTo(root.resolve("usr/lib/tidings/launch").toRealPath());
    assertThat(root.resolve("etc/systemd/system/tidings.service"))
        .hasSameBinaryContentAs(Path.of("conf/tidings.service"));
    assertThat(root.resolve("usr/share/doc/tidings/manual.md")).isRegularFile();
    assertThat(mode("var/lib/tidings")).isEqualTo("rwx------");
    assertThat(mode("etc/tidings")).isEqualTo("rwxr-x---");
  }

  @Test
  void again_it_upgrades_and_touches_neither_configuration_nor_state() throws Exception {
    Files.writeString(root.resolve("etc/tidings/tidings.toml"), "mine");
    Files.writeString(root.resolve("var/lib/tidings/tidings.db"), "memory");
    Files.writeString(root.resolve("usr/lib/tidings/lib/left-over.jar"), "old");
    assertThat(run()).contains("upgraded");
    assertThat(root.resolve("etc/tidings/tidings.toml")).hasContent("mine");
    assertThat(root.resolve("var/lib/tidings/tidings.db")).hasContent("memory");
    assertThat(root.resolve("usr/lib/tidings/lib/left-over.jar")).doesNotExist();
    assertThat(root.resolve("usr/lib/tidings.old")).doesNotExist();
  }

  @Test
  void remove_takes_the_program_away_and_leaves_configuration_and_state() throws Exception {
    Files.writeString(root.resolve("etc/tidings/tidings.toml"), "mine");
    Files.writeString(root.resolve("var/lib/tidings/tidings.db"), "memory");
    assertThat(run("--remove")).contains("kept:");
    assertThat(root.resolve("usr/lib/tidings")).doesNotExist();
    assertThat(root.resolve("usr/bin/tidings")).doesNotExist();
    assertThat(root.resolve("etc/systemd/system/tidings.service")).doesNotExist();
    assertThat(root.resolve("etc/tidings/tidings.toml")).hasContent("mine");
    assertThat(root.resolve("var/lib/tidings/tidings.db")).hasContent("memory");
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(path)));
  }

  private String run(String... more) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("scripts/install"));
    command.addAll(List.of(more));
    command.addAll(List.of("--root", root.toString()));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
