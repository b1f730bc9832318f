// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tidings.Required;

/// The systemd unit, as systemd itself judges it.
class ServiceUnitTest {
  private static final String UNIT = Path.of("conf/tidings.service").toAbsolutePath().toString();

  @Test
  void systemd_finds_nothing_wrong_with_the_unit() throws Exception {
    Required.program("systemd-analyze");
    // An unknown key is only a warning there, so the words are read, not the exit code. The program
    // is not installed on the machine that builds.
    assertThat(output("systemd-analyze", "verify", UNIT).lines())
        .filteredOn(it -> !it.contains("/usr/lib/tidings/launch"))
        .isEmpty();
  }

  /// 1.1 on systemd 252: all that a JVM bears (MemoryDenyWriteExecute it does not).
  @Test
  void the_unit_is_hardened_as_far_as_a_jvm_bears() throws Exception {
    Required.program("systemd-analyze");
    var process =
        new ProcessBuilder("systemd-analyze", "security", "--offline=true", "--threshold=15", UNIT)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private static String output(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
