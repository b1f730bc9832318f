// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.concurrent.Callable;
import org.tidings.app.Engine;
import org.tidings.app.Setup;
import org.tidings.app.State;
import org.tidings.app.Version;
import org.tidings.channel.Health;
import org.tidings.config.FeedSettings;
import org.tidings.feed.FeedFetcher;
import org.tidings.feed.FeedParser;
import org.tidings.feed.FetchResult;
import org.tidings.feed.ParseResult;
import org.tidings.feed.Validators;
import org.tidings.http.Egress;
import org.tidings.post.PostLimits;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidings check`: is everything as it should be, before anything is posted?
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Validates the configuration; names every mistake with its place.")
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Option(
      names = "--live",
      description = "also read each feed and prove each account, without posting")
  private boolean live;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var setup = Setup.read(places.places().config());
    terminal.print(
        terminal.good("ok   ")
            + "%s: %s, %s"
                .formatted(
                    places.places().config(),
                    count(setup.settings().feeds().size(), "feed"),
                    count(setup.channels().size(), "channel")));
    return live ? live(setup) : ExitCode.OK.code();
  }

  private int live(Setup setup) {
    try (var state = State.open(places.places().state());
        var egress = Egress.open(Version.current())) {
      var engine = new Engine(state, setup, egress);
      var times = new Times(setup.settings().timezone());
      var code = ExitCode.OK;
      for (var feed : setup.settings().feeds()) {
        terminal.say("reading feed " + feed.id() + " …");
        code = worse(code, feed(engine, feed));
      }
      for (var channel : setup.channels()) {
        terminal.say("asking channel " + channel.settings().id() + " …");
        code = worse(code, channel(engine, channel, times));
      }
      return code.code();
    }
  }

  private ExitCode feed(Engine engine, FeedSettings feed) {
    var now = engine.clock().instant();
    var fetched = FeedFetcher.fetch(feed.url(), Validators.NONE, engine.http(feed), now);
    if (!(fetched instanceof FetchResult.Modified document)) {
      return bad("feed " + feed.id(), reason(fetched), ExitCode.UNAVAILABLE);
    }
    return switch (FeedParser.parse(document.body(), document.contentType(), document.uri(), now)) {
      case ParseResult.Parsed(var parsed) -> {
        terminal.print(
            terminal.good("ok   ")
                + "feed %s: %s, %d entries%s"
                    .formatted(
                        feed.id(),
                        parsed.format(),
                        parsed.entries().size(),
                        feed.paused() ? ", paused" : ""));
        yield ExitCode.OK;
      }
      case ParseResult.Unreadable(var reason) -> bad("feed " + feed.id(), reason, ExitCode.DATA);
    };
  }

  private ExitCode channel(Engine engine, org.tidings.app.ConfiguredChannel channel, Times times) {
    var id = channel.settings().id();
    return switch (engine.check(id)) {
      case Health.Good(var account, var expires, var hints) -> {
        var end = expires.map(it -> ", its access ends " + times.local(it)).orElse("");
        terminal.print(
            terminal.good("ok   ") + "channel %s: %s%s".formatted(id, LogText.safe(account), end));
        hints.forEach(
            it ->
                terminal.print(
                    terminal.warning("note ") + "channel %s: %s".formatted(id, LogText.safe(it))));
        if (engine.channel(id).limits().card() == PostLimits.CardBy.PLATFORM
            && !channel.template().prints("link")) {
          terminal.print(
              terminal.warning("note ")
                  + "channel %s: its template has no {{ link }}, so there will be no link card"
                      .formatted(id));
        }
        yield ExitCode.OK;
      }
      case Health.Bad bad -> bad("channel " + id, bad.words(), ExitCode.CREDENTIALS);
      case Health.Unreachable(var reason) -> bad("channel " + id, reason, ExitCode.UNAVAILABLE);
    };
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private ExitCode bad(String what, String reason, ExitCode code) {
    terminal.print(terminal.bad("bad  ") + what + ": " + LogText.safe(reason));
    return code;
  }

  private static String reason(FetchResult result) {
    return switch (result) {
      case FetchResult.Unavailable(var reason, _, _, _) -> reason;
      case FetchResult.Gone(var reason) -> reason;
      case FetchResult.Modified _, FetchResult.NotModified _ -> "it answers 'not modified'";
    };
  }

  /// A wrong credential outweighs a server that is down.
  private static ExitCode worse(ExitCode one, ExitCode other) {
    return one.code() >= other.code() ? one : other;
  }
}
