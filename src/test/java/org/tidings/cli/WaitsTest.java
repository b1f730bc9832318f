// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.store.Database;

/// Nothing waits without a word: until when, for what, and what its owner can do.
class WaitsTest {
  @TempDir Path folder;
  private StubServer blog;
  private Keyboard owner;

  @BeforeEach
  void start() {
    owner = new Keyboard(folder);
    blog = StubServer.start();
    blog.on(
        "GET",
        "/feed/",
        StubAnswer.ok(
            "application/rss+xml",
            "<rss version=\"2.0\"><channel><title>t</title><item><title>Tea</title>"
                + "<link>https://blog.example/tea/</link></item></channel></rss>"));
  }

  @AfterEach
  void stop() {
    blog.close();
  }

  @Test
  void a_post_outside_its_window_says_when_it_opens() throws IOException {
    configure("window = \"" + closedNow() + "\"");
    assertThat(owner.tidings("once")).isZero();
    var words = "waits until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:00: its window opens then";
    assertThat(owner.tidings("queue")).isZero();
    assertThat(owner.out()).containsPattern("ready +log +Tea\n +" + words);
    assertThat(owner.tidings("explain", "Tea")).isZero();
    assertThat(owner.out()).containsPattern(words);
    assertThat(owner.tidings("plan")).isZero();
    assertThat(owner.out()).containsPattern("goes out .*Z\\): its window opens then");
    assertThat(owner.tidings("plan", "--json")).isZero();
    assertThat(owner.out())
        .containsPattern("\"time\":\"[^\"]+:00Z\",\"local\":\"[^\"]+Z\",\"waits\":\"its window");
  }

  @Test
  void a_paused_channels_post_names_the_command_that_goes_on() throws IOException {
    configure("");
    owner.tidings("pause", "log");
    assertThat(owner.tidings("once")).isZero();
    assertThat(owner.tidings("queue")).isZero();
    assertThat(owner.out()).contains("the channel is paused; go on with: tidings resume log");
  }

  @Test
  void a_post_for_a_channel_that_was_taken_out_says_so() throws IOException {
    configure("");
    owner.tidings("pause", "log");
    owner.tidings("once");
    Files.writeString(
        owner.config(), Files.readString(owner.config()).replace("id = \"log\"", "id = \"new\""));
    assertThat(owner.tidings("queue")).isZero();
    assertThat(owner.out()).contains("its channel is not in the configuration any more");
    Files.writeString(owner.config(), "colour = \"blue\"");
    assertThat(owner.tidings("queue")).as("whatever the file says").isZero();
  }

  @Test
  void a_feed_that_nobody_reads_any_more_needs_its_owner() throws IOException {
    configure("");
    owner.tidings("once");
    assertThat(owner.tidings("status")).isZero();
    try (var database = Database.open(owner.state().resolve("tidings.db"))) {
      database.runInTx(
          tx ->
              tx.handle()
                  .execute(
                      "UPDATE feed SET next_poll = ?",
                      Instant.now().minusSeconds(3601).toEpochMilli()));
    }
    assertThat(owner.tidings("status")).isEqualTo(69);
    assertThat(owner.out())
        .containsPattern("needs you: feed blog should have been read at .*daemon");
    assertThat(owner.tidings("status", "--json")).isEqualTo(69);
    assertThat(owner.out()).containsPattern("\"needs\":\\[\"feed blog should");
  }

  /// An hour that begins two hours from now.
  private static String closedNow() {
    var time = DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    var now = Instant.now();
    return time.format(now.plusSeconds(7200)) + "-" + time.format(now.plusSeconds(10_800));
  }

  private void configure(String line) throws IOException {
    Files.writeString(
        owner.config(),
        """
        timezone = "UTC"
        [[feed]]
        id = "blog"
        url = "%s"
        first = 1
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "log"
        type = "log"
        file = "posts.jsonl"
        %s
        """
            .formatted(blog.uri("/feed/"), line));
  }
}
