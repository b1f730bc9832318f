// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tidings.http.Headers;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;

/// A blog whose owner writes, edits and moves it, on a server that has its days. Its feed shows the
/// newest few articles.
final class Blog implements Http {
  static final URI FEED = URI.create("https://blog.example/feed/");

  /// How many entries the feed shows.
  private static final int SHOWN = 8;

  private static final Duration EMPTY = Duration.ofHours(2);

  private final World world;
  private final List<Article> articles = new ArrayList<>();
  private boolean https = true;
  private boolean empty;
  private int guids;
  private int edits;

  Blog(World world) {
    this.world = world;
  }

  /// One article; its address ends so in every scheme.
  record Article(int number, Instant at, String title) {
    String path() {
      return "blog.example/2026/" + number + "/";
    }

    Article titled(String other) {
      return new Article(number, at, other);
    }
  }

  void publish() {
    var number = articles.size() + 1;
    // Blogs have their rubrics.
    var title = world.fates().pick(5) == 0 ? "Notes" : "Article " + number;
    articles.add(new Article(number, world.now(), title));
    world.tell("blog: article " + number + " is out: " + title);
  }

  List<Article> articles() {
    return List.copyOf(articles);
  }

  /// Touches what its readers have seen: none of it is news.
  void edit() {
    if (articles.isEmpty()) {
      return;
    }
    switch (world.fates().pick(5)) {
      case 0 -> {
        https = !https;
        world.tell("blog: moved to " + (https ? "https" : "http"));
      }
      case 1 -> {
        guids++;
        world.tell("blog: all guids are made anew");
      }
      case 2 -> {
        empty = true;
        world.tell("blog: emptied");
        world.later(world.fates().within(EMPTY), this::refill);
      }
      case 3 -> {
        articles.replaceAll(it -> it.titled(it.title() + " · The Blog"));
        world.tell("blog: redesigned");
      }
      default -> {
        edits++;
        var at = world.fates().pick(articles.size());
        var old = articles.get(at);
        articles.set(at, old.titled(old.title() + ", corrected " + edits));
        world.tell("blog: article " + old.number() + " is edited");
      }
    }
  }

  private void refill() {
    empty = false;
    world.tell("blog: refilled");
  }

  @Override
  public Reply send(Request request) {
    world.point("polling");
    var reply = world.fates().blogFails() ? failure(request) : page(request, document(shown()));
    world.point("polled, nothing recorded");
    return reply;
  }

  private Reply failure(Request request) {
    return switch (world.fates().pick(6)) {
      case 0 -> new Reply.NotSent(Reply.Cause.UNREACHABLE, "connection refused");
      case 1 -> new Reply.NoAnswer("reset");
      case 2 -> answer(503, Headers.of("Retry-After", "120"), "");
      case 3 -> page(request, cutOff(document(shown())));
      case 4 -> page(request, document(List.of()));
      default -> page(request, document(shown().reversed()));
    };
  }

  private static String cutOff(String document) {
    return document.substring(0, Math.min(200, document.length() / 2));
  }

  private Reply page(Request request, String body) {
    var etag = "\"" + HexFormat.of().toHexDigits(body.hashCode()) + "\"";
    var has =
        request.fields().stream()
            .anyMatch(
                it ->
                    it.name().equalsIgnoreCase("If-None-Match")
                        && it.value().reveal().equals(etag));
    var headers = Headers.of("ETag", etag);
    return has ? answer(304, headers, "") : answer(200, headers, body);
  }

  private static Reply answer(int status, Headers headers, String body) {
    return new Reply.Answer(
        status, headers, body.getBytes(StandardCharsets.UTF_8), FEED, List.of());
  }

  private List<Article> shown() {
    return empty
        ? List.of()
        : articles.subList(Math.max(0, articles.size() - SHOWN), articles.size()).reversed();
  }

  private String document(List<Article> list) {
    var items = new StringBuilder();
    list.forEach(it -> items.append(item(it)));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0"><channel><title>A blog</title><link>https://blog.example/</link>
    %s</channel></rss>
    """
        .formatted(items);
  }

  private String item(Article it) {
    var scheme = https ? "https" : "http";
    return """
    <item><guid isPermaLink="false">%s://blog.example/?%sp=%d</guid><link>%s://%s</link>
    <title>%s</title><pubDate>%s</pubDate><description>About it.</description></item>
    """
        .formatted(
            scheme,
            guids == 0 ? "" : "v=" + guids + "&amp;",
            it.number(),
            scheme,
            it.path(),
            it.title(),
            DateTimeFormatter.RFC_1123_DATE_TIME.format(it.at().atOffset(ZoneOffset.UTC)));
  }

  /// Where an article is now.
  String link(Article article) {
    return (https ? "https://" : "http://") + article.path();
  }

  /// The article that an address leads to.
  Optional<Article> at(String link) {
    return articles.stream().filter(it -> link.endsWith("://" + it.path())).findFirst();
  }
}
