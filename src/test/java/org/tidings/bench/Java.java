// SPDX-License-Identifier: Apache-2.0
package org.tidings.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Another process of the Java that we run on.
final class Java {
  private Java() {}

  /// The flags that we run with: `scripts/bench` gives those of the packaged program.
  static List<String> ownFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(it -> it.startsWith("-X"))
        .toList();
  }

  static Process start(Class<?> main, String... flagsThenWords) throws IOException {
    var flags = new ArrayList<String>();
    var words = new ArrayList<String>();
    for (var it : flagsThenWords) {
      (it.startsWith("-X") ? flags : words).add(it);
    }
    var line =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    line.addAll(flags);
    line.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
    line.add(main.getName());
    line.addAll(words);
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
