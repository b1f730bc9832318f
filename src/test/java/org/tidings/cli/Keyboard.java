// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;

/// An owner at a terminal: types a command, reads what it says. Configuration and state are in one
/// folder.
final class Keyboard {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path folder;

  Keyboard(Path folder) {
    this.folder = folder;
  }

  Path config() {
    return folder.resolve("tidings.toml");
  }

  Path state() {
    return folder.resolve("state");
  }

  /// Types a command and answers its exit code.
  int type(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Cli.run(
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false), words);
  }

  /// Types a command of this configuration and state.
  int tidings(String... words) {
    var places = Stream.of("--config", config().toString(), "--state", state().toString());
    return type(Stream.concat(Stream.of(words), places).toArray(String[]::new));
  }

  /// What the last command printed.
  String out() {
    return out.toString();
  }

  /// What the last command said beside that.
  String err() {
    return err.toString();
  }
}
