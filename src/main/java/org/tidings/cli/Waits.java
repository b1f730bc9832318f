// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.tidings.app.Setup;
import org.tidings.app.State;
import org.tidings.config.ChannelId;
import org.tidings.config.ConfigException;
import org.tidings.outbox.Gate;
import org.tidings.text.LogText;

/// What a delivery that is in line waits for, in words. Looking something up must work even while
/// the configuration has a mistake; then the words are fewer.
final class Waits {
  private final State state;
  private final Optional<Setup> setup;
  private final Times times;

  private Waits(State state, Optional<Setup> setup, Times times) {
    this.state = state;
    this.setup = setup;
    this.times = times;
  }

  static Waits of(Path config, State state, Times times) {
    return new Waits(state, read(config), times);
  }

  private static Optional<Setup> read(Path config) {
    try {
      return Optional.of(Setup.read(config));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  /// Empty if it is its turn now, or if nobody knows.
  ///
  /// @param notBefore its own wait, after an attempt that came to nothing
  Optional<String> words(ChannelId channel, Optional<Instant> notBefore) {
    if (setup.isEmpty()) {
      return own(notBefore);
    }
    var found = setup.get().channel(channel);
    if (found.isEmpty()) {
      return Optional.of("its channel is not in the configuration any more");
    }
    return switch (state.outbox().gate(found.get().settings(), times.zone())) {
      case Gate.Open _ -> own(notBefore);
      case Gate.Paused _ ->
          Optional.of("the channel is paused; go on with: tidings resume " + channel);
      case Gate.ClosedUntil(var until, var why) ->
          notBefore.filter(it -> it.isAfter(until)).isPresent()
              ? own(notBefore)
              : Optional.of("waits until " + times.local(until) + ": " + LogText.safe(why));
    };
  }

  private Optional<String> own(Optional<Instant> notBefore) {
    return notBefore
        .filter(it -> it.isAfter(state.clock().instant()))
        .map(it -> "waits until " + times.local(it));
  }
}
