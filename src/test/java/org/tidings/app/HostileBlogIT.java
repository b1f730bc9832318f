// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.demo.DaemonProcess;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.demo.mastodon.FakeStatus;
import org.tidings.http.Misbehaviour;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;

/// Six feeds of one owner, five of which turn hostile while the real daemon reads them, and then
/// recover: clear words in the log, nothing lost, nothing leaked.
@Timeout(300)
class HostileBlogIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> FEEDS = List.of("good", "huge", "bomb", "drip", "moved", "xxe");

  /// A mention, a terminal's escapes in three spellings, and 5,000 emoji.
  private static final String TITLE =
      "@everyone \u001B[31mred &#27;[2J &#x9B;1m " + "👩‍🚀".repeat(1000) + "🎉".repeat(4000);

  private static final String WEBHOOK_SECRET =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString(
                  new byte[] {
                    9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
                    23, 24
                  });

  @TempDir Path folder;
  private StubServer server;

  /// Feeds of one server are asked one after another: the slow one has a server of its own.
  private StubServer slow;
  private FakeMastodon mastodon;

  @BeforeEach
  void start() throws IOException {
    server = StubServer.start();
    slow = StubServer.start();
    mastodon = new FakeMastodon(InstantSource.system());
    FEEDS.forEach(it -> serves(it, rss(it, item(it, 1, "Old news"))));
    server.on("POST", "/hook", StubAnswer.status(204));
    secret("token", mastodon.token());
    secret("secret", WEBHOOK_SECRET);
    Files.writeString(folder.resolve("private.txt"), "TOP-SECRET");
    Files.writeString(folder.resolve("tidings.toml"), configuration());
  }

  @AfterEach
  void stop() {
    mastodon.close();
    slow.close();
    server.close();
  }

  @Test
  void hostile_feeds_are_named_in_the_log_and_lose_and_leak_nothing() throws Exception {
    try (var daemon = DaemonProcess.start(folder)) {
      for (var feed : FEEDS) {
        awaitLog("feed=" + feed + " status=baselined: 1 entries");
      }
      turnHostile();
      awaitLog("feed=huge status=failed: .*larger than 10485760 bytes");
      awaitLog("feed=bomb status=failed: .*unpacks to more than 100 times its size");
      awaitLog("feed=moved status=failed: .*169\\.254\\.169\\.254 is link-local");
      awaitLog("feed=good status=new: 1 of 2 entries");
      awaitLog("feed=xxe status=new: 1 of 2 entries");
      awaitPosts("good/2/", "xxe/2/");
      assertThat(log()).as("nobody waits for the slow one").doesNotContain("feed=drip status=f");
      awaitLog("feed=drip status=failed: .*no whole answer within 30\\.0 s");

      List.of("huge", "bomb", "drip", "moved")
          .forEach(it -> serves(it, rss(it, item(it, 2, "Afterwards"), item(it, 1, "Old news"))));
      awaitPosts("good/2/", "xxe/2/", "huge/2/", "bomb/2/", "drip/2/", "moved/2/");
      assertThat(daemon.stop()).isZero();
    }
    assertThat(server.requests("/canary")).as("no external entity was fetched").isEmpty();
    assertWords();
    assertNothingLeaked();
  }

  private void turnHostile() {
    serves("good", rss("good", item("good", 2, TITLE), item("good", 1, "Old news")));
    serves("huge", rss("huge", "<!-- " + "x".repeat(20 << 20) + " -->"));
    server.on("GET", "/bomb", Misbehaviour.gzipBomb(200));
    slow.on("GET", "/drip", Misbehaviour.drips(document(rss("drip", "")), Duration.ofSeconds(1)));
    server.on(
        "GET", "/moved", StubAnswer.redirect(302, "http://169.254.169.254/latest/meta-data/"));
    serves(
        "xxe",
        "<!DOCTYPE rss [<!ENTITY f SYSTEM '%s'><!ENTITY h SYSTEM '%s'>]>"
                .formatted(folder.resolve("private.txt").toUri(), server.uri("/canary"))
            + rss("xxe", item("xxe", 2, "Secret: &f; &h;"), item("xxe", 1, "Old news")));
  }

  /// What the world saw of the worst title.
  private void assertWords() throws IOException {
    var status =
        mastodon.ledger().stream()
            .map(FakeStatus::text)
            .filter(it -> it.contains("/good/2/"))
            .findFirst()
            .orElseThrow();
    assertThat(status)
        .doesNotContain("@everyone")
        .contains("everyone", "👩‍🚀")
        .doesNotContain("�");
    assertThat(status.codePoints().noneMatch(it -> it < ' ' && it != '\n')).isTrue();
    assertThat(DaemonProcess.command(folder, "history", "--json", "--only", "published").lines())
        .as("six articles, three channels")
        .hasSize(18)
        .allMatch(it -> it.startsWith("{") && it.endsWith("}"));
    assertThat(DaemonProcess.command(folder, "status")).contains("all is well");
  }

  private void assertNothingLeaked() throws IOException {
    var posted =
        mastodon.ledger().stream().map(FakeStatus::text).collect(Collectors.joining("\n"))
            + Files.readString(folder.resolve("posts.jsonl"))
            + server.requests("/hook").stream()
                .map(it -> new String(it.body(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    assertThat(posted + log()).doesNotContain("TOP-SECRET", mastodon.token(), WEBHOOK_SECRET);
    assertThat(log()).doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
    assertThat(log().lines()).allMatch(it -> it.length() < 3000);
  }

  private void awaitLog(String pattern) throws IOException {
    var wanted = Pattern.compile(pattern);
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.matcher(log()).find()) {
      assertThat(System.nanoTime())
          .as("waited in vain for: " + pattern + "\n" + log())
          .isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  /// Waits until each channel has these, and checks that it has each once.
  private void awaitPosts(String... paths) throws IOException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (posts().values().stream().anyMatch(it -> it.size() < paths.length)) {
      assertThat(System.nanoTime()).as(posts() + "\n" + log()).isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(posts().values()).allSatisfy(it -> assertThat(it).containsExactlyInAnyOrder(paths));
  }

  /// By channel, the articles' paths in the posts that it has.
  private Map<String, List<String>> posts() throws IOException {
    var file = folder.resolve("posts.jsonl");
    return Map.of(
        "mastodon", paths(mastodon.ledger().stream().map(FakeStatus::text)),
        "log", paths(Files.exists(file) ? Files.readAllLines(file).stream() : Stream.of()),
        "hook",
            paths(
                server.requests("/hook").stream()
                    .map(it -> new String(it.body(), StandardCharsets.UTF_8))));
  }

  private static List<String> paths(Stream<String> posts) {
    var link = Pattern.compile("\\w+/\\d+/");
    return posts.flatMap(it -> link.matcher(it).results().limit(1)).map(it -> it.group()).toList();
  }

  private String log() throws IOException {
    var file = folder.resolve("daemon.log");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private void serves(String feed, String rss) {
    of(feed).on("GET", "/" + feed, document(rss));
  }

  private StubServer of(String feed) {
    return feed.equals("drip") ? slow : server;
  }

  private static StubAnswer document(String rss) {
    return StubAnswer.ok("application/rss+xml", rss);
  }

  private String rss(String feed, String... items) {
    return "<rss version=\"2.0\"><channel><title>%s</title><link>%s</link>%s</channel></rss>"
        .formatted(feed, server.uri("/"), String.join("", items));
  }

  private String item(String feed, int number, String title) {
    return "<item><title>%s</title><link>%s</link><guid>%s</guid></item>"
        .formatted(
            title, server.uri("/" + feed + "/" + number + "/"), "tag:" + feed + "," + number);
  }

  private void secret(String name, String words) throws IOException {
    var file = Files.writeString(folder.resolve(name), words);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private String configuration() {
    var feeds =
        FEEDS.stream()
            .map(
                it ->
                    """
                    [[feed]]
                    id = "%s"
                    url = "%s"
                    every = "1s"
                    allow_private = ["127.0.0.1"]
                    """
                        .formatted(it, of(it).uri("/" + it)))
            .collect(Collectors.joining());
    return feeds
        + """
        [[channel]]
        id = "mastodon"
        type = "mastodon"
        server = "MASTODON"
        token = { file = "FOLDER/token" }
        allow_private = ["127.0.0.1"]
        spacing = "0s"
        [[channel]]
        id = "hook"
        type = "webhook"
        url = "HOOK"
        secret = { file = "FOLDER/secret" }
        allow_private = ["127.0.0.1"]
        spacing = "0s"
        [[channel]]
        id = "log"
        type = "log"
        file = "posts.jsonl"
        spacing = "0s"
        """
            .replace("MASTODON", mastodon.address().toString())
            .replace("HOOK", server.uri("/hook").toString())
            .replace("FOLDER", folder.toString());
  }
}
