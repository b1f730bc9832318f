// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.tidings.channel.Channel;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings;
import org.tidings.config.Directives;
import org.tidings.config.FeedAccess;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
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
import org.tidings.store.Beside;
import org.tidings.store.Database;
import org.tidings.store.Watermark;

/// The engine as one process has it, from its start to its end: the real parts, wired as the daemon
/// wires them, without threads.
final class Life implements AutoCloseable {
  static final ChannelId CHANNEL = new ChannelId("simulated");
  static final FeedSettings FEED =
      new FeedSettings(
          new FeedId("blog"),
          Blog.FEED,
          Optional.of(Duration.ofMinutes(20)),
          0,
          Directives.NONE,
          List.of(),
          FeedAccess.NONE);

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

  Life(
      World world,
      Path file,
      Blog blog,
      SimulatedChannel channel,
      Kind kind,
      Bug bug,
      SplittableRandom random) {
    this.channel = bug.on(channel, kind, world);
    database = Database.open(file);
    beside = Beside.in(file.toAbsolutePath().getParent());
    this.blog = bug.reading(blog, database);
    outbox = new Outbox(database, world.clock(), random);
    poller = new Poller(database, outbox, world.clock(), random);
    dispatcher = new Dispatcher(database, beside, world.clock(), ZoneOffset.UTC, random);
    accounts = new Accounts(database, world.clock());
    owner = new OwnersWord(database, world.clock());
    settings = settings(bug.settle());
  }

  private static ChannelSettings settings(Duration settle) {
    return new ChannelSettings(
        CHANNEL,
        "simulated",
        Optional.empty(),
        1000,
        Duration.ZERO,
        Optional.empty(),
        Duration.ofDays(30),
        ChannelSettings.OnUnknown.ASK,
        settle,
        Map.of(),
        List.of());
  }

  /// What a start does before anything else.
  void recover() {
    outbox.recover(beside);
  }

  boolean feedIsDue() {
    return !poller.due(List.of(FEED), Set.of()).isEmpty();
  }

  /// Polls; tells when the next poll is due.
  Instant poll() {
    return poller
        .poll(FEED, List.of(new Destination(settings, channel, template())), blog, false)
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

  Watermark watermark() {
    return beside.watermark();
  }

  /// The account is checked, as upkeep does.
  void check() {
    accounts.checked(CHANNEL, channel.check());
  }

  Outbox outbox() {
    return outbox;
  }

  OwnersWord owner() {
    return owner;
  }

  Database database() {
    return database;
  }

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
