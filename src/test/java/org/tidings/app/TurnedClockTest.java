// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.SettableClock;
import org.tidings.config.ChannelId;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.push.Hub;
import org.tidings.secret.Secret;

/// Somebody sets the clock back while the daemon runs: nothing waits for the time to come again.
class TurnedClockTest {
  private static final Duration BACK = Duration.ofDays(-10);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final AtomicLong ticks = new AtomicLong();
  private final StubServer servers = StubServer.start();
  private final Hub hub = new Hub();
  private final Egress egress = Egress.open("0-test");
  private State state;
  private Engine engine;

  @BeforeEach
  void open() throws IOException {
    servers.on("GET", "/feed", StubAnswer.ok("application/rss+xml", feed()));
    servers.on("POST", "/hook", StubAnswer.status(429));
    state = State.open(folder.resolve("state"), clock, ticks::get);
    state.keyring(new ChannelId("hook")).put("secret", Secret.of("whsec_" + "QUJD".repeat(8)));
    var file = Files.writeString(folder.resolve("tidings.toml"), toml());
    engine = new Engine(state, Setup.read(file), egress);
  }

  @AfterEach
  void close() {
    state.close();
    egress.close();
    hub.close();
    servers.close();
  }

  @Test
  void feeds_posts_and_hubs_are_as_far_away_as_they_were() {
    engine.poll(engine.setup().settings().feeds().getFirst());
    engine.tendHubs();
    deliver();
    assertThat(engine.dueFeeds()).isEmpty();
    assertThat(servers.requests("/hook")).hasSize(1);
    clock.advance(BACK);
    deliver(); // whoever looks at the clock notices
    passes(Duration.ofHours(25));
    assertThat(engine.dueFeeds()).hasSize(1);
    engine.tendHubs();
    assertThat(hub.count()).as("a day after it did not ask back").isEqualTo(2);
    deliver();
    assertThat(servers.requests("/hook"))
        .as("after the rest that the channel asked for")
        .hasSize(2);
  }

  private void deliver() {
    engine.deliver(new ChannelId("hook"));
  }

  private void passes(Duration time) {
    clock.advance(time);
    ticks.addAndGet(time.toNanos());
  }

  private String toml() {
    return """
    [websub]
    callback = "http://127.0.0.1/websub"
    [[feed]]
    id = "blog"
    url = "%s"
    first = 1
    allow_private = ["127.0.0.1"]
    [[channel]]
    id = "hook"
    type = "webhook"
    url = "%s"
    allow_private = ["127.0.0.1"]
    """
        .formatted(servers.uri("/feed"), servers.uri("/hook"));
  }

  private String feed() {
    return "<rss version=\"2.0\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel>"
        + "<title>A blog</title><a:link rel=\"hub\" href=\"%s\"/>".formatted(hub.address())
        + "<a:link rel=\"self\" href=\"%s\"/>".formatted(servers.uri("/feed"))
        + "<item><guid>1</guid><link>https://blog.example/1</link><title>One</title></item>"
        + "</channel></rss>";
  }
}
