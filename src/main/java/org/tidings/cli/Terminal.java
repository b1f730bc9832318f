// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a command prints to. Results go to standard output, everything else to standard error, so
/// that output can be piped. Coloured only on a terminal, and not with `NO_COLOR` (no-color.org).
final class Terminal {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean coloured;

  Terminal(PrintWriter out, PrintWriter err, boolean coloured) {
    this.out = out;
    this.err = err;
    this.coloured = coloured;
  }

  static Terminal ofProcess() {
    var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    var plain = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        console.isPresent() && !plain);
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  /// A line of the command's result.
  void print(String line) {
    out.println(line);
  }

  /// A word on what is going on, or what went wrong.
  void say(String line) {
    err.println(line);
  }

  String strong(String text) {
    return styled("1", text);
  }

  String good(String text) {
    return styled("32", text);
  }

  String warning(String text) {
    return styled("33", text);
  }

  String bad(String text) {
    return styled("31", text);
  }

  String faint(String text) {
    return styled("2", text);
  }

  /// SGR codes of ECMA-48 section 8.3.117.
  private String styled(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
