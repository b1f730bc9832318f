// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.tidings.app.State;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.history.History;
import org.tidings.history.HistoryCsv;
import org.tidings.history.HistoryEntry;
import org.tidings.history.HistoryJson;
import org.tidings.history.HistoryQuery;
import org.tidings.history.Story;
import org.tidings.outbox.DeliveryState;
import org.tidings.text.LogText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidings history`: the posting history log.
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Shows what was posted where, newest first.")
final class HistoryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Option(names = "--feed", paramLabel = "ID", description = "only this feed's articles")
  private Optional<String> feed = Optional.empty();

  @Option(names = "--channel", paramLabel = "ID", description = "only this channel")
  private Optional<String> channel = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "STATE",
      split = ",",
      description = "only these: ${COMPLETION-CANDIDATES}")
  private List<DeliveryState> states = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "2026-11-24, or 2d for two days ago")
  private Optional<String> since = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "likewise")
  private Optional<String> until = Optional.empty();

  @Option(names = "--search", paramLabel = "WORDS", description = "in titles, posts and addresses")
  private Optional<String> search = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "at most so many (default: 50)")
  private int limit = 50;

  @Option(names = "--follow", description = "go on as things happen, until Ctrl-C")
  private boolean follow;

  @ArgGroup private Form form = new Form();

  /// How entries are printed.
  private static final class Form {
    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Option(names = "--csv", description = "comma-separated values, with a header")
    private boolean csv;
  }

  HistoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var state = State.open(places.places().state())) {
      var times = new Times(places.zone());
      var query = query(times, state.clock().instant());
      var history = state.history();
      var page = history.search(query);
      if (form.csv) {
        terminal.print(HistoryCsv.header());
      }
      var entries = new ArrayList<>(page.entries());
      if (follow) {
        java.util.Collections.reverse(entries); // a log that goes on reads downwards
      }
      entries.forEach(it -> print(it, times));
      if (entries.isEmpty() && !form.json && !form.csv) {
        terminal.say("nothing yet");
      }
      if (follow) {
        follow(history, query, page.position(), times);
      }
    }
    return ExitCode.OK.code();
  }

  private void follow(History history, HistoryQuery query, long from, Times times)
      throws InterruptedException {
    var position = from;
    while (true) {
      TimeUnit.SECONDS.sleep(1); // a person watches: a second is soon enough
      var page = history.since(position, query);
      page.entries().forEach(it -> print(it, times));
      position = page.position();
    }
  }

  private HistoryQuery query(Times times, Instant now) {
    if (limit < 1) {
      throw new Cli.Refusal(ExitCode.USAGE, "--limit counts from 1");
    }
    return new HistoryQuery(
        feed.map(FeedId::new),
        channel.map(ChannelId::new),
        Set.copyOf(states),
        since.map(it -> times.parse(it, now)),
        until.map(it -> times.parse(it, now)),
        search,
        limit);
  }

  private void print(HistoryEntry entry, Times times) {
    if (form.json) {
      terminal.print(HistoryJson.line(entry));
    } else if (form.csv) {
      terminal.print(HistoryCsv.line(entry));
    } else {
      terminal.print(
          "%s  %s  %-12s  %s"
              .formatted(
                  times.local(entry.time()),
                  States.coloured(terminal, entry.state()),
                  entry.channel(),
                  LogText.safe(entry.title())));
      var more = entry.url().map(URI::toString).orElseGet(() -> LogText.safe(entry.reason()));
      if (!more.isEmpty() && !more.equals(entry.state().word())) {
        more(more);
      }
      if (!entry.edits().isEmpty()) {
        more(edited(entry.edits(), times));
      }
      entry.update().ifPresent(it -> more(updated(it, times)));
    }
  }

  private void more(String line) {
    terminal.print(terminal.faint(" ".repeat(21) + line));
  }

  private static String updated(Story.Update update, Times times) {
    var reason = update.reason().isEmpty() ? "" : ": " + LogText.safe(update.reason());
    return "the post: %s, %s%s".formatted(update.words(), times.local(update.at()), reason);
  }

  private static String edited(List<Story.Edit> edits, Times times) {
    var last = edits.getLast();
    var often = edits.size() > 1 ? ", the last of %d times".formatted(edits.size()) : "";
    return "the article was edited %s%s: %s"
        .formatted(times.local(last.at()), often, LogText.safe(last.changed()));
  }
}
