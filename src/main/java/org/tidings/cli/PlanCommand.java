// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tidings.app.Engine;
import org.tidings.app.Plan;
import org.tidings.app.Setup;
import org.tidings.app.State;
import org.tidings.app.Version;
import org.tidings.config.ChannelId;
import org.tidings.http.Egress;
import org.tidings.outbox.Gate;
import org.tidings.post.Post;
import org.tidings.post.PostMeasure;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidings plan`: the exact posts, before they go out.
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the exact post for each channel, as if the newest article were new now.",
      "Reads the feeds; posts and remembers nothing."
    })
final class PlanCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Option(names = "--latest", paramLabel = "N", description = "the newest N articles (default: 1)")
  private int latest = 1;

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (latest < 1) {
      throw new Cli.Refusal(ExitCode.USAGE, "--latest counts from 1");
    }
    var setup = Setup.read(places.places().config());
    var code = ExitCode.OK;
    try (var state = State.open(places.places().state());
        var egress = Egress.open(Version.current())) {
      var engine = new Engine(state, setup, egress);
      var times = new Times(setup.settings().timezone());
      for (var feed : setup.settings().feeds()) {
        if (feed.paused()) {
          terminal.say("feed " + feed.id() + " is paused");
          continue;
        }
        terminal.say("reading feed " + feed.id() + " …");
        for (var part : Plan.of(engine, feed, latest)) {
          switch (part) {
            case Plan.Part.Refused refused -> show(refused);
            case Plan.Part.Planned planned ->
                show(
                    planned,
                    times,
                    state.outbox().gate(planned.channel(), times.zone()),
                    state.clock().instant());
            case Plan.Part.Unread(_, var reason) -> {
              terminal.say("tidings: feed " + feed.id() + ": " + LogText.safe(reason));
              code = ExitCode.UNAVAILABLE;
            }
          }
        }
      }
      if (!json) {
        forecast(engine, state);
      }
    }
    return code.code();
  }

  private void forecast(Engine engine, State state) {
    for (var channel : engine.setup().channels()) {
      var id = channel.settings().id();
      engine
          .channel(id)
          .tariff()
          .map(it -> state.outbox().spending(id, it).forecast(it))
          .ifPresent(it -> terminal.print(terminal.faint("channel " + id + ": " + it)));
    }
  }

  private void show(Plan.Part.Refused refused) {
    terminal.print(
        json
            ? PlanJson.line(refused)
            : terminal.strong(refused.channel().id().value())
                + terminal.faint(
                    "  %s  %s\n  %s"
                        .formatted(
                            refused.channel().type(),
                            LogText.safe(refused.article().title()),
                            LogText.safe(refused.reason())))
                + "\n");
  }

  private void show(Plan.Part.Planned planned, Times times, Gate gate, Instant now) {
    if (json) {
      terminal.print(PlanJson.line(planned, gate, now.atZone(times.zone())));
      return;
    }
    var post = planned.post();
    terminal.print(
        terminal.strong(planned.channel().id().value())
            + terminal.faint(
                "  %s  %s%s"
                    .formatted(
                        planned.channel().type(),
                        planned.measures().stream()
                            .map(PlanCommand::measure)
                            .collect(Collectors.joining(", ")),
                        post.shortened() ? ", shortened" : "")));
    post.text().lines().forEach(it -> terminal.print("  │ " + LogText.safe(it)));
    post.card().ifPresent(this::show);
    beside(post).ifPresent(it -> terminal.print("  link     " + it));
    post.picture().ifPresent(it -> terminal.print("  picture  " + it.url() + alt(it)));
    post.language().ifPresent(it -> terminal.print("  language " + LogText.safe(it)));
    planned.price().ifPresent(it -> terminal.print("  costs    " + it));
    terminal.print("  goes out " + when(gate, planned.channel().id(), times));
    terminal.print("");
  }

  private static String when(Gate gate, ChannelId channel, Times times) {
    return switch (gate) {
      case Gate.Open _ -> "at once";
      case Gate.Paused _ -> "when the channel goes on: tidings resume " + channel;
      case Gate.ClosedUntil(var until, var why) ->
          "%s (%s): %s".formatted(times.local(until), until, LogText.safe(why));
    };
  }

  /// The link, where the platform shows it in its own way and the words need not.
  private static Optional<URI> beside(Post post) {
    return post.link()
        .filter(it -> post.card().isEmpty())
        .filter(it -> !post.text().contains(it.toString()));
  }

  private void show(Post.Card card) {
    terminal.print("  card     " + LogText.safe(card.title()));
    if (!card.description().isEmpty()) {
      terminal.print("           " + LogText.safe(card.description()));
    }
    terminal.print("           " + card.link());
    card.thumbnail()
        .map(it -> it.url() + alt(it))
        .ifPresent(it -> terminal.print("           " + it));
  }

  private static String alt(Post.Picture picture) {
    return picture.alt().isEmpty() ? " (no alt text)" : " – " + LogText.safe(picture.alt());
  }

  private static String measure(PostMeasure measure) {
    return "%d/%d %s"
        .formatted(measure.used(), measure.rule().max(), PlanJson.unit(measure.rule().unit()));
  }
}
