// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.concurrent.Callable;
import org.tidings.app.Setup;
import org.tidings.app.State;
import org.tidings.feed.Opml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tidings export`: feeds for another reader.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the configured feeds as an OPML list, for other readers.",
      "Logins and header fields are not in it."
    })
final class ExportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var setup = Setup.read(places.places().config());
    try (var state = State.open(places.places().state())) {
      var feeds =
          setup.settings().feeds().stream()
              .map(
                  it ->
                      new Opml.Listed(
                          state.history().feed(it.id()).title().orElse(it.id().value()), it.url()))
              .toList();
      terminal.print(Opml.write("Feeds of Tidings", feeds).stripTrailing());
    }
    return ExitCode.OK.code();
  }
}
