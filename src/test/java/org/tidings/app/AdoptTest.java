// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.SettableClock;
import org.tidings.feed.FeedDocument;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;

class AdoptTest {
  @Test
  void the_archive_is_read_where_link_fields_name_it(@TempDir Path folder) throws Exception {
    var clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
    try (var server = StubServer.start();
        var egress = Egress.open("0-test");
        var state = State.open(folder.resolve("state"), clock, clock::millis)) {
      server.on("GET", "/feed", page("New").header("Link", "<archive/2>; rel=\"next\""));
      server.on("GET", "/archive/2", page("Old"));
      var file = Files.writeString(folder.resolve("tidings.toml"), toml(server));
      var engine = new Engine(state, Setup.read(file), egress);
      var read =
          new Adopt(state, engine, _ -> {})
              .read(
                  engine.setup().settings().feeds().getFirst(),
                  new Adopt.Order(5, 10, Set.of(), Set.of()));
      assertThat(((Adopt.Reading.Read) read).documents())
          .flatExtracting(FeedDocument::entries)
          .extracting(it -> it.title().orElseThrow())
          .containsExactly("New", "Old");
    }
  }

  private static StubAnswer page(String title) {
    return StubAnswer.ok(
        "application/rss+xml",
        ("<rss version=\"2.0\"><channel><item><title>%1$s</title>"
                + "<link>https://blog.example/%1$s</link></item></channel></rss>")
            .formatted(title));
  }

  private static String toml(StubServer server) {
    return """
    [[feed]]
    id = "blog"
    url = "%s"
    allow_private = ["127.0.0.1"]
    [[channel]]
    id = "log"
    type = "log"
    file = "posts.jsonl"
    """
        .formatted(server.uri("/feed"));
  }
}
