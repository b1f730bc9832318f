// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.article.Article;
import org.tidings.article.ArticleId;
import org.tidings.article.Articles;
import org.tidings.article.Articles.Recognition;
import org.tidings.article.Articles.Unknown;
import org.tidings.article.MassChange;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedSettings;
import org.tidings.config.RouteSettings;
import org.tidings.feed.FeedDocument;
import org.tidings.outbox.DeliveryId;
import org.tidings.outbox.Outbox;
import org.tidings.poll.PollReport.Ending;
import org.tidings.store.Tx;

/// Takes a document in: remembers what is new and enqueues its posts, all in the caller's one
/// transaction, so that a crash leaves everything or nothing of it.
///
/// Whatever will let an article wait before it is posted (settling, a page that is not there yet)
/// belongs between [Articles#recognise] and [Articles#add].
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  /// More new articles than this in a document without a known one look like a rebuilt feed.
  private static final int MANY = 10;

  /// So few old ones may be a back-dated article or two.
  private static final int FEW = 3;

  /// So long after a restore an entry without a date may be from before it.
  private static final Duration WEEK = Duration.ofDays(7);

  private static final String UNMADE = "the post could not be made; the log has more";

  private final Outbox outbox;
  private final FeedSettings feed;
  private final List<Destination> destinations;
  private final Instant now;
  private final Set<ChannelId> ready = new LinkedHashSet<>();

  Intake(Outbox outbox, FeedSettings feed, List<Destination> destinations, Instant now) {
    this.outbox = outbox;
    this.feed = feed;
    this.destinations = destinations;
    this.now = now;
  }

  /// Channels that have something to send now.
  List<ChannelId> ready() {
    return List.copyOf(ready);
  }

  /// Takes the first document in: all of it is remembered, and only the newest few are posted.
  Ending first(Tx tx, FeedDocument document) {
    var unknown = oldestFirst(recognise(tx, document).unknown());
    var before = Math.max(0, unknown.size() - feed.first());
    for (var it : unknown.subList(0, before)) {
      Articles.addBaseline(tx, feed.id(), it, now);
    }
    for (var it : unknown.subList(before, unknown.size())) {
      enqueue(tx, it, Optional.empty());
    }
    return new Ending.Baselined(document.entries().size(), unknown.size() - before);
  }

  /// Takes a later document in.
  ///
  /// @param lastRead when the one before was
  Ending next(Tx tx, FeedDocument document, Instant lastRead) {
    var recognition = recognise(tx, document);
    var flood = looksRebuilt(tx, recognition, lastRead);
    flood.ifPresent(
        why -> Articles.note(tx, new MassChange(feed.id(), now, why, recognition.rows())));
    var restored = outbox.restored(tx);
    for (var it : oldestFirst(recognition.unknown())) {
      var suspicion = restored.filter(at -> mayBeOut(it, at, lastRead)).map(_ -> Outbox.RESTORED);
      enqueue(tx, it, suspicion.or(() -> flood));
    }
    return new Ending.Read(
        document.entries().size(), recognition.unknown().size(), flood.isPresent());
  }

  /// What was written between the making of a copy of the state and its restoring may be out
  /// already, even if the feed showed it only later.
  private boolean mayBeOut(Unknown unknown, Instant restored, Instant lastRead) {
    var written = unknown.entry().published().or(() -> unknown.entry().updated());
    return lastRead.isBefore(restored)
        || written.map(it -> it.isBefore(restored)).orElse(now.isBefore(restored.plus(WEEK)));
  }

  private Recognition recognise(Tx tx, FeedDocument document) {
    return Articles.recognise(tx, feed.id(), feed.url(), document);
  }

  /// By date where every entry has one, else from the document's end: feeds begin with the newest.
  private static List<Unknown> oldestFirst(List<Unknown> unknown) {
    var sorted = new ArrayList<>(unknown);
    Collections.reverse(sorted);
    if (sorted.stream().allMatch(it -> it.entry().published().isPresent())) {
      sorted.sort(Comparator.comparing(it -> it.entry().published().orElseThrow()));
    }
    return sorted;
  }

  /// A redesign, a new domain or a longer feed must not be posted as news.
  ///
  /// @return why, if it is to be feared
  private Optional<String> looksRebuilt(Tx tx, Recognition recognition, Instant lastRead) {
    var unknown = recognition.unknown();
    if (recognition.isAllNew() && unknown.size() > MANY) {
      return Optional.of(
          "the whole feed looks new (%d entries)".formatted(unknown.size()) + remedy());
    }
    if (unknown.size() > FEW && Articles.areMostlyOld(tx, feed.id(), unknown, lastRead)) {
      return Optional.of(
          "%d entries look new, but most are dated before what is known".formatted(unknown.size())
              + remedy());
    }
    return Optional.empty();
  }

  private String remedy() {
    return "; see: tidings queue --feed %1$s; if they are news: tidings queue release --feed %1$s,"
            .formatted(feed.id())
        + " if not: tidings queue drop --feed %s".formatted(feed.id());
  }

  private void enqueue(Tx tx, Unknown unknown, Optional<String> suspicion) {
    var wishes = Wishes.of(feed.directives(), unknown.entry());
    var elsewhere = Articles.elsewhere(tx, feed.id(), unknown);
    var article = Articles.add(tx, feed.id(), unknown, now);
    for (var it : destinations) {
      rule(article, it, wishes)
          .ifPresentOrElse(
              ruling -> enqueue(tx, article, it, new Verdict(ruling, elsewhere, suspicion)),
              () -> outbox.enqueueHeld(tx, article, it.settings(), Optional.empty(), UNMADE));
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
