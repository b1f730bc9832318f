// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.tidings.feed.FetchResult.Unavailable.Kind;
import org.tidings.http.Http;
import org.tidings.http.Request;

/// Finds a blog's feed from the address that its owner knows: the feed itself, a page of a site
/// whose feeds are known, a page that names its feed (`link rel=alternate`, HTML standard), and
/// last a page beside which a feed is where feeds usually are. One request where one is enough.
public final class Discovery {
  /// How many of a page's feeds are tried; pages name their main feed first.
  private static final int MOST_NAMED = 3;

  /// In UTF-16 units: a page says early that it is one.
  private static final int HEAD = 4096;

  private static final Pattern HTML =
      Pattern.compile("<(!doctype\\s+html|html|head|body)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern REFRESH =
      Pattern.compile(
          "\\s*[\\d.]+\\s*[;,]\\s*url\\s*=\\s*[\"']?([^\"'>]+).*", Pattern.CASE_INSENSITIVE);

  private final Http http;
  private final Instant now;
  private final Patience patience;

  private Discovery(Http http, Instant now, Patience patience) {
    this.http = http;
    this.now = now;
    this.patience = patience;
  }

  /// What was found.
  public sealed interface Finding {
    /// A feed that was read.
    ///
    /// @param url where it is to be asked: after permanent redirects, before others
    /// @param others feeds of articles that the page names besides
    record Found(URI url, FeedDocument document, List<URI> others) implements Finding {
      public Found {
        others = List.copyOf(others);
      }
    }

    /// It was read and is no feed, and leads to none; says what was seen and what to try.
    record Nothing(String reason) implements Finding {}

    /// It could not be read.
    record Unreachable(String reason) implements Finding {}
  }

  /// Called before each request that is a mere guess, so that the caller makes no more than one a
  /// second, and can say what goes on.
  @FunctionalInterface
  public interface Patience {
    void before(URI guess) throws InterruptedException;
  }

  /// Looks for the feed.
  ///
  /// @param address of the blog, or of its feed
  /// @throws InterruptedException from `patience`
  public static Finding find(URI address, Http http, Instant now, Patience patience)
      throws InterruptedException {
    return new Discovery(http, now, patience).find(address);
  }

  private Finding find(URI address) throws InterruptedException {
    var known =
        KnownSites.feedOf(address).filter(it -> !it.equals(address)).flatMap(it -> feed(it, http));
    if (known.isPresent()) {
      return known.get();
    }
    return switch (fetch(address, http)) {
      case FetchResult.Modified answer -> read(address, answer, true);
      case FetchResult.NotModified _ ->
          new Finding.Unreachable(address + " answers 'not modified'");
      case FetchResult.Unavailable(var reason, _, _, _) -> new Finding.Unreachable(reason);
      case FetchResult.Gone(var reason) -> new Finding.Unreachable(reason);
    };
  }

  /// @param mayMove whether the page may send browsers on to another
  private Finding read(URI asked, FetchResult.Modified answer, boolean mayMove)
      throws InterruptedException {
    return switch (parse(answer)) {
      case ParseResult.Parsed(var document) -> found(asked, answer, document);
      case ParseResult.Unreadable(var reason) -> {
        var text = Decoder.decode(answer.body(), answer.contentType(), new Repairs());
        yield isPage(answer, text)
            ? follow(answer, text, mayMove)
            : new Finding.Nothing(answer.uri() + ": " + reason);
      }
    };
  }

  private Finding follow(FetchResult.Modified answer, String text, boolean mayMove)
      throws InterruptedException {
    var page = Jsoup.parse(text, answer.uri().toString());
    var named = NamedFeeds.of(answer.terms().links().feeds(), page, answer.uri());
    var found =
        named.feeds().stream().limit(MOST_NAMED).flatMap(it -> feed(it, http).stream()).findFirst();
    if (found.isPresent()) {
      return besides(found.get(), named.feeds());
    }
    var onward =
        mayMove && named.feeds().isEmpty() ? refresh(page, answer.uri()) : Optional.<URI>empty();
    if (onward.isPresent() && fetch(onward.get(), http) instanceof FetchResult.Modified next) {
      return read(onward.get(), next, false);
    }
    return guess(answer.uri(), named);
  }

  private static boolean isPage(FetchResult.Modified answer, String text) {
    return answer
            .contentType()
            .filter(it -> it.toLowerCase(Locale.ROOT).contains("html"))
            .isPresent()
        || HTML.matcher(text.substring(0, Math.min(text.length(), HEAD))).find();
  }

  private static Finding besides(Finding.Found found, List<URI> named) {
    var others = new ArrayList<>(named);
    others.remove(found.url());
    return new Finding.Found(found.url(), found.document(), others);
  }

  /// Where the page sends browsers at once, as static sites do from their root to a language.
  private static Optional<URI> refresh(Document page, URI address) {
    return page.select("meta[http-equiv=refresh]").stream()
        .map(it -> REFRESH.matcher(it.attr("content")))
        .flatMap(it -> it.matches() ? Stream.of(it.group(1)) : Stream.empty())
        .flatMap(it -> UriReference.resolve(address, it).stream())
        .filter(it -> !it.equals(address))
        .findFirst();
  }

  /// Redirects are not followed: what is not there leads to the front page only.
  private Finding guess(URI page, NamedFeeds named) throws InterruptedException {
    Http here =
        request -> {
          var limits = request.limits();
          return http.send(
              request.with(
                  new Request.Limits(limits.connect(), limits.total(), limits.bodyBytes(), 0)));
        };
    for (var guess : UsualPaths.of(page)) {
      patience.before(guess);
      var answer = fetch(guess, here);
      if (answer instanceof FetchResult.Modified modified) {
        var found = parsed(guess, modified);
        if (found.isPresent()) {
          return found.get();
        }
      }
      if (answer instanceof FetchResult.Unavailable(_, _, var kind, _)
          && (kind == Kind.REFUSED || kind == Kind.TOO_OFTEN)) {
        break; // a server that says no to this says it to the rest, too
      }
    }
    return new Finding.Nothing(nothing(page, named));
  }

  private static String nothing(URI page, NamedFeeds named) {
    if (named.feeds().isEmpty() && !named.comments().isEmpty()) {
      return page
          + " names no feed but one of comments; if that is what you want, give its address: "
          + named.comments().getFirst();
    }
    return page
        + " is no feed and names none that can be read; look for an RSS or Atom link on the blog"
        + " (WordPress: …/feed/) and give its address";
  }

  private Optional<Finding.Found> feed(URI url, Http way) {
    return fetch(url, way) instanceof FetchResult.Modified answer
        ? parsed(url, answer)
        : Optional.empty();
  }

  private FetchResult fetch(URI url, Http way) {
    return FeedFetcher.fetch(url, Validators.NONE, way, now);
  }

  private Optional<Finding.Found> parsed(URI asked, FetchResult.Modified answer) {
    return parse(answer) instanceof ParseResult.Parsed(var document)
        ? Optional.of(found(asked, answer, document))
        : Optional.empty();
  }

  private ParseResult parse(FetchResult.Modified answer) {
    return FeedParser.parse(answer.body(), answer.contentType(), answer.uri(), now);
  }

  private static Finding.Found found(
      URI asked, FetchResult.Modified answer, FeedDocument document) {
    return new Finding.Found(answer.terms().movedTo().orElse(asked), document, List.of());
  }
}
