// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.concurrent.Callable;
import org.tidings.app.OneRound;
import org.tidings.config.FeedId;
import org.tidings.poll.PollReport;
import org.tidings.text.LogText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tidings once`: one round, for cron.
@Command(
    name = "once",
    mixinStandardHelpOptions = true,
    description = "Polls every feed that is due, delivers what is due, and exits; for cron.")
final class OnceCommand implements Callable<Integer>, OneRound.Listener {
  private final Terminal terminal;

  @Mixin private final PlaceOptions places = new PlaceOptions();

  OnceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    return (new OneRound(places.places()).run(this) ? ExitCode.OK : ExitCode.BUG).code();
  }

  @Override
  public void polling(FeedId feed) {
    terminal.say("reading feed " + feed + " …");
  }

  @Override
  public void polled(PollReport report) {
    var words =
        switch (report.ending()) {
          case PollReport.Ending.Baselined(var entries, var enqueued) ->
              "first read: %d entries remembered, %d to be posted".formatted(entries, enqueued);
          case PollReport.Ending.Read(var entries, var articles, var held) ->
              "%d entries, %d new%s".formatted(entries, articles, held ? ", held" : "");
          case PollReport.Ending.Unchanged _ -> "nothing new";
          case PollReport.Ending.Failed(var reason) -> LogText.safe(reason);
          case PollReport.Ending.Gone(var reason, _) -> LogText.safe(reason);
        };
    terminal.print("feed " + report.feed() + ": " + words);
  }
}
