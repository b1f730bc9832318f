// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;

/// What scripts read: the commands' JSON, whole. `-Dgolden.update=true` writes the golden files
/// anew; a key that is gone or renamed breaks somebody's script.
class JsonGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/cli");

  private static final String FEED =
      """
      <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
      <title>Riverside Notes</title><link>BLOG/</link><language>en-IN</language>
      <item><title>Tea &amp;amp; trains</title><link>BLOG/tea/?utm_source=feed</link>
      <guid isPermaLink="false">BLOG/?p=3</guid>
      <pubDate>Mon, 23 Nov 2026 08:00:00 +0530</pubDate><author>a@b.example (Asha)</author>
      <category>Slow living</category><category>Travel</category>
      <description>&lt;p&gt;Five journeys.&lt;/p&gt;</description>
      <media:content url="BLOG/train.jpg" medium="image">
      <media:description>A blue train</media:description></media:content>
      <enclosure url="BLOG/talk.mp3" type="audio/mpeg" length="123"/>
      </item></channel></rss>
      """;

  @TempDir Path folder;
  private StubServer blog;
  private FakeMastodon mastodon;
  private Keyboard owner;

  @BeforeEach
  void start() throws IOException {
    owner = new Keyboard(folder);
    mastodon = new FakeMastodon(InstantSource.system());
    blog = StubServer.start();
    blog.on(
        "GET", "/feed/", StubAnswer.ok("application/rss+xml", FEED.replace("BLOG", origin(blog))));
    var token = Files.writeString(folder.resolve("token"), mastodon.token());
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        owner.config(),
        """
        timezone = "Asia/Kolkata"
        [[feed]]
        id = "blog"
        url = "BLOG/feed/"
        first = 1
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "toots"
        type = "mastodon"
        server = "MASTODON"
        token = { file = "FOLDER/token" }
        image = true
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "bluesky"
        type = "bluesky"
        handle = "asha.example"
        """
            .replace("BLOG", origin(blog))
            .replace("MASTODON", mastodon.address().toString())
            .replace("FOLDER", folder.toString()));
  }

  @AfterEach
  void stop() {
    mastodon.close();
    blog.close();
  }

  @Test
  void feed_and_plan_and_history_and_status_keep_their_shape() throws IOException {
    assertThat(
            owner.type("feed", origin(blog) + "/feed/", "--json", "--allow-private", "127.0.0.1"))
        .isZero();
    assertGolden("feed.json");
    assertThat(owner.tidings("pause", "bluesky")).isZero();
    assertThat(owner.tidings("plan", "--json")).isZero();
    assertGolden("plan.jsonl");
    assertThat(owner.tidings("once")).isZero();
    assertThat(owner.tidings("history", "--json")).isZero();
    assertGolden("history.jsonl");
    assertThat(owner.tidings("queue", "hold", "2")).isZero();
    assertThat(owner.tidings("status", "--json")).isEqualTo(69);
    assertGolden("status.jsonl");
  }

  private void assertGolden(String name) throws IOException {
    var file = GOLDEN.resolve(name);
    var said = settled(owner.out());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, said);
    }
    assertThat(said).as(name).isEqualTo(Files.readString(file));
  }

  /// What differs from run to run, by name: ports, keys, and times of now, whose form is checked.
  private String settled(String said) {
    var now = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?";
    return said.replace(origin(blog), "https://blog.example")
        .replace(mastodon.address().toString(), "https://social.example")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "social.example")
        .replaceAll(
            "\"(time|polled|answered|next|baselined|checked|lastPublished|paused)\":\""
                + now
                + "Z\"",
            "\"$1\":\"NOW\"")
        .replaceAll("\"local\":\"" + now + "\\+05:30\"", "\"local\":\"NOW\"");
  }

  private static String origin(StubServer server) {
    return server.uri("").toString();
  }
}
