// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tidings.article.Article;
import org.tidings.article.ArticleId;
import org.tidings.article.Articles;
import org.tidings.article.Articles.Recognition;
import org.tidings.article.Articles.Unknown;
import org.tidings.article.MassChange;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedSettings;
import org.tidings.feed.FeedDocument;
import org.tidings.outbox.Outbox;
import org.tidings.poll.Newness.Verdict;
import org.tidings.poll.PollReport.Ending;
import org.tidings.store.Tx;

/// Takes a document in: remembers what is new and enqueues its posts, all in the caller's one
/// transaction, so that a crash leaves everything or nothing of it.
final class Intake {
  private static final String OLD = ": an old article come to light, remembered and not posted";

  /// So long after a restore an entry without a date may be from before it.
  private static final Duration WEEK = Duration.ofDays(7);

  private final Outbox outbox;
  private final FeedSettings feed;
  private final Postings postings;
  private final Instant now;
  /// The articles that were made of what was new.
  private final Map<MassChange.Row, ArticleId> met = new HashMap<>();

  Intake(Outbox outbox, FeedSettings feed, List<Destination> destinations, Instant now) {
    this.outbox = outbox;
    this.feed = feed;
    this.postings = new Postings(outbox, feed, destinations);
    this.now = now;
  }

  /// Channels that have something to send now.
  List<ChannelId> ready() {
    return postings.ready();
  }

  /// Takes the first document in: all of it is remembered, and only the newest few are posted.
  Ending first(Tx tx, FeedDocument document) {
    var recognition = recognise(tx, document);
    var unknown = oldestFirst(recognition.unknown());
    var before = Math.max(0, unknown.size() - feed.first());
    for (var it : unknown.subList(0, before)) {
      met.put(it.row(), Articles.addBaseline(tx, feed.id(), it, now).id());
    }
    for (var it : unknown.subList(before, unknown.size())) {
      enqueue(tx, it, added(tx, it), Optional.empty());
    }
    show(tx, recognition);
    return new Ending.Baselined(document.entries().size(), unknown.size() - before);
  }

  /// Takes a later document in.
  ///
  /// @param lastRead when the one before was
  Ending next(Tx tx, FeedDocument document, Instant lastRead) {
    var recognition = recognise(tx, document);
    settling(tx).changed(tx, recognition, document.isWhole());
    var known = Articles.remembered(tx, recognition.known());
    Articles.noteEdits(tx, recognition, known, now)
        .forEach((id, entry) -> postings.update(tx, id, entry, now));
    var shown = Articles.shown(tx, feed.id());
    var newness = new Newness(recognition, known, shown, lastRead, now);
    var verdicts = newness.judge(recognition.unknown());
    var change = newness.massChange(recognition.unknown());
    var restored = outbox.restored(tx);
    var caughtUp = restored.map(it -> Articles.readSince(tx, feed.id(), it)).orElse(true);
    var doubts = new ArrayList<String>();
    var articles = 0;
    for (var it : oldestFirst(recognition.unknown())) {
      var verdict = Objects.requireNonNull(verdicts.get(it));
      if (verdict instanceof Verdict.Old(var why) && change.isEmpty()) {
        met.put(it.row(), Articles.addOld(tx, feed.id(), it, now, why + OLD).id());
        continue;
      }
      var article = added(tx, it);
      var doubt = change.or(() -> doubt(verdict));
      doubt.ifPresent(
          why -> {
            doubts.add(why);
            Articles.doubt(tx, article.id(), why);
          });
      var suspicion =
          restored
              .filter(at -> !caughtUp || mayBeOut(it, at))
              .map(_ -> Outbox.RESTORED)
              .or(() -> doubt.map(this::withRemedy));
      if (suspicion.isPresent() || !stands(tx, it, article, lastRead)) {
        enqueue(tx, it, article, suspicion);
      }
      articles++;
    }
    if (!doubts.isEmpty()) {
      Articles.note(tx, new MassChange(feed.id(), now, doubts.getFirst(), recognition.rows()));
    }
    show(tx, recognition);
    return new Ending.Read(document.entries().size(), articles, !doubts.isEmpty());
  }

  /// The feed has not changed.
  Ending unchanged(Tx tx) {
    settling(tx).unchanged(tx);
    return new Ending.Unchanged();
  }

  /// When the feed is to be asked next: sooner, if something has settled then.
  Instant nextPoll(Tx tx, Instant planned) {
    return settling(tx).next(tx).filter(planned::isAfter).orElse(planned);
  }

  private Settling settling(Tx tx) {
    return new Settling(
        feed,
        now,
        it ->
            postings.add(
                tx,
                it,
                Wishes.of(feed.directives(), it.categories()),
                Articles.elsewhere(tx, feed.id(), it.id()),
                suspicion(tx, it)));
  }

  /// What stood when a copy of the state was made had its time, and was posted, before that was
  /// restored.
  private Optional<String> suspicion(Tx tx, Article article) {
    return outbox.isRestored(tx, article.id()) ? Optional.of(Outbox.RESTORED) : Optional.empty();
  }

  /// Lets it stand a while, if it has to.
  private boolean stands(Tx tx, Unknown unknown, Article article, Instant lastRead) {
    var until = settling(tx).until(unknown, lastRead).filter(_ -> mayWait(unknown, article));
    until.ifPresent(it -> Articles.settle(tx, article.id(), it));
    return until.isPresent();
  }

  /// Not if its author said something that will not be there any more when it has settled: only its
  /// categories are kept, not the feed's other elements.
  private boolean mayWait(Unknown unknown, Article article) {
    return Wishes.of(feed.directives(), unknown.entry())
        .equals(Wishes.of(feed.directives(), article.categories()));
  }

  private void enqueue(Tx tx, Unknown unknown, Article article, Optional<String> suspicion) {
    postings.add(
        tx,
        article,
        Wishes.of(feed.directives(), unknown.entry()),
        Articles.elsewhere(tx, feed.id(), unknown),
        suspicion);
  }

  private static Optional<String> doubt(Verdict verdict) {
    return verdict instanceof Verdict.Doubtful(var why) ? Optional.of(why) : Optional.empty();
  }

  private Article added(Tx tx, Unknown unknown) {
    var article = Articles.add(tx, feed.id(), unknown, now);
    met.put(unknown.row(), article.id());
    return article;
  }

  /// Notes what the feed consists of; a document without entries says nothing about that.
  private void show(Tx tx, Recognition recognition) {
    if (!recognition.rows().isEmpty()) {
      Articles.show(
          tx,
          feed.id(),
          recognition.rows().stream()
              .flatMap(it -> it.known().or(() -> Optional.ofNullable(met.get(it))).stream())
              .toList(),
          outbox.restored(tx));
    }
  }

  /// What was written between the making of a copy of the state and its restoring may be out
  /// already, even if the feed showed it only later.
  private boolean mayBeOut(Unknown unknown, Instant restored) {
    var written = unknown.entry().published().or(() -> unknown.entry().updated());
    return written.map(it -> it.isBefore(restored)).orElse(now.isBefore(restored.plus(WEEK)));
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

  private String withRemedy(String doubt) {
    return doubt
        + "; see: tidings queue --feed %1$s; if they are news: tidings queue release --feed %1$s,"
            .formatted(feed.id())
        + " if not: tidings queue drop --feed %s".formatted(feed.id());
  }
}
