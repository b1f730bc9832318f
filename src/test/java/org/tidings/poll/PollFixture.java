// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidings.SettableClock;
import org.tidings.channel.Channel;
import org.tidings.channel.FakeChannel;
import org.tidings.config.Directives;
import org.tidings.config.FeedAccess;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.config.Settings;
import org.tidings.history.FeedStatus;
import org.tidings.history.History;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.outbox.Outbox;
import org.tidings.outbox.QueueItem;
import org.tidings.poll.Destination.Way;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.store.Beside;
import org.tidings.store.Database;

/// A blog on a real server, a real database, and channels that only compose.
final class PollFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  static final Duration EVERY = Duration.ofMinutes(15);

  final SettableClock clock = new SettableClock(START);
  final StubServer server = StubServer.start();
  final Egress egress = Egress.open("0-test");
  private final Path folder;
  private final Path file;
  Directives directives = Directives.NONE;
  private Duration settle = Duration.ZERO;
  private Database database;
  private final List<Destination> destinations = new ArrayList<>();
  private StubServer.Behaviour answer = StubAnswer.status(404);

  PollFixture(Path folder) {
    this.folder = folder;
    file = folder.resolve("tidings.db");
    database = Database.open(file);
    server.handle("GET", "/feed", _ -> answer);
    to("one", new FakeChannel(new FakeChannel.Platform(), List.of()));
  }

  /// Another channel.
  PollFixture to(String id, Channel channel) {
    try {
      destinations.add(
          new Destination(
              FakeChannel.settings(id), channel, Template.compile("{{ title }} {{ link }}")));
      return this;
    } catch (TemplateException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Only this channel, on ways of its own.
  PollFixture onlyTo(String id, List<Way> ways) {
    destinations.clear();
    var channel = new FakeChannel(new FakeChannel.Platform(), List.of());
    destinations.add(new Destination(FakeChannel.settings(id), channel, ways));
    return this;
  }

  PollFixture onlyTo(String id, Channel channel) {
    destinations.clear();
    return to(id, channel);
  }

  /// What the blog answers from now on: 304 to who has it already, as servers do.
  PollFixture publish(Rss rss) {
    var body = rss.toString();
    var etag = "\"" + HexFormat.of().toHexDigits(body.hashCode()) + "\"";
    server.handle(
        "GET",
        "/feed",
        request ->
            request.header("If-None-Match").filter(etag::equals).isPresent()
                ? StubAnswer.status(304).header("ETag", etag)
                : document(body).header("ETag", etag));
    return this;
  }

  /// Lets new articles stand for a while.
  PollFixture settle(Duration other) {
    settle = other;
    return this;
  }

  PollFixture answer(StubServer.Behaviour other) {
    answer = other;
    server.handle("GET", "/feed", _ -> answer);
    return this;
  }

  static StubAnswer document(String body) {
    return StubAnswer.ok("application/rss+xml", body.getBytes(StandardCharsets.UTF_8));
  }

  FeedSettings feed() {
    return feed(0);
  }

  FeedSettings feed(int first) {
    return feed("blog", "/feed", first);
  }

  FeedSettings feed(String id, String path, int first) {
    return new FeedSettings(
        new FeedId(id),
        server.uri(path),
        Optional.of(EVERY),
        settle,
        first,
        directives,
        List.of("127.0.0.1"),
        Optional.empty(),
        false,
        FeedAccess.NONE);
  }

  PollReport poll() {
    return poll(feed());
  }

  PollReport poll(FeedSettings feed) {
    var report = poller().poll(feed, destinations, egress.http(feed.allowPrivate()), false);
    clock.advance(EVERY);
    return report;
  }

  Poller poller() {
    return new Poller(database, outbox(), clock, new SplittableRandom(7));
  }

  Outbox outbox() {
    return new Outbox(database, clock, new SplittableRandom(clock.millis()));
  }

  History history() {
    return new History(database, outbox());
  }

  FeedStatus status(FeedId feed) {
    var settings =
        new Settings(
            ZoneOffset.UTC,
            Optional.empty(),
            List.of(feed(feed.value(), "/feed", 0)),
            List.of(),
            List.of(),
            Optional.empty());
    return history().status(settings, _ -> Optional.empty()).feeds().getFirst();
  }

  Database database() {
    return database;
  }

  /// Everything enqueued so far, oldest first.
  List<QueueItem> queue() {
    return outbox().queue().stream()
        .sorted(Comparator.comparingLong(it -> it.delivery().id().value()))
        .toList();
  }

  List<String> titles() {
    return queue().stream().map(QueueItem::title).toList();
  }

  /// What a new process would do after this one was killed.
  void restart() {
    database.close();
    database = Database.open(file);
  }

  /// The database is found to be older than what was sent.
  void restored() {
    var beside = Beside.in(folder);
    beside.watermark().raise(1000);
    outbox().recover(beside);
  }

  @Override
  public void close() {
    database.close();
    egress.close();
    server.close();
  }
}
