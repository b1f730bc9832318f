// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidings.app.State;
import org.tidings.config.FeedId;
import org.tidings.history.History;
import org.tidings.history.Story;
import org.tidings.outbox.Delivery;
import org.tidings.outbox.DeliveryId;
import org.tidings.outbox.DeliveryState;
import org.tidings.outbox.OwnersWord;
import org.tidings.outbox.QueueItem;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidings queue`: the deliveries that are not finished, and the owner's word on them.
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what is not finished, or says what becomes of it.",
      "  list             show them (default)",
      "  hold ID…         stop one that was not sent yet",
      "  release ID…      let a held one go its way; `release all` for every held one",
      "  retry ID…        send it now, even one that may be out: you looked, it is not",
      "  drop ID…         do not post it",
      "  posted ID        it is out: you saw it (--url tells where)",
      "With --feed, list shows one feed's, and what was held as a whole; hold, release and drop",
      "take all of that feed (release and drop: all that are held)."
    })
final class QueueCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "WORD", description = "see above")
  private Word word = Word.list;

  @Parameters(index = "1..*", paramLabel = "ID", description = "a delivery's number")
  private List<String> ids = List.of();

  @Option(names = "--url", paramLabel = "URL", description = "where the post is, with `posted`")
  private Optional<URI> url = Optional.empty();

  @Option(names = "--feed", paramLabel = "FEED", description = "only, and all, of this feed")
  private Optional<String> feed = Optional.empty();

  /// The words, as they are typed.
  enum Word {
    list,
    hold,
    release,
    retry,
    drop,
    posted
  }

  QueueCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var state = State.open(places.places().state())) {
      return switch (word) {
        case list -> list(state);
        case hold -> say(state, OwnersWord::hold);
        case release -> say(state, OwnersWord::release);
        case retry -> say(state, OwnersWord::retry);
        case drop -> say(state, OwnersWord::drop);
        case posted -> say(state, (owner, id) -> owner.posted(id, url));
      };
    }
  }

  private int list(State state) {
    var items = state.outbox().queue().stream().filter(this::isOfFeed).toList();
    var times = new Times(places.zone());
    if (items.stream().anyMatch(QueueCommand::isHeld)) {
      feed.flatMap(it -> state.history().massChange(new FeedId(it)))
          .ifPresent(it -> new ChangeView(terminal, times).show(it));
    }
    if (items.isEmpty()) {
      terminal.say("nothing is waiting");
    }
    var waits = Waits.of(places.places().config(), state, times);
    items.forEach(it -> show(it, state.history(), times, waits));
    return ExitCode.OK.code();
  }

  private void show(QueueItem item, History history, Times times, Waits waits) {
    var delivery = item.delivery();
    terminal.print(
        "%6s  %s  %-12s  %s"
            .formatted(
                delivery.id(),
                States.coloured(terminal, delivery.state()),
                delivery.channel(),
                LogText.safe(item.title())));
    if (delivery.state() == DeliveryState.UNKNOWN) {
      history.evidence(delivery.id()).forEach(it -> show(it, times));
    }
    var standing =
        Stream.of(standing(delivery, times, waits), LogText.safe(item.reason()))
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining("; "));
    if (!standing.isEmpty()) {
      terminal.print(terminal.faint("        " + standing));
    }
    if (delivery.state() == DeliveryState.UNKNOWN && delivery.notBefore().isEmpty()) {
      var id = delivery.id();
      terminal.print(
          "        look on the channel, then: tidings queue posted %s, or retry %s, or drop %s"
              .formatted(id, id, id));
    }
  }

  private void show(Story.Event event, Times times) {
    var reason = event.reason().isEmpty() ? "" : ": " + LogText.safe(event.reason());
    terminal.print(
        terminal.faint("        " + times.local(event.at()) + "  " + event.words() + reason));
  }

  private static String standing(Delivery delivery, Times times, Waits waits) {
    var next = delivery.notBefore().map(times::local).orElse("");
    return switch (delivery.state()) {
      case UNKNOWN -> next.isEmpty() ? "asks you" : "looks again " + next;
      case READY, WAITING -> waits.words(delivery.channel(), delivery.notBefore()).orElse("");
      case SENDING, HELD, PUBLISHED, SKIPPED, REJECTED, EXPIRED -> "";
    };
  }

  private int say(State state, BiFunction<OwnersWord, DeliveryId, OwnersWord.Said> saying) {
    var chosen = chosen(state);
    if (chosen.isEmpty()) {
      throw new Cli.Refusal(
          ExitCode.USAGE,
          feed.map(it -> "nothing of feed " + it + " is there to " + word)
                  .orElse("which? give a delivery's number")
              + "; see: tidings queue");
    }
    var code = ExitCode.OK;
    for (var id : chosen) {
      switch (saying.apply(state.owner(), id)) {
        case OwnersWord.Said.Done(var now) -> terminal.print("delivery " + id + ": " + now.word());
        case OwnersWord.Said.Refused(var why) -> {
          terminal.say("tidings: " + why);
          code = ExitCode.DATA;
        }
      }
    }
    return code.code();
  }

  private List<DeliveryId> chosen(State state) {
    if (feed.isPresent() && ids.isEmpty()) {
      var unsent = Set.of(DeliveryState.READY, DeliveryState.WAITING);
      return switch (word) {
        case hold -> all(state, it -> isOfFeed(it) && unsent.contains(it.delivery().state()));
        case release, drop -> all(state, it -> isOfFeed(it) && isHeld(it));
        case list, retry, posted ->
            throw new Cli.Refusal(ExitCode.USAGE, word + " takes deliveries' numbers, not --feed");
      };
    }
    if (ids.equals(List.of("all")) && word == Word.release) {
      return all(state, QueueCommand::isHeld);
    }
    return ids.stream().map(QueueCommand::id).toList();
  }

  private static List<DeliveryId> all(State state, Predicate<QueueItem> which) {
    return state.outbox().queue().stream().filter(which).map(it -> it.delivery().id()).toList();
  }

  private boolean isOfFeed(QueueItem item) {
    return feed.isEmpty() || feed.get().equals(item.feed().value());
  }

  private static boolean isHeld(QueueItem item) {
    return item.delivery().state() == DeliveryState.HELD;
  }

  private static DeliveryId id(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new Cli.Refusal(ExitCode.USAGE, "not a delivery's number: " + text);
    }
    return new DeliveryId(Long.parseLong(text));
  }
}
