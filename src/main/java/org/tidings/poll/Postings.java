// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.article.Article;
import org.tidings.article.ArticleId;
import org.tidings.article.Articles;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings.OnEdit;
import org.tidings.config.FeedSettings;
import org.tidings.config.RouteSettings;
import org.tidings.feed.Entry;
import org.tidings.outbox.DeliveryId;
import org.tidings.outbox.Outbox;
import org.tidings.store.Tx;

/// Leads one feed's articles to its channels, in the caller's transaction.
final class Postings {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  private static final String UNMADE = "the post could not be made; the log has more";

  private final Outbox outbox;
  private final FeedSettings feed;
  private final List<Destination> destinations;
  private final Set<ChannelId> ready = new LinkedHashSet<>();

  Postings(Outbox outbox, FeedSettings feed, List<Destination> destinations) {
    this.outbox = outbox;
    this.feed = feed;
    this.destinations = destinations;
  }

  /// Channels that have something to send now.
  List<ChannelId> ready() {
    return List.copyOf(ready);
  }

  /// Rules on an article and enqueues what is to be posted.
  ///
  /// @param elsewhere the same article in other feeds
  /// @param suspicion why it may be no news
  void add(
      Tx tx,
      Article article,
      Wishes wishes,
      List<ArticleId> elsewhere,
      Optional<String> suspicion) {
    for (var it : destinations) {
      rule(article, it, wishes)
          .ifPresentOrElse(
              ruling -> enqueue(tx, article, it, new Verdict(ruling, elsewhere, suspicion)),
              () -> outbox.enqueueHeld(tx, article, it.settings(), Optional.empty(), UNMADE));
    }
  }

  /// Has what is out say what an edited article says now, where its channel is to do that. What
  /// would not be posted there any more stays as it is.
  void update(Tx tx, ArticleId id, Entry entry, Instant now) {
    var firstSeen = Articles.find(tx, id).map(Article::firstSeen).orElse(now);
    var article = Article.of(feed.id(), entry, firstSeen);
    for (var it : destinations) {
      if (it.settings().onEdit() == OnEdit.UPDATE
          && rule(article, it, Wishes.of(feed.directives(), entry)).orElse(null)
              instanceof Ruling.Take(var post, _)) {
        outbox.edited(tx, id, it.settings().id(), post);
      }
    }
  }

  /// What is to be done about one article.
  ///
  /// @param elsewhere the same article in other feeds
  /// @param suspicion why it may be no news
  private record Verdict(Ruling ruling, List<ArticleId> elsewhere, Optional<String> suspicion) {}

  /// Absent if something in it is broken: one article must not cost the others.
  private Optional<Ruling> rule(Article article, Destination to, Wishes wishes) {
    try {
      return Optional.of(to.rule(article, known(wishes)));
    } catch (RuntimeException e) {
      LOG.error(
          "feed={} channel={} status=held: a post could not be made; please report this",
          feed.id(),
          to.settings().id(),
          e);
      return Optional.empty();
    }
  }

  private void enqueue(Tx tx, Article article, Destination to, Verdict verdict) {
    var channel = to.settings();
    var post = verdict.ruling().post();
    switch (verdict.ruling()) {
      case Ruling.Skip(_, var reason) -> outbox.enqueueSkipped(tx, article, channel, post, reason);
      case Ruling.Unclear(_, var reason) ->
          outbox.enqueueHeld(tx, article, channel, Optional.of(post), reason);
      case Ruling.Take(_, var route) -> {
        var twin = twin(tx, verdict.elsewhere(), channel.id(), route);
        if (twin.isPresent()) {
          outbox.enqueueSkipped(tx, article, channel, post, twin.get());
        } else if (verdict.suspicion().isPresent()) {
          var why = verdict.suspicion().get();
          outbox.enqueueHeld(tx, article, channel, Optional.of(post), why);
        } else if (outbox.enqueue(tx, article, channel, post, route).isPresent()) {
          ready.add(channel.id());
        }
      }
    }
  }

  /// Why the article is not to go out because another feed had it, too.
  private Optional<String> twin(
      Tx tx, List<ArticleId> elsewhere, ChannelId channel, RouteSettings route) {
    var has =
        switch (route.duplicates()) {
          case CHANNEL -> outbox.has(tx, elsewhere, channel, Optional.empty());
          case ROUTE -> outbox.has(tx, elsewhere, channel, Optional.of(route.id()));
          case NONE -> Optional.<DeliveryId>empty();
        };
    return has.map("another feed has the same article: delivery %s"::formatted);
  }

  /// An author's slip must not keep an article from everywhere unnoticed.
  private Wishes known(Wishes wishes) {
    return wishes.only().stream()
        .filter(
            name -> destinations.stream().noneMatch(it -> name.equals(it.settings().id().value())))
        .findFirst()
        .map(it -> wishes.butMisread("only: " + it))
        .orElse(wishes);
  }
}
