// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;

/// The owner looks at what only the owner can decide: a post to a channel that can't be asked,
/// whose answer was lost.
class QueueCommandTest {
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private StubServer server;

  @BeforeEach
  void start() throws IOException {
    server = StubServer.start();
    server.on("GET", "/feed/", StubAnswer.ok("application/rss+xml", RSS));
    server.on("POST", "/hook", StubAnswer.status(502));
    var secret = Files.writeString(folder.resolve("secret"), SECRET);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        timezone = "UTC"
        [[feed]]
        id = "blog"
        url = "%s"
        first = 1
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "hook"
        type = "webhook"
        url = "%s"
        secret = { file = "%s" }
        allow_private = ["127.0.0.1"]
        """
            .formatted(server.uri("/feed/"), server.uri("/hook"), secret));
    assertThat(tidings("once")).isZero();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_evidence_is_shown_and_the_owner_says_that_it_is_out() {
    assertThat(tidings("queue")).isZero();
    assertThat(out.toString())
        .containsPattern("1 +unknown +hook +Tea")
        .containsPattern("\\d\\d:\\d\\d:\\d\\d  sent, no answer: .*502")
        .contains("asks you", "tidings queue posted 1, or retry 1, or drop 1");
    assertThat(tidings("status")).isEqualTo(69);
    assertThat(tidings("queue", "posted", "1", "--url", "https://example.org/seen")).isZero();
    assertThat(tidings("history")).isZero();
    assertThat(out.toString()).contains("published", "https://example.org/seen");
    assertThat(tidings("status")).isZero();
  }

  @Test
  void the_owner_says_that_it_is_not_out_and_it_is_sent_again() {
    server.on("POST", "/hook", StubAnswer.status(204));
    assertThat(tidings("once")).isZero();
    assertThat(server.requests("/hook")).as("never by itself").hasSize(1);
    assertThat(tidings("queue", "retry", "1")).isZero();
    assertThat(tidings("once")).isZero();
    assertThat(server.requests("/hook")).hasSize(2);
    assertThat(tidings("queue")).isZero();
    assertThat(out.toString()).doesNotContain("Tea");
  }

  private int tidings(String... words) {
    out.getBuffer().setLength(0);
    var places =
        Stream.of(
            "--config",
            folder.resolve("tidings.toml").toString(),
            "--state",
            folder.resolve("state").toString());
    var terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(out, true), false);
    return Cli.run(terminal, Stream.concat(Stream.of(words), places).toArray(String[]::new));
  }

  private static final String RSS =
      """
      <rss version="2.0"><channel><title>Riverside</title><link>https://b.example/</link>
      <item><title>Tea</title><link>https://b.example/1/</link><guid>1</guid></item>
      </channel></rss>
      """;
}
