// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.util.function.Consumer;
import org.tidings.http.Egress;
import org.tidings.outbox.Progress;
import org.tidings.poll.PollReport;

/// `tidings once`: what the daemon does, a single time.
public final class OneRound {
  private final Places places;

  public OneRound(Places places) {
    this.places = places;
  }

  /// Polls every feed that is due, then delivers what is due. What must wait (for its spacing, a
  /// look, a server) waits for the next round.
  ///
  /// @param polled is told of each poll
  /// @throws org.tidings.store.BusyException if a daemon runs on the state
  public void run(Consumer<PollReport> polled) {
    var setup = Setup.read(places.config());
    try (var state = State.open(places.state());
        var _ = state.folder().lock();
        var egress = Egress.open(Version.current())) {
      state.outbox().recover(state.beside());
      var engine = new Engine(state, setup, egress);
      for (var id : engine.dueFeeds()) {
        setup.feed(id).map(engine::poll).ifPresent(polled);
      }
      for (var channel : setup.channels()) {
        while (engine.deliver(channel.settings().id()) instanceof Progress.Worked) {
          // one step after another, until there is nothing to do now
        }
      }
    }
  }
}
