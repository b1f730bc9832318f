// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.http.Http;
import org.tidings.outbox.Outbox;
import org.tidings.store.Database;

/// Polls feeds, one step per call: fetch, parse, and in one transaction remember what was new and
/// enqueue its posts. Owns no thread; two polls of one feed at the same time are harmless.
public final class Poller {
  private final Database database;
  private final Outbox outbox;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Poller(Database database, Outbox outbox, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
    this.random = random;
  }

  /// Those of the configured feeds whose time has come, the longest overdue first. A feed that was
  /// never read, or whose address has changed, is due at once.
  public List<FeedId> due(List<FeedSettings> feeds) {
    return database.read(_ -> feeds.stream().map(FeedSettings::id).toList());
  }

  /// Polls one feed now, due or not.
  ///
  /// @param destinations the channels that its articles go to
  /// @param http the way out, with this feed's allowed private addresses
  public PollReport poll(FeedSettings feed, List<Destination> destinations, Http http) {
    var reason = "not yet" + outbox.queue() + destinations + http;
    var next = clock.instant().plusMillis(random.nextInt(1));
    return new PollReport(
        feed.id(), new PollReport.Ending.Failed(reason), List.of(), Optional.of(next));
  }
}
