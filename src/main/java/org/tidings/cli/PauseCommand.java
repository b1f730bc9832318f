// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidings.app.Setup;
import org.tidings.app.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tidings pause`: stops a channel, or all.
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {
      "Stops posting to a channel, or to all.",
      "Articles are still remembered; what is owed waits, and does not expire, until `tidings"
          + " resume`."
    })
final class PauseCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Parameters(paramLabel = "CHANNEL", arity = "0..1", description = "default: every channel")
  private Optional<String> channel = Optional.empty();

  PauseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var setup = Setup.read(places.places().config());
    try (var state = State.open(places.places().state())) {
      for (var it : Channels.chosen(setup, channel)) {
        state.accounts().pause(it);
        terminal.print("paused " + it);
      }
    }
    return ExitCode.OK.code();
  }
}
