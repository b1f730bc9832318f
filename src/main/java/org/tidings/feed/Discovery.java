// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.tidings.http.Http;

/// Finds a blog's feed from the address that its owner knows: the feed itself, or a page that
/// names it (`link rel=alternate`, the RSS and Atom autodiscovery convention of the HTML standard).
public final class Discovery {
  private static final List<String> FEED_TYPES =
      List.of("application/rss+xml", "application/atom+xml", "application/rdf+xml");

  /// How many of a page's feeds are tried before giving up; pages name their main feed first.
  private static final int MOST_TRIES = 3;

  private Discovery() {}

  /// What was found.
  public sealed interface Finding {
    /// A feed that was read.
    ///
    /// @param url where it is, after redirects
    record Found(URI url, FeedDocument document) implements Finding {}

    /// Nothing usable; says what was seen and what to try.
    record Nothing(String reason) implements Finding {}
  }

  /// Looks at the address, and at no more than three feeds that it names.
  public static Finding find(URI address, Http http, Instant now) {
    return switch (FeedFetcher.fetch(address, Validators.NONE, http, now)) {
      case FetchResult.Modified page -> read(page, http, now);
      case FetchResult.NotModified _ -> new Finding.Nothing(address + " answers 'not modified'");
      case FetchResult.Unavailable(var reason, _, _) -> new Finding.Nothing(reason);
      case FetchResult.Gone(var reason) -> new Finding.Nothing(reason);
    };
  }

  private static Finding read(FetchResult.Modified page, Http http, Instant now) {
    if (FeedParser.parse(page.body(), page.contentType(), page.uri(), now)
        instanceof ParseResult.Parsed(var document)) {
      return new Finding.Found(page.uri(), document);
    }
    return named(page)
        .limit(MOST_TRIES)
        .map(url -> fetched(url, http, now))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(
            () ->
                new Finding.Nothing(
                    page.uri()
                        + " is no feed and names none that can be read; look for an RSS or Atom"
                        + " link on the blog (WordPress: …/feed/) and give its address"));
  }

  private static Optional<Finding> fetched(URI url, Http http, Instant now) {
    return FeedFetcher.fetch(url, Validators.NONE, http, now) instanceof FetchResult.Modified feed
            && FeedParser.parse(feed.body(), feed.contentType(), feed.uri(), now)
                instanceof ParseResult.Parsed(var document)
        ? Optional.of(new Finding.Found(feed.uri(), document))
        : Optional.empty();
  }

  /// The feeds that a page names, comment feeds last.
  private static Stream<URI> named(FetchResult.Modified page) {
    var html = Jsoup.parse(new String(page.body(), StandardCharsets.UTF_8));
    html.setBaseUri(page.uri().toString());
    return html.select("link[rel~=(?i)\\balternate\\b][type][href]").stream()
        .filter(Discovery::namesFeed)
        .sorted(Comparator.comparing(Discovery::isOfComments))
        .map(it -> it.absUrl("href"))
        .filter(it -> !it.isBlank())
        .flatMap(Discovery::address);
  }

  private static boolean namesFeed(Element link) {
    var type = link.attr("type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return FEED_TYPES.contains(type);
  }

  /// WordPress names the feed of all comments beside the feed of all articles.
  private static boolean isOfComments(Element link) {
    return link.attr("href").contains("comments")
        || link.attr("title").toLowerCase(Locale.ROOT).contains("comment");
  }

  private static Stream<URI> address(String href) {
    try {
      return Stream.of(URI.create(href));
    } catch (IllegalArgumentException e) {
      return Stream.empty(); // a page's broken link is not the owner's mistake
    }
  }
}
