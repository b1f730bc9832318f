// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidings.SettableClock;
import org.tidings.article.Article;
import org.tidings.article.Articles;
import org.tidings.article.Entries;
import org.tidings.channel.Channel;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.Proof;
import org.tidings.config.Directives;
import org.tidings.config.FeedAccess;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.config.Settings;
import org.tidings.feed.Entry;
import org.tidings.outbox.Accounts;
import org.tidings.outbox.Dispatcher;
import org.tidings.outbox.Outbox;
import org.tidings.outbox.OwnersWord;
import org.tidings.outbox.Progress;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.store.Beside;
import org.tidings.store.Database;

/// A real database, in which a feed's articles were posted to channels of a fake network.
final class HistoryFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  static final FeedId BLOG = new FeedId("blog");

  final SettableClock clock = new SettableClock(START);
  final Beside beside;
  final Database database;
  private final SplittableRandom random = new SplittableRandom(7);
  private final Map<String, FakeChannel> channels = new HashMap<>();

  HistoryFixture(Path folder) {
    database = Database.open(folder.resolve("tidings.db"));
    beside = Beside.in(folder);
    addFeed("blog");
    addFeed("notes");
  }

  private void addFeed(String id) {
    database.runInTx(
        tx -> tx.handle().execute("INSERT INTO feed (id, url) VALUES (?, ?)", id, "http://" + id));
  }

  /// The channel, made on its first mention; its own posts can be read back.
  FakeChannel channel(String id) {
    return channels.computeIfAbsent(
        id, _ -> new FakeChannel(new FakeChannel.Platform(), List.of(new Proof.ReadBack())));
  }

  /// Remembers an article and enqueues it for the channels.
  Article post(String feed, String link, String title, String... to) {
    return database.inTx(
        tx -> {
          var article = remember(tx, feed, Entries.entry(link, link, title), false);
          for (var id : to) {
            outbox()
                .enqueue(
                    tx,
                    article,
                    FakeChannel.settings(id),
                    channel(id).compose(article, template()));
          }
          return article;
        });
  }

  Article baseline(String link, String title) {
    return database.inTx(tx -> remember(tx, "blog", Entries.entry(link, link, title), true));
  }

  private Article remember(org.tidings.store.Tx tx, String feed, Entry entry, boolean baseline) {
    var id = new FeedId(feed);
    var document = Entries.document("https://blog.example/", "", List.of(entry));
    var url = URI.create("https://blog.example/feed/");
    var unknown = Articles.recognise(tx, id, url, document).unknown().getFirst();
    return baseline
        ? Articles.addBaseline(tx, id, unknown, clock.instant())
        : Articles.add(tx, id, unknown, clock.instant());
  }

  /// Delivers what is due on a channel, turning the clock on for what it waits for.
  HistoryFixture deliver(String id) {
    var dispatcher = new Dispatcher(database, beside, clock, ZoneOffset.UTC, random);
    for (var steps = 0; steps < 100; steps++) {
      if (dispatcher.deliverNext(FakeChannel.settings(id), channel(id))
          instanceof Progress.Idle(var until)) {
        if (until.isEmpty()) {
          return this;
        }
        clock.set(until.get());
      }
    }
    throw new AssertionError("never idle");
  }

  /// One step on a channel.
  HistoryFixture step(String id) {
    step(id, channel(id));
    return this;
  }

  private void step(String id, Channel channel) {
    new Dispatcher(database, beside, clock, ZoneOffset.UTC, random)
        .deliverNext(FakeChannel.settings(id), channel);
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

  History history() {
    return new History(database, outbox());
  }

  Status status(String... ids) {
    var feed =
        new FeedSettings(
            BLOG,
            URI.create("http://blog"),
            Optional.of(Duration.ofHours(1)),
            Duration.ZERO,
            0,
            Directives.NONE,
            List.of(),
            Optional.empty(),
            false,
            FeedAccess.NONE);
    var never =
        new FeedSettings(
            new FeedId("never"),
            URI.create("http://never"),
            Optional.of(Duration.ofHours(1)),
            Duration.ZERO,
            0,
            Directives.NONE,
            List.of(),
            Optional.empty(),
            false,
            FeedAccess.NONE);
    var all = List.of(ids).stream().map(FakeChannel::settings).toList();
    return history()
        .status(
            new Settings(
                ZoneOffset.UTC,
                Optional.empty(),
                List.of(feed, never),
                all,
                List.of(),
                Optional.empty()),
            _ -> Optional.empty());
  }

  private static Template template() {
    try {
      return Template.compile("{{ title }}\n\n{{ link }}");
    } catch (TemplateException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
