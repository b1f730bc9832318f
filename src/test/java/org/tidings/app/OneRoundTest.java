// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.config.FeedId;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.poll.PollReport;

class OneRoundTest {
  private static final String CHANNEL =
      """
      [[channel]]
      id = "log"
      type = "log"
      file = "posts.jsonl"
      """;

  @Test
  void a_server_that_asks_for_rest_is_left_alone_by_its_other_feeds(@TempDir Path folder)
      throws Exception {
    try (var server = StubServer.start()) {
      server.handle("GET", "/*", _ -> StubAnswer.status(429).header("Retry-After", "7200"));
      var file = folder.resolve("tidings.toml");
      Files.writeString(file, feed(server, 1) + feed(server, 2) + CHANNEL);
      new OneRound(new Places(file, folder.resolve("state"))).run(new Nobody());
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static String feed(StubServer server, int number) {
    return """
    [[feed]]
    id = "feed%d"
    url = "%s"
    allow_private = ["127.0.0.1"]
    """
        .formatted(number, server.uri("/" + number));
  }

  private static final class Nobody implements OneRound.Listener {
    @Override
    public void polling(FeedId feed) {}

    @Override
    public void polled(PollReport report) {}
  }
}
