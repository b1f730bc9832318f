// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidings.SettableClock;
import org.tidings.article.Article;
import org.tidings.article.ArticleId;
import org.tidings.channel.Channel;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings;
import org.tidings.config.ChannelSettings.OnEdit;
import org.tidings.config.ChannelSettings.OnUnknown;
import org.tidings.config.FeedId;
import org.tidings.post.Post;
import org.tidings.schedule.PostingWindow;
import org.tidings.schedule.WatchedClock;
import org.tidings.store.Beside;
import org.tidings.store.Database;

/// A real database in a folder, a clock to turn, and one channel. `restart` is what a new process
/// would do.
final class OutboxFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  static final ChannelId CHANNEL = new ChannelId("fake");
  static final Duration SETTLE = Duration.ofMinutes(2);

  final SettableClock clock = new SettableClock(START);
  final Path file;
  final Beside beside;
  private final SplittableRandom random;
  private Database database;
  private ChannelSettings settings = settings(OnUnknown.ASK);
  private Dispatcher dispatcher;
  private Duration turned = Duration.ZERO;

  OutboxFixture(Path folder, long seed) {
    file = folder.resolve("tidings-" + seed + ".db");
    beside = Beside.in(made(folder.resolve("beside-" + seed)));
    random = new SplittableRandom(seed);
    database = Database.open(file);
    dispatcher = dispatcher();
    outbox().recover(beside);
    database.runInTx(
        tx ->
            tx.handle()
                .execute("INSERT INTO feed (id, url, next_poll) VALUES ('blog', 'http://b/', 0)"));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ChannelSettings settings(OnUnknown onUnknown) {
    return settings(onUnknown, 1000, Duration.ZERO, Optional.empty());
  }

  static ChannelSettings settings(OnEdit onEdit) {
    return settings(OnUnknown.ASK, onEdit, 1000, Duration.ZERO, Optional.empty());
  }

  static ChannelSettings settings(
      OnUnknown onUnknown, int daily, Duration spacing, Optional<PostingWindow> window) {
    return settings(onUnknown, OnEdit.IGNORE, daily, spacing, window);
  }

  private static ChannelSettings settings(
      OnUnknown onUnknown,
      OnEdit onEdit,
      int daily,
      Duration spacing,
      Optional<PostingWindow> window) {
    return new ChannelSettings(
        CHANNEL,
        "fake",
        Optional.empty(),
        daily,
        spacing,
        window,
        Duration.ofDays(3),
        onUnknown,
        onEdit,
        SETTLE,
        Map.of(),
        List.of());
  }

  OutboxFixture with(ChannelSettings other) {
    settings = other;
    return this;
  }

  Outbox outbox() {
    return new Outbox(database, clock, random);
  }

  Accounts accounts() {
    return new Accounts(database, clock);
  }

  OwnersWord owner() {
    return new OwnersWord(database, clock);
  }

  Database database() {
    return database;
  }

  /// Remembers an article and enqueues its post.
  DeliveryId enqueue(String title) {
    return database.inTx(
        tx -> {
          var id =
              tx.handle()
                  .createUpdate(
                      """
                      INSERT INTO article (feed, title, first_seen, baseline, content)
                      VALUES ('blog', :title, 0, 0, '{}')\
                      """)
                  .bind("title", title)
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          return outbox()
              .enqueue(tx, article(new ArticleId(id), title), settings, post(title))
              .orElseThrow();
        });
  }

  Progress step(Channel channel) {
    return dispatcher.deliverNext(settings, channel);
  }

  /// Steps until there is nothing to do at this instant.
  Progress.Idle drain(Channel channel) {
    for (var steps = 0; steps < 1000; steps++) {
      if (step(channel) instanceof Progress.Idle idle) {
        return idle;
      }
    }
    throw new AssertionError("never idle");
  }

  /// Steps, and turns the clock on whenever there is something to wait for, for so long at most.
  void run(Channel channel, Duration atMost) {
    var end = clock.instant().plus(atMost);
    while (true) {
      var until = drain(channel).until();
      if (until.isEmpty() || until.get().isAfter(end)) {
        return;
      }
      clock.set(until.get());
    }
  }

  /// What a new process does after the old one died.
  void restart() {
    database.close();
    database = Database.open(file);
    dispatcher = dispatcher();
    outbox().recover(beside);
  }

  private Dispatcher dispatcher() {
    var watched =
        new WatchedClock(
            clock,
            () -> clock.instant().minus(turned).toEpochMilli() * 1_000_000,
            outbox().latest(),
            by -> database.runInTx(tx -> outbox().turned(tx, by)));
    return new Dispatcher(database, beside, watched::now, ZoneOffset.UTC, random);
  }

  /// Somebody sets the wall clock; no time passes.
  void turnClock(Duration by) {
    turned = turned.plus(by);
    clock.advance(by);
  }

  Delivery delivery(DeliveryId id) {
    return outbox().find(id).orElseThrow();
  }

  DeliveryState state(DeliveryId id) {
    return delivery(id).state();
  }

  Optional<String> reason(DeliveryId id) {
    return database.read(tx -> DeliveryTable.reason(tx, id));
  }

  /// The steps of a delivery's history, as `step` or `step:outcome`.
  List<String> history(DeliveryId id) {
    return database.read(
        tx ->
            tx.handle()
                .createQuery(
                    """
                    SELECT step || coalesce(':' || outcome, '') FROM attempt
                    WHERE delivery = :id ORDER BY id\
                    """)
                .bind("id", id.value())
                .mapTo(String.class)
                .list());
  }

  @Override
  public void close() {
    database.close();
  }

  private static Article article(ArticleId id, String title) {
    return new Article(
        id,
        new FeedId("blog"),
        Optional.of(URI.create("https://blog.example/" + id)),
        title,
        "",
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        START);
  }

  private static Post post(String title) {
    return new Post(
        title,
        List.of(),
        Optional.of(URI.create("https://blog.example/" + title.hashCode())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        title,
        false);
  }
}
