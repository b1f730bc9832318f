// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.channel.bluesky.BlueskyPds;
import org.tidings.config.ChannelId;
import org.tidings.demo.DaemonProcess;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An owner moves here from another tool, which has posted to a Mastodon account and to one on a
/// real Bluesky server: what it posted is not posted again, and what it did not comes out.
@Timeout(180)
class AdoptIT {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// More posts of other kinds than a page of either network's list holds.
  private static final int CHATTER = 110;

  @TempDir Path folder;

  @Test
  void what_another_tool_posted_is_found_on_both_accounts_and_never_posted_again()
      throws Exception {
    try (var pds = BlueskyPds.start(Files.createDirectory(folder.resolve("pds")));
        var mastodon = FakeMastodon.start();
        var blog = StubServer.start()) {
      blog.handle("GET", "/feed", _ -> StubAnswer.ok("application/rss+xml", feed(5)));
      otherToolPosts(mastodon, pds);
      configure(blog, mastodon, pds);
      assertThat(DaemonProcess.command(folder, "adopt", "--yes", "--rest", "post"))
          .contains(
              "channel mastodon: 113 posts read, 3 articles were posted",
              "channel bluesky: 112 posts read, 2 articles were posted");
      DaemonProcess.command(folder, "once");
      blog.handle("GET", "/feed", _ -> StubAnswer.ok("application/rss+xml", feed(6)));
      DaemonProcess.command(folder, "once");
      // The first one is older than the newest that is on Bluesky: it was not meant to be there.
      assertThat(onMastodon(mastodon)).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(onBluesky(pds)).containsExactly(2, 3, 4, 5, 6);
    }
  }

  /// As other tools do: a marked address, a card without an address in the text.
  private static void otherToolPosts(FakeMastodon mastodon, BlueskyPds pds)
      throws IOException, InterruptedException {
    toot(mastodon, "Post 1 " + link(1) + "?utm_source=mastodon&utm_medium=social");
    toot(mastodon, "New on the blog: Post 2\n\n" + link(2));
    toot(mastodon, link(3) + " #trains");
    pds.say("Post 2", card(link(2) + "?utm_campaign=feed"));
    pds.say("New: Post 3", card(link(3)));
    for (var i = 0; i < CHATTER; i++) {
      toot(mastodon, "Good morning " + i);
      pds.say("Good morning " + i, JSON.createObjectNode());
    }
  }

  private static ObjectNode card(String link) {
    var post = JSON.createObjectNode();
    post.putObject("embed")
        .put("$type", "app.bsky.embed.external")
        .putObject("external")
        .put("uri", link)
        .put("title", "")
        .put("description", "");
    return post;
  }

  private static void toot(FakeMastodon mastodon, String words)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(mastodon.address().resolve("/api/v1/statuses"))
            .header("Authorization", "Bearer " + mastodon.token())
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JSON.createObjectNode().put("status", words).toString()))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }

  private void configure(StubServer blog, FakeMastodon mastodon, BlueskyPds pds)
      throws IOException {
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        [[feed]]
        id = "blog"
        url = "%s"
        every = "1s"
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "mastodon"
        type = "mastodon"
        server = "%s"
        spacing = "0s"
        allow_private = ["127.0.0.1"]
        [[channel]]
        id = "bluesky"
        type = "bluesky"
        handle = "%s"
        api = "%s"
        spacing = "0s"
        allow_private = ["127.0.0.1"]
        """
            .formatted(blog.uri("/feed"), mastodon.address(), BlueskyPds.HANDLE, pds.address()));
    try (var state = State.open(folder.resolve("state"))) {
      state.keyring(new ChannelId("mastodon")).put("token", Secret.of(mastodon.token()));
      state.keyring(new ChannelId("bluesky")).put("password", Secret.of(pds.appPassword()));
    }
  }

  private static List<Integer> onMastodon(FakeMastodon mastodon) {
    return mastodon.ledger().stream()
        .flatMap(it -> it.links().stream())
        .map(AdoptIT::number)
        .toList();
  }

  private static List<Integer> onBluesky(BlueskyPds pds) {
    return pds.posts().stream()
        .map(it -> it.path("value").path("embed").path("external").path("uri").asString(""))
        .filter(it -> !it.isEmpty())
        .map(it -> number(URI.create(it)))
        .sorted()
        .toList();
  }

  private static int number(URI link) {
    return Integer.parseInt(link.getPath().replaceAll("\\D", ""));
  }

  private static String link(int number) {
    return "https://blog.example/post-" + number;
  }

  /// Newest first, an hour apart.
  private static String feed(int articles) {
    var newest = ZonedDateTime.now(ZoneOffset.UTC).minusHours(articles);
    return IntStream.iterate(articles, i -> i > 0, i -> i - 1)
        .mapToObj(
            i ->
                """
                <item><title>Post %d</title><link>%s</link><guid>%2$s</guid>
                <pubDate>%s</pubDate></item>\
                """
                    .formatted(
                        i,
                        link(i),
                        newest.plusHours(i).format(DateTimeFormatter.RFC_1123_DATE_TIME)))
        .collect(
            Collectors.joining(
                "", "<rss version=\"2.0\"><channel><title>Blog</title>", "</channel></rss>"));
  }
}
