// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;

/// `tidings once`, from cron.
@Timeout(60)
class OnceTest {
  @TempDir Path folder;

  @Test
  void a_slow_feed_or_channel_delays_no_other() throws IOException {
    var owner = new Keyboard(folder);
    try (var server = StubServer.start()) {
      var feedRead = new CountDownLatch(1);
      var hookCalled = new CountDownLatch(1);
      server.handle("GET", "/slow", _ -> after(feedRead, feed("slow")));
      server.handle("GET", "/quick", _ -> now(feedRead, feed("quick")));
      server.handle("POST", "/slow", _ -> after(hookCalled, StubAnswer.status(204)));
      server.handle("POST", "/quick", _ -> now(hookCalled, StubAnswer.status(204)));
      var secret =
          Files.writeString(folder.resolve("secret"), "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY");
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(owner.config(), section(server, "slow") + section(server, "quick"));
      assertThat(owner.tidings("once")).as(owner.err()).isZero();
      assertThat(owner.err()).contains("reading feed slow …", "reading feed quick …");
      assertThat(owner.out()).contains("feed slow: first read", "feed quick: first read");
      assertThat(server.requests("/slow").stream().filter(it -> it.method().equals("POST")))
          .as("one article of each feed")
          .hasSize(2);
    }
  }

  /// An answer that comes only once somebody else's request has.
  private static StubServer.Behaviour after(CountDownLatch other, StubAnswer answer) {
    try {
      return other.await(20, TimeUnit.SECONDS) ? answer : StubAnswer.status(500);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StubServer.Behaviour now(CountDownLatch seen, StubAnswer answer) {
    seen.countDown();
    return answer;
  }

  private static StubAnswer feed(String id) {
    return StubAnswer.ok(
        "application/rss+xml",
        ("<rss version=\"2.0\"><channel><title>t</title><item><title>Tea</title>"
                + "<link>https://%s.example/</link></item></channel></rss>")
            .formatted(id));
  }

  private String section(StubServer server, String id) {
    return """
    [[feed]]
    id = "%1$s"
    url = "%2$s"
    first = 1
    allow_private = ["127.0.0.1"]
    [[channel]]
    id = "%1$s"
    type = "webhook"
    url = "%2$s"
    secret = { file = "%3$s" }
    spacing = "0s"
    allow_private = ["127.0.0.1"]
    """
        .formatted(id, server.uri("/" + id), folder.resolve("secret"));
  }
}
