// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.concurrent.Callable;
import org.tidings.app.Daemon;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tidings run`: the daemon.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Watches the feeds and posts, in the foreground.",
      "SIGTERM and Ctrl-C let requests under way end; SIGHUP reads the configuration again."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private final PlaceOptions places = new PlaceOptions();

  @Override
  public Integer call() throws InterruptedException {
    new Daemon(places.places()).run();
    return ExitCode.OK.code();
  }
}
