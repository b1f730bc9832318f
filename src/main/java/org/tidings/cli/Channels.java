// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.util.List;
import java.util.Optional;
import org.tidings.app.ConfiguredChannel;
import org.tidings.app.Setup;
import org.tidings.config.ChannelId;
import org.tidings.text.Suggestion;

/// Channels as they are named on the command line.
final class Channels {
  private Channels() {}

  static ConfiguredChannel named(Setup setup, String name) {
    return setup.channels().stream()
        .filter(it -> it.settings().id().value().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(setup, name));
  }

  /// The named channel, or all where none is named.
  static List<ChannelId> chosen(Setup setup, Optional<String> name) {
    return name.map(it -> List.of(named(setup, it))).orElse(setup.channels()).stream()
        .map(it -> it.settings().id())
        .toList();
  }

  private static Cli.Refusal unknown(Setup setup, String name) {
    var known = setup.channels().stream().map(it -> it.settings().id().value()).toList();
    return new Cli.Refusal(
        ExitCode.USAGE,
        "there is no channel \"%s\"; there are %s%s"
            .formatted(name, String.join(", ", known), Suggestion.ending(name, known)));
  }
}
