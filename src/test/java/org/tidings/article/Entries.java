// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.feed.Entry;
import org.tidings.feed.FeedDocument;
import org.tidings.feed.Hubs;

/// Entries and documents for tests, without the bytes.
public final class Entries {
  private Entries() {}

  /// An entry with id, link and title; empty texts are absent.
  public static Entry entry(String id, String link, String title) {
    return entry(id, link, title, Optional.empty(), "<p>About " + title + ".</p>");
  }

  public static Entry entry(
      String id, String link, String title, Optional<Instant> published, String html) {
    return new Entry(
        some(id),
        some(link).map(URI::create),
        some(title),
        published,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of("en"),
        some(html),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  public static FeedDocument document(String link, String generator, List<Entry> entries) {
    return new FeedDocument(
        "rss 2.0",
        Optional.of("A blog"),
        some(link).map(URI::create),
        Optional.empty(),
        Optional.empty(),
        Optional.of("en"),
        some(generator),
        Optional.empty(),
        new Hubs(List.of(), Optional.empty()),
        List.of(),
        entries);
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(it -> !it.isEmpty());
  }
}
