// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidings.app.Network;
import org.tidings.config.FeedSettings;
import org.tidings.config.Settings;
import org.tidings.feed.Entry;
import org.tidings.feed.FeedDocument;
import org.tidings.feed.FeedJson;
import org.tidings.feed.FeedParser;
import org.tidings.feed.ParseResult;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidings feed`: how Tidings reads a feed.
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    description = "Shows how a feed is read: format, entries, hubs, and what had to be repaired.")
final class FeedCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();
  @Mixin private final ReachOptions reach = new ReachOptions();

  @Parameters(
      paramLabel = "URL|FILE|ID",
      description = "a feed's or blog's address, a file, or a configured feed's id")
  private String what = "";

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  FeedCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var file = Path.of(what);
    var document = Files.isRegularFile(file) ? read(file) : find();
    if (json) {
      terminal.print(FeedJson.line(document));
    } else {
      show(document);
    }
    return ExitCode.OK.code();
  }

  private static FeedDocument read(Path file) throws IOException {
    var parsed =
        FeedParser.parse(Files.readAllBytes(file), Optional.empty(), file.toUri(), Network.now());
    return switch (parsed) {
      case ParseResult.Parsed(var document) -> document;
      case ParseResult.Unreadable(var reason) ->
          throw new Cli.Refusal(ExitCode.DATA, LogText.safe(reason));
    };
  }

  /// A configured feed is read as the daemon reads it.
  private FeedDocument find() throws InterruptedException {
    var settings = places.draft();
    var configured =
        settings.stream().flatMap(it -> it.feeds().stream()).filter(this::isMeant).findFirst();
    configured.ifPresent(this::sayState);
    try (var network =
        configured.isPresent() ? network(configured.get(), settings) : network(settings)) {
      return find(configured.map(it -> it.url().toString()).orElse(what), network);
    }
  }

  private Network network(FeedSettings feed, Optional<Settings> settings) {
    var allowed = feed.allowing(reach.allowPrivate());
    return reach.proxy().isPresent()
        ? Network.open(allowed.through(reach.proxy()), Optional.empty())
        : Network.open(allowed, settings.flatMap(it -> it.proxy(allowed.allowPrivate())));
  }

  private Network network(Optional<Settings> settings) {
    var allowed = reach.allowPrivate();
    return Network.open(allowed, reach.proxy().or(() -> settings.flatMap(it -> it.proxy(allowed))));
  }

  private boolean isMeant(FeedSettings feed) {
    return what.equals(feed.id().value()) || what.equals(feed.url().toString());
  }

  private void sayState(FeedSettings feed) {
    if (feed.paused()) {
      terminal.say(
          "feed %s is paused, and not polled until you take out its line: paused = true"
              .formatted(feed.id()));
    }
  }

  private FeedDocument find(String address, Network network) throws InterruptedException {
    var found = Blogs.find(address, network, terminal);
    terminal.say("found " + found.url());
    found.others().forEach(it -> terminal.say("it also has " + it));
    return found.document();
  }

  private void show(FeedDocument document) {
    terminal.print(
        terminal.strong(LogText.safe(document.title().orElse("(no title)")))
            + terminal.faint("  " + document.format()));
    document.link().ifPresent(it -> terminal.print("site      " + it));
    document.language().ifPresent(it -> terminal.print("language  " + LogText.safe(it)));
    document.hubs().websub().forEach(it -> terminal.print("hub       " + it));
    document.hubs().cloud().ifPresent(it -> terminal.print("cloud     " + it));
    document
        .repairs()
        .forEach(it -> terminal.print(terminal.warning("repaired  ") + LogText.safe(it)));
    terminal.print("entries   " + document.entries().size());
    document.entries().forEach(this::show);
  }

  private void show(Entry entry) {
    terminal.print("");
    terminal.print("  " + terminal.strong(LogText.safe(entry.title().orElse("(untitled)"))));
    entry.link().map(URI::toString).ifPresent(it -> line("link", it));
    entry
        .id()
        .filter(it -> !entry.link().map(URI::toString).equals(Optional.of(it)))
        .ifPresent(it -> line("id", it));
    entry.published().ifPresent(it -> line("published", it.toString()));
    entry.author().ifPresent(it -> line("author", it));
    if (!entry.categories().isEmpty()) {
      line("categories", String.join(", ", entry.categories()));
    }
    entry
        .image()
        .ifPresent(it -> line("picture", it.url() + it.alt().map(alt -> " – " + alt).orElse("")));
  }

  private void line(String name, String value) {
    terminal.print("    %-11s %s".formatted(name, LogText.safe(value)));
  }
}
