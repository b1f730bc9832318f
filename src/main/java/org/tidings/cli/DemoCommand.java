// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.tidings.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidings demo`: see it work, without an account.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole journey on this machine; needs no account.",
      "A small blog, a fake of each network with a page that shows them side by side, the real"
          + " daemon between them. Nothing leaves the machine."
    })
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--once",
      description = "unattended; fails if anything was posted twice or not at all")
  private boolean once;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var demo = new Demo(terminal.out(), once ? () -> {} : DemoCommand::look);
    var mistakes = demo.run(once ? () -> {} : this::untilEnter);
    if (mistakes.isEmpty()) {
      terminal.print("");
      terminal.print(
          terminal.good("each article was posted once to each network, the old ones not at all"));
      return ExitCode.OK.code();
    }
    mistakes.forEach(it -> terminal.print(terminal.bad("mistake: ") + it));
    return ExitCode.BUG.code();
  }

  /// Time for a person to read what happened.
  private static void look() {
    try {
      TimeUnit.SECONDS.sleep(3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void untilEnter() {
    terminal.print("");
    terminal.print("Look around: blog and networks are still there. Press Enter to end.");
    try {
      var _ = System.in.read();
    } catch (IOException e) {
      terminal.say("standard input is closed; ending");
    }
  }
}
