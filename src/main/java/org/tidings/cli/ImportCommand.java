// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidings.app.Addition;
import org.tidings.app.OpmlImport;
import org.tidings.config.ConfigException;
import org.tidings.config.ConfigFile;
import org.tidings.config.FeedSettings;
import org.tidings.feed.Opml;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidings import`: feeds from another reader.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes over the feeds of an OPML list, as other readers export it.",
      "Prints the lines for the configuration file; with --yes they are added at its end.",
      "Feeds that are configured already are left out. The new ones are paused."
    })
final class ImportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Parameters(paramLabel = "FILE", description = "the list; - for standard input")
  private String file = "";

  @Option(names = "--yes", description = "do it")
  private boolean yes;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var found = OpmlImport.of(list(), configured());
    found.notes().forEach(it -> terminal.say(file + ": " + LogText.safe(it)));
    terminal.say(
        "%d feeds are new, %d known already".formatted(found.blocks().size(), found.known()));
    if (found.blocks().isEmpty()) {
      return ExitCode.OK.code();
    }
    var config = places.places().config();
    if (!yes) {
      terminal.print(found.toml());
      terminal.say("nothing was changed; to add this to " + config + ": --yes");
      return ExitCode.OK.code();
    }
    add(config, found.toml());
    terminal.print("added to " + config + ", paused:");
    found.blocks().forEach(it -> terminal.print("  %-24s %s".formatted(it.id(), it.url())));
    terminal.print(
        "look at one: tidings feed ID; to start it, take out its line: paused = true; then tidings"
            + " check, and systemctl reload tidings");
    return ExitCode.OK.code();
  }

  private Opml.Reading.Read list() {
    try (var in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      return switch (Opml.read(in.readNBytes(Opml.MAX_BYTES + 1))) {
        case Opml.Reading.Read read -> read;
        case Opml.Reading.Unreadable(var reason) ->
            throw new Cli.Refusal(ExitCode.DATA, file + ": " + LogText.safe(reason));
      };
    } catch (IOException e) {
      throw new Cli.Refusal(ExitCode.DATA, "can't read " + file + ": " + e.getMessage());
    }
  }

  /// Other mistakes in the file, such as that it has no feed yet, are none of ours.
  private List<FeedSettings> configured() {
    var config = places.places().config();
    return Files.exists(config) ? ConfigFile.read(config).feeds() : List.of();
  }

  private void add(Path config, String blocks) {
    if (!Files.exists(config)) {
      throw new Cli.Refusal(
          ExitCode.CONFIGURATION,
          "there is no " + config + " yet; make one with: tidings init URL");
    }
    try {
      Addition.to(config, blocks);
    } catch (ConfigException e) {
      terminal.say("nothing was added, since with the new feeds the file would have mistakes:");
      throw e;
    } catch (IOException e) {
      throw new Cli.Refusal(
          ExitCode.CANNOT_WRITE,
          "nothing was added: can't write %s: %s; without --yes the lines are printed"
              .formatted(config, e.getMessage()));
    }
  }
}
