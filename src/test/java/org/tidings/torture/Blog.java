// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;

/// A blog that grows.
final class Blog implements AutoCloseable {
  /// As many entries as WordPress may be set to show.
  private static final int SHOWN = 50;

  private final StubServer server = StubServer.start();
  private final Deque<String> items = new ArrayDeque<>();
  private int last;

  Blog() {
    items.addFirst(item(0)); // it was there before Tidings
    server.handle(
        "GET", "/feed/", request -> StubAnswer.ok("application/rss+xml; charset=utf-8", rss()));
  }

  URI feed() {
    return server.uri("/feed/");
  }

  /// Publishes so many more.
  ///
  /// @return how often the feed had been read before they stood in it
  synchronized int publish(int articles) {
    var before = reads();
    for (var i = 0; i < articles; i++) {
      last++;
      items.addFirst(item(last));
    }
    while (items.size() > SHOWN) {
      items.removeLast();
    }
    return before;
  }

  /// The addresses of what was published, oldest first.
  synchronized List<String> published() {
    return IntStream.rangeClosed(1, last).mapToObj(Blog::link).toList();
  }

  int reads() {
    return server.requests("/feed/").size();
  }

  @Override
  public void close() {
    server.close();
  }

  private synchronized String rss() {
    return items.stream()
        .collect(
            Collectors.joining(
                "",
                "<rss version=\"2.0\"><channel><title>t</title><link>https://blog.example/</link>",
                "</channel></rss>"));
  }

  private static String link(int number) {
    return "https://blog.example/" + number;
  }

  private static String item(int number) {
    return "<item><title>Article %d</title><link>%s</link><guid>%s</guid></item>"
        .formatted(number, link(number), link(number));
  }
}
