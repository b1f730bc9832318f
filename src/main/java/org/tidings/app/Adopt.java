// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tidings.article.CanonicalUrl;
import org.tidings.channel.Timeline;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedSettings;
import org.tidings.feed.FeedDocument;
import org.tidings.feed.FeedFetcher;
import org.tidings.feed.FeedParser;
import org.tidings.feed.FetchResult;
import org.tidings.feed.ParseResult;
import org.tidings.feed.Validators;
import org.tidings.poll.Adoption;
import org.tidings.poll.Adoption.Evidence;

/// `tidings adopt`: reads a feed with its archive and the accounts' own posts.
public final class Adopt {
  /// Between two pages of an archive: they are made on demand, and nobody is in a hurry.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Engine engine;
  private final Adoption adoption;
  private final Consumer<String> progress;

  /// @param progress is told what is being read
  public Adopt(State state, Engine engine, Consumer<String> progress) {
    this.engine = engine;
    this.adoption = new Adoption(state.database(), state.outbox(), state.clock());
    this.progress = progress;
  }

  /// How much is read.
  ///
  /// @param pages of the feed, itself included; from 1
  /// @param posts of each account, from 1
  /// @param channels the ones that the list is about; none: all
  /// @param listed the owner's list
  public record Order(int pages, int posts, Set<ChannelId> channels, Set<String> listed) {
    public Order {
      channels = Set.copyOf(channels);
      listed = Set.copyOf(listed);
    }
  }

  /// What came of reading.
  public sealed interface Reading {
    /// All of it could be read.
    ///
    /// @param blind the channels whose posts can't be read back
    record Read(List<FeedDocument> documents, List<Evidence> evidence, List<ChannelId> blind)
        implements Reading {
      public Read {
        documents = List.copyOf(documents);
        evidence = List.copyOf(evidence);
        blind = List.copyOf(blind);
      }
    }

    /// Without this, what is out already might be posted again.
    record Unread(String reason) implements Reading {}
  }

  /// Reads everything that a feed's adoption needs. Posts and remembers nothing.
  ///
  /// @throws InterruptedException if the process is asked to stop
  public Reading read(FeedSettings feed, Order order) throws InterruptedException {
    var documents = new ArrayList<FeedDocument>();
    progress.accept("reading feed " + feed.id() + " …");
    var failure = first(feed, documents);
    if (failure.isPresent()) {
      return new Reading.Unread("feed " + feed.id() + ": " + failure.get());
    }
    older(feed, documents, order.pages());
    var evidence = new ArrayList<Evidence>();
    var blind = new ArrayList<ChannelId>();
    for (var to : engine.destinations(feed.id())) {
      var id = to.settings().id();
      progress.accept("reading the posts of channel " + id + " …");
      var about = order.channels().isEmpty() || order.channels().contains(id);
      var listed = about ? order.listed() : Set.<String>of();
      switch (to.channel().timeline(order.posts())) {
        case Timeline.Unread(var reason) -> {
          return new Reading.Unread("the posts of channel %s: %s".formatted(id, reason));
        }
        case Timeline.Listed(var shown, _) ->
            evidence.add(new Evidence(to.settings(), shown, listed));
        case Timeline.Hidden _ -> {
          blind.add(id);
          evidence.add(new Evidence(to.settings(), List.of(), listed));
        }
      }
    }
    return new Reading.Read(documents, evidence, blind);
  }

  /// Shows what would become of it, and changes nothing.
  public Adoption.Result rehearse(FeedSettings feed, Reading.Read read, Adoption.Rest rest) {
    return adoption.rehearse(feed, read.documents(), read.evidence(), rest);
  }

  /// Does it.
  public Adoption.Result adopt(FeedSettings feed, Reading.Read read, Adoption.Rest rest) {
    return adoption.adopt(feed, read.documents(), read.evidence(), rest);
  }

  private Optional<String> first(FeedSettings feed, List<FeedDocument> documents) {
    return switch (page(feed, feed.url())) {
      case Page.Good(var document) -> {
        documents.add(document);
        yield Optional.empty();
      }
      case Page.Bad(var reason) -> Optional.of(reason);
    };
  }

  /// The archive ends where nothing, or nothing that can be read, or nothing new comes.
  private void older(FeedSettings feed, List<FeedDocument> documents, int pages)
      throws InterruptedException {
    var seen = new HashSet<String>();
    seen.add(feed.url().toString());
    documents.getFirst().entries().forEach(it -> it.link().ifPresent(l -> seen.add(key(l))));
    while (documents.size() < pages) {
      var next = next(feed, documents).filter(it -> seen.add(it.toString()));
      if (next.isEmpty()) {
        return;
      }
      Thread.sleep(PAUSE);
      progress.accept("reading its archive, page %d …".formatted(documents.size() + 1));
      if (!(page(feed, next.get()) instanceof Page.Good(var document))
          || document.entries().stream()
                  .flatMap(it -> it.link().stream())
                  .filter(it -> seen.add(key(it)))
                  .count()
              == 0) {
        return;
      }
      documents.add(document);
    }
  }

  private static String key(URI link) {
    return "entry " + CanonicalUrl.forIdentity(link);
  }

  /// What the feed names (RFC 5005), on its own site; else WordPress' own way of paging.
  private static Optional<URI> next(FeedSettings feed, List<FeedDocument> documents) {
    var named = documents.getLast().older().filter(it -> isSameHost(it, feed.url()));
    var generator = documents.getFirst().generator().orElse("").toLowerCase(Locale.ROOT);
    return named.or(
        () ->
            generator.contains("wordpress")
                ? Optional.of(paged(feed.url(), documents.size() + 1))
                : Optional.empty());
  }

  private static boolean isSameHost(URI one, URI other) {
    return String.valueOf(one.getRawAuthority()).equalsIgnoreCase(other.getRawAuthority());
  }

  private static URI paged(URI feed, int page) {
    var join = feed.getRawQuery() == null ? "?" : "&";
    return URI.create(feed.toString().split("#", 2)[0] + join + "paged=" + page);
  }

  private sealed interface Page {
    record Good(FeedDocument document) implements Page {}

    record Bad(String reason) implements Page {}
  }

  private Page page(FeedSettings feed, URI address) {
    var now = engine.clock().instant();
    return switch (FeedFetcher.fetch(address, Validators.NONE, engine.http(feed), now)) {
      case FetchResult.Unavailable(var reason, _, _, _) -> new Page.Bad(reason);
      case FetchResult.Gone(var reason) -> new Page.Bad(reason);
      case FetchResult.NotModified _ -> new Page.Bad("it sends no document");
      case FetchResult.Modified page ->
          switch (FeedParser.parse(page.body(), page.contentType(), page.uri(), now)) {
            case ParseResult.Unreadable(var reason) -> new Page.Bad(reason);
            case ParseResult.Parsed(var document) ->
                new Page.Good(document.orOlder(page.terms().links().older()));
          };
    };
  }
}
