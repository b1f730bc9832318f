// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidings.http.Reply;

/// What an answer says besides its document.
///
/// @param movedTo where the feed is now, if every redirect on the way was a permanent one
/// @param fresh how long the answer asks not to be asked again (`Cache-Control: max-age` less
///     `Age`, else `Expires`); zero if it wants to be asked each time, absent if it says nothing
/// @param links what its `Link` fields name
/// @param bytes the size of the document that was sent; 0: none was
public record Terms(Optional<URI> movedTo, Optional<Duration> fresh, Links links, int bytes) {
  public static final Terms NONE = new Terms(Optional.empty(), Optional.empty(), Links.NONE, 0);

  private static final Set<Integer> PERMANENT = Set.of(301, 308);
  private static final Pattern MAX_AGE = Pattern.compile("(?:.*[,\\s])?max-age=\"?(\\d{1,9})\"?.*");

  /// What `Link` fields name (RFC 8288), for feeds that can't, or do not, say it themselves.
  ///
  /// @param hubs of WebSub, in order
  /// @param self the feed's own idea of its address
  /// @param older where the entries before these are (RFC 5005)
  /// @param feeds alternates, for a page that is none
  public record Links(List<URI> hubs, Optional<URI> self, Optional<URI> older, List<URI> feeds) {
    static final Links NONE = new Links(List.of(), Optional.empty(), Optional.empty(), List.of());

    public Links {
      hubs = List.copyOf(hubs);
      feeds = List.copyOf(feeds);
    }

    static Links of(Reply.Answer answer) {
      return new Links(
          all(answer, "hub"),
          first(answer, "self"),
          first(answer, "prev-archive").or(() -> first(answer, "next")),
          LinkHeader.feeds(answer.headers(), answer.uri()));
    }

    private static Optional<URI> first(Reply.Answer answer, String relation) {
      return all(answer, relation).stream().findFirst();
    }

    private static List<URI> all(Reply.Answer answer, String relation) {
      return LinkHeader.targets(answer.headers(), relation, answer.uri());
    }
  }

  static Terms of(Reply.Answer answer, Instant now) {
    return new Terms(
        movedTo(answer),
        fresh(answer, now),
        Links.of(answer),
        answer.status() == 304 ? 0 : answer.body().length);
  }

  private static Optional<URI> movedTo(Reply.Answer answer) {
    var moves = answer.moves();
    return !moves.isEmpty() && moves.stream().allMatch(it -> PERMANENT.contains(it.status()))
        ? Optional.of(answer.uri())
        : Optional.empty();
  }

  /// RFC 9111 section 4.2.1, without the heuristic of 4.2.2; `s-maxage` is for shared caches.
  private static Optional<Duration> fresh(Reply.Answer answer, Instant now) {
    var control = String.join(",", answer.headers().all("Cache-Control")).toLowerCase(Locale.ROOT);
    if (control.isEmpty() && answer.headers().first("Expires").isEmpty()) {
      return Optional.empty();
    }
    if (control.contains("no-store") || control.contains("no-cache")) {
      return Optional.of(Duration.ZERO);
    }
    var match = MAX_AGE.matcher(control);
    var lifetime =
        match.matches()
            ? Optional.of(seconds(match.group(1)).minus(age(answer)))
            : expires(answer, now);
    return Optional.of(lifetime.filter(Duration::isPositive).orElse(Duration.ZERO));
  }

  private static Duration age(Reply.Answer answer) {
    return answer
        .headers()
        .first("Age")
        .filter(it -> it.matches("\\d{1,9}"))
        .map(Terms::seconds)
        .orElse(Duration.ZERO);
  }

  private static Duration seconds(String digits) {
    return Duration.ofSeconds(Long.parseLong(digits));
  }

  /// Relative to the server's own clock.
  private static Optional<Duration> expires(Reply.Answer answer, Instant now) {
    return date(answer, "Expires")
        .map(it -> Duration.between(date(answer, "Date").orElse(now), it));
  }

  private static Optional<Instant> date(Reply.Answer answer, String name) {
    try {
      return answer.headers().first(name).flatMap(WordyDate::read);
    } catch (DateTimeException _) {
      return Optional.empty(); // RFC 9111 section 5.3: what is no date is in the past
    }
  }

  /// The hubs of an answer without a document, the preferred ones first.
  public List<HubOffer> offers() {
    return websub(links.hubs(), links.self()).toList();
  }

  /// The hubs that count, the preferred ones first: WebSub section 4 stops at the first place that
  /// names some. Servers that add a hub in front of any software leave it to the document to say
  /// what it is.
  ///
  /// @param at where the document was read
  public List<HubOffer> offers(FeedDocument document, URI at) {
    var hubs =
        links.hubs().isEmpty()
            ? websub(document.hubs().websub(), document.self().or(links::self))
            : websub(links.hubs(), links.self().or(document::self));
    var topic = document.self().orElse(at);
    var cloud = document.hubs().cloud().map(it -> new HubOffer(HubOffer.Kind.RSSCLOUD, it, topic));
    return Stream.concat(hubs, cloud.stream()).toList();
  }

  private static Stream<HubOffer> websub(List<URI> hubs, Optional<URI> self) {
    return self.stream()
        .flatMap(it -> hubs.stream().map(hub -> new HubOffer(HubOffer.Kind.WEBSUB, hub, it)));
  }
}
