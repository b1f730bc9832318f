// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidings.app.Setup;
import org.tidings.app.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tidings resume`: starts a channel again, or all.
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Starts posting to a channel again, or to all, at once: also one that rests.")
final class ResumeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Parameters(paramLabel = "CHANNEL", arity = "0..1", description = "default: every channel")
  private Optional<String> channel = Optional.empty();

  ResumeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var setup = Setup.read(places.places().config());
    try (var state = State.open(places.places().state())) {
      for (var it : Channels.chosen(setup, channel)) {
        state.accounts().resume(it);
        terminal.print("resumed " + it);
      }
    }
    return ExitCode.OK.code();
  }
}
