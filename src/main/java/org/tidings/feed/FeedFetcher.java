// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.feed.FetchResult.Unavailable.Kind;
import org.tidings.http.Headers;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.RetryAfter;
import org.tidings.text.Sha256;

/// Fetches a feed politely: conditionally, and without reading the same bytes twice.
public final class FeedFetcher {
  /// Everything we read, and the rest too: some servers answer 406 to an honest list.
  private static final String ACCEPT =
      "application/atom+xml, application/rss+xml, application/feed+json,"
          + " application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8,"
          + " application/json;q=0.7, */*;q=0.1";

  /// Servers that have no real date give 1970 or 1980, and then answer 304 for ever
  /// (commafeed#859, web.dev#4382).
  private static final Instant NO_REAL_DATE = Instant.parse("1980-01-03T00:00:00Z");

  /// Validators come back with each request; a longer one is a mistake or an attack, and servers
  /// refuse header fields of 8 KiB.
  private static final int MAX_VALIDATOR = 1024;

  private final URI url;
  private final Validators known;
  private final Http http;
  private final Instant now;

  private FeedFetcher(URI url, Validators known, Http http, Instant now) {
    this.url = url;
    this.known = known;
    this.http = http;
    this.now = now;
  }

  /// Asks once.
  ///
  /// @param validators what the last answer gave; [Validators#NONE] to be sent the document anyway
  /// @param now what a Retry-After date is relative to
  public static FetchResult fetch(URI url, Validators validators, Http http, Instant now) {
    return new FeedFetcher(url, validators, http, now).ask();
  }

  private FetchResult ask() {
    var request = request();
    return switch (http.send(request)) {
      case Reply.Answer answer -> result(answer, request.isConditional(answer.uri()));
      case Reply.NotSent(_, var why) ->
          new FetchResult.Unavailable(why, Optional.empty(), Kind.OTHER, url);
      case Reply.NoAnswer(var why) ->
          new FetchResult.Unavailable(why, Optional.empty(), Kind.OTHER, url);
    };
  }

  private Request request() {
    var request = Request.get(url).header("Accept", ACCEPT);
    var from = known.from().orElse(url);
    var etag = known.etag();
    if (etag.isPresent()) {
      request = request.condition("If-None-Match", etag.get(), from);
    }
    var date = known.lastModified().filter(this::isCredible);
    return date.isPresent() ? request.condition("If-Modified-Since", date.get(), from) : request;
  }

  /// What can't be read as a date is the server's own affair, and goes back as it came.
  private boolean isCredible(String lastModified) {
    try {
      return WordyDate.read(lastModified)
          .map(it -> !it.isBefore(NO_REAL_DATE) && it.isBefore(now.plus(Duration.ofDays(1))))
          .orElse(true);
    } catch (DateTimeException e) {
      return true;
    }
  }

  /// @param asked whether it was sent a condition
  private FetchResult result(Reply.Answer answer, boolean asked) {
    return switch (answer.status()) {
      case 200 -> document(answer);
      case 304 -> asked ? unchanged(answer) : unasked(answer);
      case 410 -> new FetchResult.Gone("HTTP 410: the server says that the feed is gone for good");
      default ->
          new FetchResult.Unavailable(
              reason(answer),
              RetryAfter.of(answer.headers(), now),
              kind(answer.status()),
              answer.uri());
    };
  }

  private FetchResult document(Reply.Answer answer) {
    var hash = Optional.of(Sha256.hex(answer.body()));
    var validators = new Validators(etag(answer), date(answer), hash, Optional.of(answer.uri()));
    if (hash.equals(known.bodyHash())) {
      return new FetchResult.NotModified(validators, Terms.of(answer, now));
    }
    return new FetchResult.Modified(
        answer.body(),
        answer.headers().first("Content-Type"),
        answer.uri(),
        validators,
        Terms.of(answer, now));
  }

  /// A 304 may carry newer validators (RFC 9111 section 4.3.4); what it lacks stays.
  private FetchResult unchanged(Reply.Answer answer) {
    return new FetchResult.NotModified(
        new Validators(
            etag(answer).or(known::etag),
            date(answer).or(() -> known.lastModified().filter(this::isCredible)),
            known.bodyHash(),
            Optional.of(answer.uri())),
        Terms.of(answer, now));
  }

  private FetchResult unasked(Reply.Answer answer) {
    return new FetchResult.Unavailable(
        "HTTP 304: the server says that nothing is new, though it was not asked so",
        Optional.empty(),
        Kind.OTHER,
        answer.uri());
  }

  private static Optional<String> etag(Reply.Answer answer) {
    return validator(answer.headers(), "ETag");
  }

  /// A date that can't be sent back spares the server nothing.
  private Optional<String> date(Reply.Answer answer) {
    return validator(answer.headers(), "Last-Modified").filter(this::isCredible);
  }

  private static Optional<String> validator(Headers headers, String name) {
    return headers.first(name).filter(it -> !it.isBlank() && it.length() <= MAX_VALIDATOR);
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 401, 402, 403, 406, 407, 451 -> Kind.REFUSED;
      case 404 -> Kind.MISSING;
      case 429 -> Kind.TOO_OFTEN;
      default -> Kind.OTHER;
    };
  }

  private static String reason(Reply.Answer answer) {
    var status = answer.status();
    return "HTTP "
        + status
        + ": "
        + switch (status) {
          case 401 -> "the server wants a login for this feed";
          case 407 -> "the proxy wants a login, which we can't give";
          case 403, 406, 451 ->
              answer.headers().first("cf-mitigated").isPresent()
                  ? "Cloudflare wants to see a browser; ask the site to let feed readers pass"
                  : "the server refuses to give us this feed";
          case 404 -> "there is nothing at this address; the feed may have moved";
          case 408, 504 -> "the server took too long";
          case 429 -> "the server wants fewer requests";
          default ->
              status >= 500
                  ? "the server is in trouble"
                  : status >= 300 && status < 400
                      ? "the server redirects, but to nowhere that could be followed"
                      : "the server did not send a feed";
        };
  }
}
