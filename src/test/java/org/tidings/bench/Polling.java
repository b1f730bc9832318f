// SPDX-License-Identifier: Apache-2.0
package org.tidings.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.tidings.channel.FakeChannel;
import org.tidings.config.Directives;
import org.tidings.config.FeedAccess;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.http.Egress;
import org.tidings.outbox.Outbox;
import org.tidings.poll.Destination;
import org.tidings.poll.Due;
import org.tidings.poll.PollReport;
import org.tidings.poll.Poller;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.store.Database;

/// The real poller, its database on the disk and its way out, for feeds on this machine; articles
/// are composed for one channel and wait there.
final class Polling implements AutoCloseable {
  private static final List<String> HERE = List.of("127.0.0.1");

  private final Database database;
  private final Egress egress = Egress.open("0-bench");
  private final Poller poller;
  private final List<Destination> destinations = List.of(destination());

  Polling(Path folder) {
    var clock = InstantSource.system();
    var random = new SplittableRandom(1);
    database = Database.open(folder.resolve("tidings.db"));
    poller = new Poller(database, new Outbox(database, clock, random), clock, random);
  }

  PollReport poll(FeedSettings feed) {
    return poller.poll(feed, destinations, egress.http(HERE), false);
  }

  List<Due> due(List<FeedSettings> feeds) {
    return poller.due(feeds, Set.of());
  }

  static FeedSettings feed(String id, URI url) {
    return new FeedSettings(
        new FeedId(id),
        url,
        Optional.empty(),
        Duration.ZERO,
        0,
        Directives.NONE,
        HERE,
        Optional.empty(),
        false,
        FeedAccess.NONE);
  }

  private static Destination destination() {
    var settings = FakeChannel.settings("one");
    var channel = new FakeChannel(new FakeChannel.Platform(), List.of());
    try {
      return new Destination(settings, channel, Template.compile("{{ title }}\n\n{{ link }}"));
    } catch (TemplateException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    egress.close();
    database.close();
  }
}
