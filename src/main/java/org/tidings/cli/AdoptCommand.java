// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tidings.app.Adopt;
import org.tidings.app.Engine;
import org.tidings.app.Setup;
import org.tidings.app.State;
import org.tidings.app.Version;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedSettings;
import org.tidings.http.Egress;
import org.tidings.poll.Adoption;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidings adopt`: moving here from another tool.
@Command(
    name = "adopt",
    mixinStandardHelpOptions = true,
    description = {
      "Marks what is out already as posted, for a move from another tool.",
      "Reads the feed, its archive, and the accounts' own posts, and shows what it found;",
      "with --yes it is done. Stop the daemon first; doing it again changes nothing.",
      "What becomes of articles that are found nowhere (--rest):",
      "  remember   they are old, and never posted (default)",
      "  mark       they were posted: you know it",
      "  post       those newer than the newest that was found are posted by the next poll"
    })
final class AdoptCommand implements Callable<Integer> {
  /// As many as are shown unless all are asked for.
  private static final int SHOWN = 20;

  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FEED",
      description = "only this one (default: all that are not paused)")
  private Optional<String> only = Optional.empty();

  @Option(names = "--yes", description = "do it")
  private boolean yes;

  @Option(names = "--dry-run", description = "change nothing, even with --yes")
  private boolean dryRun;

  @Option(names = "--all", description = "show every article that was found")
  private boolean all;

  @Option(names = "--rest", paramLabel = "WORD", description = "see above")
  private Adoption.Rest rest = Adoption.Rest.REMEMBER;

  @Option(
      names = "--pages",
      paramLabel = "N",
      description = "pages of the feed to read, 1 to 500 (default: 10)")
  private int pages = 10;

  @Option(
      names = "--posts",
      paramLabel = "N",
      description = "posts of each account to read, 1 to 10000 (default: 400)")
  private int posts = 400;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "articles that were posted: one address or guid a line, as in feed2toot's cache")
  private Optional<Path> from = Optional.empty();

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description = "the one that --from is about (default: all); may be repeated")
  private List<String> channels = List.of();

  AdoptCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (pages < 1 || pages > 500 || posts < 1 || posts > 10_000) {
      throw new Cli.Refusal(ExitCode.USAGE, "--pages is 1 to 500, --posts 1 to 10000");
    }
    var setup = Setup.read(places.places().config());
    var order = order(setup);
    try (var state = State.open(places.places().state());
        var _ = state.lock();
        var egress = Egress.open(Version.current())) {
      var adopt = new Adopt(state, new Engine(state, setup, egress), terminal::say);
      // Nothing is changed before all was read.
      var read = new ArrayList<Ready>();
      for (var feed : feeds(setup)) {
        switch (adopt.read(feed, order)) {
          case Adopt.Reading.Unread(var reason) ->
              throw new Cli.Refusal(
                  ExitCode.UNAVAILABLE, LogText.safe(reason) + "; nothing was changed");
          case Adopt.Reading.Read it -> read.add(new Ready(feed, it));
        }
      }
      for (var it : read) {
        show(
            it,
            yes && !dryRun
                ? adopt.adopt(it.feed(), it.read(), rest)
                : adopt.rehearse(it.feed(), it.read(), rest));
      }
    }
    terminal.print(
        yes && !dryRun ? "done; go on with: tidings run" : "nothing was changed; to do it: --yes");
    return ExitCode.OK.code();
  }

  private record Ready(FeedSettings feed, Adopt.Reading.Read read) {}

  private List<FeedSettings> feeds(Setup setup) {
    var chosen =
        setup.settings().feeds().stream()
            .filter(it -> only.map(it.id().value()::equals).orElse(!it.paused()))
            .toList();
    if (chosen.isEmpty()) {
      throw new Cli.Refusal(
          ExitCode.USAGE, "there is no feed " + only.orElse("that is not paused"));
    }
    if (from.isPresent() && chosen.size() > 1) {
      throw new Cli.Refusal(ExitCode.USAGE, "--from is about one feed; name it");
    }
    return chosen;
  }

  private Adopt.Order order(Setup setup) {
    for (var it : channels) {
      if (setup.channels().stream().noneMatch(has -> has.settings().id().value().equals(it))) {
        throw new Cli.Refusal(ExitCode.USAGE, "there is no channel " + it);
      }
    }
    return new Adopt.Order(
        pages,
        posts,
        channels.stream().map(ChannelId::new).collect(Collectors.toSet()),
        from.map(AdoptCommand::lines).orElse(Set.of()));
  }

  private static Set<String> lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines
          .map(it -> it.replace("\uFEFF", "").strip())
          .filter(it -> !it.isEmpty() && !it.startsWith("#"))
          .collect(Collectors.toSet());
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new Cli.Refusal(ExitCode.DATA, "can't read " + file + ": " + e.getMessage());
    }
  }

  private void show(Ready ready, Adoption.Result result) {
    terminal.print(
        terminal.strong("feed " + ready.feed().id())
            + "  %d entries in %d pages"
                .formatted(result.entries(), ready.read().documents().size()));
    for (var it : ready.read().evidence()) {
      var found =
          result.found().stream()
              .filter(one -> one.channel().id().equals(it.channel().id()))
              .toList();
      var already = found.stream().filter(Adoption.Found::already).count();
      terminal.print(
          "  channel %s: %s, %d articles were posted%s"
              .formatted(
                  it.channel().id(),
                  ready.read().blind().contains(it.channel().id())
                      ? "its posts can't be read back"
                      : it.shown().size() + " posts read",
                  found.size(),
                  already > 0 ? " (%d known before)".formatted(already) : ""));
      found.stream().limit(all ? found.size() : SHOWN).forEach(this::show);
      if (!all && found.size() > SHOWN) {
        terminal.print("    and %d more (--all)".formatted(found.size() - SHOWN));
      }
    }
    terminal.print(
        "  the rest: %d remembered and never posted, %d left for the next poll%s"
            .formatted(
                result.remembered(),
                result.left(),
                result.beyond() > 0
                    ? ", %d of your list that the feed has no more".formatted(result.beyond())
                    : ""));
  }

  private void show(Adoption.Found found) {
    terminal.print(
        "    %s  %s"
            .formatted(
                LogText.safe(found.title()),
                terminal.faint(found.post().map(Object::toString).orElse(found.how()))));
  }
}
