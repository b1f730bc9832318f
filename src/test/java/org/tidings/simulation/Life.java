// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.tidings.channel.Channel;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings;
import org.tidings.config.FeedId;
import org.tidings.http.Http;
import org.tidings.outbox.Accounts;
import org.tidings.outbox.Dispatcher;
import org.tidings.outbox.Outbox;
import org.tidings.outbox.OwnersWord;
import org.tidings.outbox.Progress;
import org.tidings.poll.Destination;
import org.tidings.poll.Poller;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.schedule.WatchedClock;
import org.tidings.store.Beside;
import org.tidings.store.Database;

/// The engine as one process has it, from its start to its end: the real parts, wired as the daemon
/// wires them, without threads.
final class Life implements AutoCloseable {
  static final ChannelId CHANNEL = new ChannelId("simulated");
  static final FeedId FEED = new FeedId("blog");

  private final World world;
  private final Mix mix;
  private final Database database;
  private final Beside beside;
  private final Outbox outbox;
  private final Poller poller;
  private final Dispatcher dispatcher;
  private final Accounts accounts;
  private final OwnersWord owner;
  private final Http blog;
  private final Channel channel;
  private final ChannelSettings settings;

  /// Opens the state.
  ///
  /// @param file the database
  Life(
      World world,
      Mix mix,
      Path file,
      Blog blog,
      SimulatedChannel channel,
      Mistake mistake,
      RandomGenerator random) {
    this.world = world;
    this.mix = mix;
    this.channel = mistake.on(channel, world);
    database = Database.open(file);
    Disk.under(database, world);
    beside = Beside.in(file.toAbsolutePath().getParent());
    this.blog = mistake.reading(blog, database);
    outbox = new Outbox(database, world.clock(), random);
    poller = new Poller(database, outbox, world.clock(), random);
    dispatcher = new Dispatcher(database, beside, watched(mistake), ZoneOffset.UTC, random);
    accounts = new Accounts(database, world.clock());
    owner = new OwnersWord(database, world.clock());
    settings = mix.channel(mistake.settle(mix.settle()));
  }

  private InstantSource watched(Mistake mistake) {
    var latest =
        Stream.of(outbox.latest(), poller.latest())
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    var clock = new WatchedClock(world.clock(), world::ticks, latest, this::turned);
    return mistake.clock(clock::now, world);
  }

  private void turned(Duration by) {
    database.runInTx(
        tx -> {
          outbox.turned(tx, by);
          poller.turned(tx, by);
        });
    world.noticed();
  }

  /// What a start does before anything else.
  void recover() {
    outbox.recover(beside);
  }

  boolean feedIsDue() {
    return !poller.due(List.of(mix.feed()), Set.of()).isEmpty();
  }

  /// Polls; tells when the next poll is due.
  Instant poll() {
    return poller
        .poll(mix.feed(), List.of(new Destination(settings, channel, TEMPLATE)), blog, false)
        .next()
        .orElse(Instant.MAX);
  }

  Progress deliver() {
    return dispatcher.deliverNext(settings, channel);
  }

  void backUp(Path to) {
    try {
      Files.deleteIfExists(to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.backup(to);
  }

  Beside beside() {
    return beside;
  }

  /// The account is checked, as upkeep does.
  void check() {
    accounts.checked(CHANNEL, channel.check());
  }

  Outbox outbox() {
    return outbox;
  }

  Accounts accounts() {
    return accounts;
  }

  OwnersWord owner() {
    return owner;
  }

  Database database() {
    return database;
  }

  private static final Template TEMPLATE = template();

  private static Template template() {
    try {
      return Template.compile("{{ title }}\n\n{{ link }}");
    } catch (TemplateException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
