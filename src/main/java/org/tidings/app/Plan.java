// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tidings.article.Article;
import org.tidings.config.ChannelSettings;
import org.tidings.config.FeedSettings;
import org.tidings.config.Money;
import org.tidings.feed.Entry;
import org.tidings.feed.FeedFetcher;
import org.tidings.feed.FeedParser;
import org.tidings.feed.FetchResult;
import org.tidings.feed.ParseResult;
import org.tidings.feed.Validators;
import org.tidings.poll.Destination;
import org.tidings.poll.Ruling;
import org.tidings.poll.Wishes;
import org.tidings.post.Composer;
import org.tidings.post.Post;
import org.tidings.post.PostMeasure;

/// What would be posted if the newest articles of the feeds were new now. Reads the feeds; posts
/// and remembers nothing.
public final class Plan {
  private Plan() {}

  /// What came of one feed.
  public sealed interface Part {
    /// One post.
    ///
    /// @param measures how much of each of the channel's limits it uses
    /// @param price what it would cost; absent where posting is free
    record Planned(
        FeedSettings feed,
        Article article,
        ChannelSettings channel,
        Post post,
        List<PostMeasure> measures,
        Optional<Money> price)
        implements Part {
      public Planned {
        measures = List.copyOf(measures);
      }
    }

    /// It would not be posted.
    ///
    /// @param reason names the rule
    record Refused(FeedSettings feed, Article article, ChannelSettings channel, String reason)
        implements Part {}

    /// The feed could not be read.
    record Unread(FeedSettings feed, String reason) implements Part {}
  }

  /// Plans the newest articles of a feed, oldest of them first.
  ///
  /// @param latest how many, from 1
  public static List<Part> of(Engine engine, FeedSettings feed, int latest) {
    var now = engine.clock().instant();
    var fetched = FeedFetcher.fetch(feed.url(), Validators.NONE, engine.http(feed), now);
    return switch (fetched) {
      case FetchResult.Unavailable(var reason, _, _, _) -> List.of(new Part.Unread(feed, reason));
      case FetchResult.Gone(var reason) -> List.of(new Part.Unread(feed, reason));
      case FetchResult.NotModified _ ->
          List.of(new Part.Unread(feed, "it answers 'not modified' without having been asked"));
      case FetchResult.Modified page ->
          switch (FeedParser.parse(page.body(), page.contentType(), page.uri(), now)) {
            case ParseResult.Unreadable(var reason) -> List.of(new Part.Unread(feed, reason));
            case ParseResult.Parsed(var document) ->
                planned(engine, feed, newest(document.entries(), latest));
          };
    };
  }

  private static List<Part> planned(Engine engine, FeedSettings feed, List<Entry> entries) {
    var parts = new ArrayList<Part>();
    for (var entry : entries) {
      var article = Article.of(feed.id(), entry, engine.clock().instant());
      var wishes = Wishes.of(feed.directives(), entry);
      for (var to : engine.destinations(feed.id())) {
        parts.add(part(feed, article, to, to.rule(article, wishes)));
      }
    }
    return parts;
  }

  private static Part part(FeedSettings feed, Article article, Destination to, Ruling ruling) {
    return switch (ruling) {
      case Ruling.Take(var post, _) ->
          new Part.Planned(
              feed,
              article,
              to.settings(),
              post,
              Composer.measure(post, to.channel().limits()),
              to.channel().price(post));
      case Ruling.Skip(_, var reason) ->
          new Part.Refused(feed, article, to.settings(), "skipped: " + reason);
      case Ruling.Unclear(_, var reason) ->
          new Part.Refused(feed, article, to.settings(), "held: " + reason);
    };
  }

  /// By date; entries without one count as old, and among equals the feed's own order holds.
  private static List<Entry> newest(List<Entry> entries, int latest) {
    var byDate =
        Comparator.<Entry, Instant>comparing(
            it -> it.published().or(it::updated).orElse(Instant.EPOCH));
    return entries.stream().sorted(byDate.reversed()).limit(latest).toList().reversed();
  }
}
