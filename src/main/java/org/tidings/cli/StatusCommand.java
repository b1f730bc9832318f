// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidings.app.Engine;
import org.tidings.app.Setup;
import org.tidings.app.State;
import org.tidings.app.Version;
import org.tidings.history.ChannelStatus;
import org.tidings.history.FeedStatus;
import org.tidings.history.HistoryJson;
import org.tidings.http.Egress;
import org.tidings.outbox.DeliveryState;
import org.tidings.schedule.ExpiryWarning;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidings status`: does anything need the owner?
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows the health of feeds, channels and queue.",
    footer = "Exit code: 0 if all is well, 69 if something needs you.")
final class StatusCommand implements Callable<Integer> {
  /// A feed is in trouble after so many failures in a row: one or two are everyday life.
  private static final int MANY_FAILURES = 3;

  /// A poll so long overdue did not just wait for its turn.
  private static final Duration OVERDUE = Duration.ofHours(1);

  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var setup = Setup.read(places.places().config());
    try (var state = State.open(places.places().state());
        var egress = Egress.open(Version.current())) {
      var engine = new Engine(state, setup, egress);
      var status = state.history().status(setup.settings(), it -> engine.channel(it).tariff());
      var times = new Times(setup.settings().timezone());
      var now = state.clock().instant();
      var needs = new ArrayList<String>();
      state.diskLow().ifPresent(needs::add);
      for (var feed : status.feeds()) {
        show(feed, times, now);
        needs.addAll(needs(feed, now));
      }
      for (var channel : status.channels()) {
        show(channel, times, now);
        needs.addAll(needs(channel, now));
      }
      if (!json) {
        sayNeeds(needs);
      }
      return (needs.isEmpty() ? ExitCode.OK : ExitCode.UNAVAILABLE).code();
    }
  }

  private void sayNeeds(List<String> needs) {
    if (needs.isEmpty()) {
      terminal.print(terminal.good("all is well"));
    } else {
      needs.forEach(it -> terminal.print(terminal.bad("needs you: ") + it));
    }
  }

  private void show(FeedStatus feed, Times times, Instant now) {
    if (json) {
      terminal.print(HistoryJson.line(feed, needs(feed, now)));
      return;
    }
    if (feed.paused()) {
      terminal.print(
          "feed     %-12s  %s  articles %d, not polled until you take out its line: paused = true"
              .formatted(feed.feed(), terminal.warning("paused"), feed.articles()));
      return;
    }
    terminal.print(
        "feed     %-12s  %s  articles %d, polled %s, next %s"
            .formatted(
                feed.feed(),
                word(troubles(feed, now).isEmpty()),
                feed.articles(),
                times.local(feed.polled()),
                times.local(feed.next())));
    if (feed.failures() > 0) {
      terminal.print("         " + LogText.safe(feed.reason()));
    }
  }

  private void show(ChannelStatus channel, Times times, Instant now) {
    if (json) {
      terminal.print(HistoryJson.line(channel, needs(channel, now)));
      return;
    }
    var account = channel.account();
    terminal.print(
        "channel  %-12s  %s  %s  last post %s%s"
            .formatted(
                channel.channel(),
                word(troubles(channel).isEmpty()),
                account.name().orElse(channel.type()),
                times.local(channel.lastPublished()),
                unfinished(account.counts())));
    account
        .expires()
        .ifPresent(it -> terminal.print("         its access ends " + times.local(it)));
    account
        .hints()
        .forEach(it -> terminal.print("         " + terminal.warning("note: ") + LogText.safe(it)));
    channel
        .cost()
        .ifPresent(it -> terminal.print("         " + it.spending().forecast(it.tariff())));
    if (account.paused().isPresent()) {
      terminal.print("         paused since " + times.local(account.paused()));
    } else if (account.restsUntil().filter(it -> it.isAfter(now)).isPresent()) {
      terminal.print(
          "         rests until %s: %s"
              .formatted(times.local(account.restsUntil()), LogText.safe(account.reason())));
    }
  }

  /// A credential that ends soon needs its owner before it has ended.
  private static Optional<String> expiring(ChannelStatus channel, Instant now) {
    var account = channel.account();
    return account
        .expires()
        .flatMap(it -> ExpiryWarning.soon(it, now))
        .map(
            it ->
                "channel %s (%s): its access ends %s (%s); run: tidings connect %s"
                    .formatted(
                        channel.channel(),
                        LogText.safe(account.name().orElse(channel.type())),
                        it.when(),
                        it.expires(),
                        channel.channel()));
  }

  private static String unfinished(Map<DeliveryState, Long> counts) {
    return counts.entrySet().stream()
        .filter(it -> !it.getKey().isFinal())
        .sorted(Map.Entry.comparingByKey())
        .map(it -> ", " + it.getKey().word() + " " + it.getValue())
        .collect(Collectors.joining());
  }

  private String word(boolean well) {
    return well ? terminal.good("ok ") : terminal.bad("bad");
  }

  private static List<String> needs(FeedStatus feed, Instant now) {
    var needs = new ArrayList<>(troubles(feed, now));
    if (feed.held() > 0) {
      needs.add(
          "feed %1$s: %2$d articles are held; see: tidings queue --feed %1$s; post them: tidings queue"
                  .formatted(feed.feed(), feed.held())
              + " release --feed %1$s; or not: tidings queue drop --feed %1$s"
                  .formatted(feed.feed()));
    }
    return needs;
  }

  private static List<String> troubles(FeedStatus feed, Instant now) {
    if (feed.paused()) {
      return List.of();
    }
    if (feed.gone().isPresent()) {
      return List.of("feed " + feed.feed() + " says that it is gone; change or remove its url");
    }
    if (feed.next().filter(it -> it.plus(OVERDUE).isBefore(now)).isPresent()) {
      return List.of(
          "feed %s should have been read at %s and was not; does the daemon run? start it: tidings"
                  .formatted(feed.feed(), feed.next().get())
              + " run, or systemctl start tidings");
    }
    if (feed.quiet().isPresent()) {
      return List.of(
          "feed "
              + feed.feed()
              + " has gone quiet against its habit; look whether the blog still writes into it");
    }
    return feed.failures() >= MANY_FAILURES
        ? List.of(
            "feed %s failed %d times in a row: %s"
                .formatted(feed.feed(), feed.failures(), LogText.safe(feed.reason())))
        : List.of();
  }

  private static List<String> needs(ChannelStatus channel, Instant now) {
    return Stream.concat(troubles(channel).stream(), expiring(channel, now).stream()).toList();
  }

  private static List<String> troubles(ChannelStatus channel) {
    var needs = new ArrayList<String>();
    var account = channel.account();
    account
        .remedy()
        .ifPresent(
            it ->
                needs.add(
                    "channel %s (%s): %s; %s"
                        .formatted(
                            channel.channel(),
                            account.name().orElse(channel.type()),
                            LogText.safe(account.reason()),
                            it)));
    var held = account.counts().getOrDefault(DeliveryState.HELD, 0L);
    var unknown = account.counts().getOrDefault(DeliveryState.UNKNOWN, 0L);
    if (held + unknown > 0) {
      needs.add(
          "channel %s: %d held, %d unknown; see: tidings queue"
              .formatted(channel.channel(), held, unknown));
    }
    return needs;
  }
}
