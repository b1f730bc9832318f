// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescueFileTest {
  @TempDir Path folder;

  @Test
  void keeps_lines_in_room_that_was_set_aside() throws IOException {
    var file = new RescueFile(folder.resolve("rescue"));
    assertThat(file.read()).isEmpty();
    assertThat(file.keep("nothing was set aside yet")).isFalse();
    file.reserve();
    var size = Files.size(folder.resolve("rescue"));
    assertThat(file.keep("one")).isTrue();
    assertThat(file.keep("größer")).isTrue();
    assertThat(Files.size(folder.resolve("rescue"))).isEqualTo(size);
    assertThat(new RescueFile(folder.resolve("rescue")).read()).containsExactly("one", "größer");
    file.reserve();
    assertThat(file.read()).isEmpty();
  }

  @Test
  void a_line_that_was_cut_off_says_nothing() throws IOException {
    Files.writeString(folder.resolve("rescue"), "whole\ncut of\0\0\0\0");
    assertThat(new RescueFile(folder.resolve("rescue")).read()).containsExactly("whole");
  }

  @Test
  void says_when_there_is_no_more_room() {
    var file = new RescueFile(folder.resolve("rescue"));
    file.reserve();
    assertThat(file.keep("x".repeat(60_000))).isTrue();
    assertThat(file.keep("x".repeat(10_000))).isFalse();
    assertThat(file.keep("short")).isTrue();
  }
}
