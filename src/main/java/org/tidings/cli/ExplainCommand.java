// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.concurrent.Callable;
import org.tidings.app.State;
import org.tidings.history.HistoryJson;
import org.tidings.history.Story;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidings explain`: the story of one article.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Tells why an article was, or was not, posted where: stage by stage.")
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Parameters(
      paramLabel = "URL|ID",
      description = "the article's address, a post's address, its number, or words of its title")
  private String what = "";

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var state = State.open(places.places().state())) {
      var stories = state.history().explain(what);
      if (stories.isEmpty()) {
        throw new Cli.Refusal(
            ExitCode.DATA,
            "no article is known by that. If it is in the feed, it was not polled yet (tidings"
                + " status); if the feed shows it otherwise, see: tidings feed URL");
      }
      var times = new Times(places.zone());
      var waits = Waits.of(places.places().config(), state, times);
      for (var story : stories) {
        if (json) {
          terminal.print(HistoryJson.line(story));
        } else {
          tell(story, times, waits);
        }
      }
    }
    return ExitCode.OK.code();
  }

  private void tell(Story story, Times times, Waits waits) {
    terminal.print(terminal.strong(LogText.safe(story.title())) + "  article " + story.article());
    story.link().ifPresent(it -> terminal.print("  " + it));
    terminal.print(
        "  %s  first seen in feed %s%s"
            .formatted(
                times.local(story.firstSeen()),
                story.feed(),
                story.baseline()
                    ? "; it was there before Tidings, so it was remembered and not posted"
                    : ""));
    if (!story.fate().isEmpty()) {
      terminal.print("  " + LogText.safe(story.fate()));
    }
    for (var it : story.edits()) {
      terminal.print(
          "  %s  edited: %s".formatted(times.local(it.at()), LogText.safe(it.changed())));
    }
    if (!story.marks().isEmpty()) {
      terminal.print(terminal.faint("  known by " + String.join(", ", story.marks())));
    }
    if (story.deliveries().isEmpty() && !story.baseline() && story.fate().isEmpty()) {
      terminal.print("  no route leads it to a channel");
    }
    story.deliveries().forEach(it -> tell(it, times, waits));
    terminal.print("");
  }

  private void tell(Story.Told told, Times times, Waits waits) {
    terminal.print(
        "  %s  %s  delivery %s%s  %s"
            .formatted(
                terminal.strong(told.channel().value()),
                States.coloured(terminal, told.state()),
                told.delivery(),
                told.route().map(it -> " by route " + it).orElse(""),
                told.url().map(Object::toString).orElse("")));
    for (var event : told.events()) {
      var reason = event.reason().isEmpty() ? "" : ": " + LogText.safe(event.reason());
      terminal.print("    " + times.local(event.at()) + "  " + event.words() + reason);
    }
    switch (told.state()) {
      case READY, WAITING ->
          waits
              .words(told.channel(), told.notBefore())
              .ifPresent(it -> terminal.print("    " + it));
      case UNKNOWN ->
          told.notBefore()
              .ifPresent(it -> terminal.print("    " + times.local(it) + "  next look"));
      case SENDING, HELD, PUBLISHED, SKIPPED, REJECTED, EXPIRED -> {}
    }
  }
}
