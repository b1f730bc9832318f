// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Scores a client's manners from the servers' side, as rachelbyblog.com's feed reader score does:
/// it knows what was sent, and so what was allowed. It shares no line with what it judges.
final class Scorer {
  /// One kind of rudeness.
  enum Rule {
    /// Asked again before the time that the last answer allowed.
    EARLY,
    /// A validator was at hand, and not sent.
    UNCONDITIONAL,
    /// A validator that this server never gave, or no longer.
    ALTERED,
    /// Asked though Retry-After was not over, for this feed or another of the same domain.
    RETRY_AFTER,
    /// Asked after 410 was said twice, a day apart.
    GONE,
    /// A field that defeats caches or follows people.
    FIELD,
    /// An address that nobody gave out.
    ADDRESS,
  }

  /// @param feed whose
  /// @param what in words, with what was sent and what was allowed
  record Violation(String feed, Instant at, Rule rule, String what) {
    @Override
    public String toString() {
      return "%s %s %s: %s".formatted(at, feed, rule, what);
    }
  }

  private static final List<String> RUDE =
      List.of("cookie", "referer", "cache-control", "pragma", "authorization");

  private final Map<String, Manners> feeds = new HashMap<>();
  private final Map<String, Instant> resting = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private int requests;
  private int notModified;
  private int documents;

  /// A request as it arrived.
  ///
  /// @param domain what its host belongs to; one owner's patience
  /// @param fields the names of all header fields, in small letters
  record Call(
      Instant at,
      String feed,
      URI uri,
      String domain,
      Optional<String> ifNoneMatch,
      Optional<String> ifModifiedSince,
      List<String> fields) {
    boolean conditional() {
      return ifNoneMatch.isPresent() || ifModifiedSince.isPresent();
    }
  }

  void asked(Call request) {
    requests++;
    request.fields().stream()
        .filter(RUDE::contains)
        .forEach(it -> found(request, Rule.FIELD, "sent " + it));
    var feed = feed(request.feed());
    var until = resting.getOrDefault(request.domain(), Instant.MIN);
    if (request.at().isBefore(until) && feed.knowsItLeadsTo(request)) {
      found(request, Rule.RETRY_AFTER, request.domain() + " asked for rest until " + until);
    }
    feed.asked(request).forEach((rule, what) -> found(request, rule, what));
  }

  void answered(Call request, Instant at, Said said) {
    said.rest().ifPresent(it -> resting.merge(request.domain(), it, Scorer::later));
    notModified += said.status() == 304 ? 1 : 0;
    documents += said.status() == 200 ? 1 : 0;
    feed(request.feed()).answered(request, at, said);
  }

  void strayed(Instant at, URI uri) {
    violations.add(
        new Violation(String.valueOf(uri.getHost()), at, Rule.ADDRESS, "asked for " + uri));
  }

  private void found(Call request, Rule rule, String what) {
    violations.add(new Violation(request.feed(), request.at(), rule, what + "; " + request.uri()));
  }

  private Manners feed(String name) {
    return feeds.computeIfAbsent(name, _ -> new Manners());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  int requests() {
    return requests;
  }

  int notModified() {
    return notModified;
  }

  int documents() {
    return documents;
  }

  /// How often a request came without conditions though one was at hand, as is allowed now and
  /// then.
  int looks() {
    return feeds.values().stream().mapToInt(Manners::looks).sum();
  }
}
