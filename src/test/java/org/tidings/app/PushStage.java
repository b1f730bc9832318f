// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tidings.SettableClock;
import org.tidings.config.ChannelId;
import org.tidings.feed.HubOffer;
import org.tidings.http.Egress;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;
import org.tidings.push.CloudServer;
import org.tidings.push.Hub;
import org.tidings.secret.Secret;

/// A blog, its hub and a webhook on real sockets, and between them the daemon's own parts on its
/// own threads, by a clock that only the test moves: what comes, comes from a push.
public final class PushStage implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private final SettableClock clock = new SettableClock(START);
  private final StubServer servers = StubServer.start();
  private final HubOffer.Kind kind;
  private final Hub hub = new Hub();
  private final CloudServer cloud = new CloudServer();
  private final Egress egress = Egress.open("0-test");
  private final AtomicInteger newest = new AtomicInteger(3);
  private final LinkedBlockingQueue<StubRequest> posted = new LinkedBlockingQueue<>();
  private final int port;
  private final State state;
  private final Engine engine;
  private final Shift shift;

  /// A blog that names a WebSub hub.
  public PushStage(Path folder) throws IOException {
    this(folder, HubOffer.Kind.WEBSUB);
  }

  PushStage(Path folder, HubOffer.Kind kind) throws IOException {
    this.kind = kind;
    port = freePort();
    servers.handle("GET", "/feed", _ -> StubAnswer.ok("application/rss+xml", feed()));
    servers.handle(
        "POST",
        "/hook",
        request -> {
          posted.add(request);
          return StubAnswer.status(204);
        });
    var file = Files.writeString(Files.createDirectories(folder).resolve("tidings.toml"), toml());
    state = State.open(folder.resolve("state"), clock, () -> clock.millis() * 1_000_000);
    state.keyring(new ChannelId("hook")).put("secret", Secret.of("whsec_" + "QUJD".repeat(8)));
    engine = new Engine(state, Setup.read(file), egress);
    shift = new Shift(engine, it -> {});
    shift.start();
    engine.poll(engine.setup().settings().feeds().getFirst());
    engine.tendHubs();
  }

  Engine engine() {
    return engine;
  }

  public Hub hub() {
    return hub;
  }

  CloudServer cloud() {
    return cloud;
  }

  /// What the blog's feed calls itself.
  URI topic() {
    return servers.uri("/feed");
  }

  /// Publishes one more article, which nobody is told of yet.
  public void write() {
    newest.incrementAndGet();
    clock.advance(Duration.ofMinutes(2));
  }

  /// What the webhook got next.
  public String posted() throws InterruptedException {
    var request = posted.poll(60, TimeUnit.SECONDS);
    if (request == null) {
      throw new IllegalStateException("nothing was posted");
    }
    return request.text();
  }

  int waiting() {
    return posted.size();
  }

  /// A request to the door, past the hub.
  Reply send(Request request) {
    return egress.http(List.of("127.0.0.1")).send(request);
  }

  String door() {
    return "http://127.0.0.1:" + port + "/websub/";
  }

  private String toml() {
    return """
    [websub]
    callback = "%s"
    rsscloud = "%s"
    listen = "127.0.0.1:%d"
    [[feed]]
    id = "blog"
    url = "%s"
    allow_private = ["127.0.0.1"]
    [[channel]]
    id = "hook"
    type = "webhook"
    url = "%s"
    allow_private = ["127.0.0.1"]
    spacing = "0s"
    daily = 1000
    """
        .formatted(door(), door(), port, topic(), servers.uri("/hook"));
  }

  private String feed() {
    var items = new StringBuilder();
    for (var i = newest.get(); i > newest.get() - 3; i--) {
      items.append(
          "<item><guid>https://blog.example/%1$d</guid><link>https://blog.example/%1$d</link>"
                  .formatted(i)
              + "<title>Article %d</title></item>".formatted(i));
    }
    return "<rss version=\"2.0\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel>"
        + "<title>A blog</title>"
        + named()
        + "<a:link rel=\"self\" href=\"%s\"/>".formatted(topic())
        + items
        + "</channel></rss>";
  }

  private String named() {
    return switch (kind) {
      case WEBSUB -> "<a:link rel=\"hub\" href=\"%s\"/>".formatted(hub.address());
      case RSSCLOUD -> cloud.element();
    };
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }

  @Override
  public void close() {
    shift.end();
    state.close();
    egress.close();
    hub.close();
    cloud.close();
    servers.close();
  }
}
