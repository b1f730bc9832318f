// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tidings.channel.Connector;
import org.tidings.secret.Secret;

/// Asks the owner: on the terminal, secrets without echo; or on standard input where there is no
/// terminal, so that `connect` can be scripted.
final class Asker implements Connector.Dialog {
  private final Terminal terminal;
  private final BufferedReader input =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  Asker(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void say(String line) {
    terminal.print(line);
  }

  @Override
  public String ask(String question) {
    while (true) {
      terminal.out().print(question + ": ");
      terminal.out().flush();
      var line = line();
      if (!line.isBlank()) {
        return line.strip();
      }
    }
  }

  @Override
  public Secret askSecret(String question) {
    var console = Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
    if (console.isEmpty()) {
      return Secret.of(ask(question));
    }
    while (true) {
      var typed = console.get().readPassword("%s (not shown): ", question);
      if (typed == null) {
        throw cancelled();
      }
      var words = new String(typed).strip();
      if (!words.isEmpty()) {
        return Secret.of(words);
      }
    }
  }

  private String line() {
    try {
      return Optional.ofNullable(input.readLine()).orElseThrow(Asker::cancelled);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read standard input", e);
    }
  }

  private static Connector.Cancelled cancelled() {
    return new Connector.Cancelled("cancelled: there was no answer; nothing was changed");
  }
}
