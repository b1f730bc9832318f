// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.tidings.app.Engine;
import org.tidings.app.Setup;
import org.tidings.app.State;
import org.tidings.app.Version;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.config.ChannelId;
import org.tidings.http.Egress;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tidings connect`: obtains a channel's credential.
@Command(
    name = "connect",
    mixinStandardHelpOptions = true,
    description = "Obtains a channel's credential from its platform, proves it and stores it.")
final class ConnectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Parameters(paramLabel = "CHANNEL", description = "the channel's id in the configuration")
  private String channel = "";

  ConnectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var setup = Setup.read(places.places().config());
    var configured = Channels.named(setup, channel);
    var connector =
        configured
            .opener()
            .connector()
            .orElseThrow(
                () ->
                    new Cli.Refusal(ExitCode.USAGE, "channel " + channel + " needs no credential"));
    try (var state = State.open(places.places().state());
        var egress = Egress.open(Version.current())) {
      var engine = new Engine(state, setup, egress);
      var health = connector.connect(told(engine.context(configured)), new Asker(terminal));
      return switch (health) {
        case Health.Good(var account, var expires, var hints) -> {
          state.accounts().checked(new ChannelId(channel), health);
          terminal.print(terminal.good("connected: ") + LogText.safe(account));
          expires.ifPresent(it -> terminal.print("the credential ends on " + it));
          hints.forEach(it -> terminal.print(terminal.warning("note: ") + LogText.safe(it)));
          terminal.print("next: tidings plan");
          yield ExitCode.OK.code();
        }
        case Health.Bad bad ->
            throw new Cli.Refusal(ExitCode.CREDENTIALS, LogText.safe(bad.words()));
        case Health.Unreachable(var reason) ->
            throw new Cli.Refusal(
                ExitCode.UNAVAILABLE,
                LogText.safe(reason) + "; nothing was changed, try again later");
      };
    }
  }

  /// Says whom it is waiting for.
  private ChannelContext told(ChannelContext context) {
    var said = new AtomicReference<>("");
    return new ChannelContext(
        context.id(),
        request -> {
          var host = request.uri().getAuthority();
          if (!said.getAndSet(host).equals(host)) {
            terminal.say("asking " + host + " …");
          }
          return context.http().send(request);
        },
        context.keyring(),
        context.clock());
  }
}
