// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An RSS 2.0 document to be published by a test's blog.
record Rss(List<String> items) {
  Rss {
    items = List.copyOf(items);
  }

  static Rss empty() {
    return new Rss(List.of());
  }

  /// One with entries `first` to `last`, the newest first, a minute apart.
  static Rss numbered(int first, int last) {
    var rss = empty();
    for (var i = first; i <= last; i++) {
      rss = rss.with(i);
    }
    return rss;
  }

  /// The entry of that number in front of the others.
  Rss with(int number) {
    var link = "https://blog.example/2026/article-" + number;
    return with(link, link, "Article " + number, date(number));
  }

  Rss with(String guid, String link, String title, Instant date) {
    var item =
        "<item>%s<link>%s</link><title>%s</title><pubDate>%s</pubDate>%s</item>"
            .formatted(
                guid.isEmpty() ? "" : "<guid isPermaLink=\"false\">" + guid + "</guid>",
                link,
                title,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)),
                "<description>What " + title + " says.</description>");
    var all = new ArrayList<String>();
    all.add(item);
    all.addAll(items);
    return new Rss(all);
  }

  static Instant date(int number) {
    return Instant.parse("2026-11-24T08:00:00Z").plusSeconds(60L * number);
  }

  Rss reversed() {
    var all = new ArrayList<>(items);
    Collections.reverse(all);
    return new Rss(all);
  }

  /// Only so many, the newest.
  Rss newest(int count) {
    return new Rss(items.subList(0, count));
  }

  Rss replacing(String what, String with) {
    return new Rss(items.stream().map(it -> it.replace(what, with)).toList());
  }

  @Override
  public String toString() {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0"><channel><title>A blog</title><link>https://blog.example/</link>%s
    </channel></rss>
    """
        .formatted(String.join("\n", items));
  }
}
