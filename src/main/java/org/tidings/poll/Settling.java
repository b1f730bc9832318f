// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.tidings.article.Article;
import org.tidings.article.Articles;
import org.tidings.article.Articles.Recognition;
import org.tidings.article.Articles.Unknown;
import org.tidings.article.Remembered;
import org.tidings.config.FeedSettings;
import org.tidings.store.Tx;

/// Lets new articles stand for a while before they are posted: typos are mended in that time, and
/// drafts that leaked are withdrawn. Only a feed that answers lets an article go: while it can't be
/// read, nobody knows whether the article is still meant.
final class Settling {
  private final FeedSettings feed;
  private final Instant now;
  private final Consumer<Article> release;

  /// Makes the step for one poll.
  ///
  /// @param release posts an article that has stood long enough
  Settling(FeedSettings feed, Instant now, Consumer<Article> release) {
    this.feed = feed;
    this.now = now;
    this.release = release;
  }

  /// Until when a new article has to stand; absent if it stood long enough before we saw it:
  /// what is dated since the feed was last read was not there before.
  Optional<Instant> until(Unknown unknown, Instant lastRead) {
    var since =
        unknown
            .entry()
            .published()
            .filter(it -> it.isAfter(lastRead) && it.isBefore(now))
            .orElse(now);
    return Optional.of(since.plus(feed.settle())).filter(now::isBefore);
  }

  /// The feed has not changed: what is due is posted as it was.
  void unchanged(Tx tx) {
    for (var it : Articles.settling(tx, feed.id())) {
      if (it.withdrawn().isEmpty()) {
        releaseIfDue(tx, it);
      }
    }
  }

  /// The feed has changed: what is due is posted as it is now, what is gone is withdrawn.
  ///
  /// @param isWhole whether what the document lacks is not there; if not, nothing is withdrawn
  void changed(Tx tx, Recognition document, boolean isWhole) {
    for (var it : Articles.settling(tx, feed.id())) {
      var entry = Optional.ofNullable(document.met().get(it.id()));
      entry.ifPresent(says -> Articles.rewrite(tx, feed.id(), it.id(), says));
      if (entry.isPresent() && it.withdrawn().isPresent()) {
        Articles.settle(tx, it.id(), now.plus(feed.settle()));
      } else if (entry.isPresent() || madeRoom(it, document)) {
        releaseIfDue(tx, it);
      } else if (isWhole && it.withdrawn().isEmpty() && !document.rows().isEmpty()) {
        Articles.withdraw(tx, it, now);
      }
    }
  }

  /// When the feed has to be asked again for what stands. What has stood long enough and was not
  /// shown now waits for the feed's own rhythm.
  Optional<Instant> next(Tx tx) {
    return Articles.settling(tx, feed.id()).stream()
        .filter(it -> it.withdrawn().isEmpty())
        .flatMap(it -> it.settles().stream())
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  private void releaseIfDue(Tx tx, Remembered article) {
    if (article.settles().filter(it -> !it.isAfter(now)).isPresent()) {
      Articles.settled(tx, article.id());
      Articles.find(tx, article.id()).ifPresent(release);
    }
  }

  /// Whether it is missing because so much came after it.
  private static boolean madeRoom(Remembered article, Recognition document) {
    return !document.rows().isEmpty()
        && document.rows().stream()
            .allMatch(
                row ->
                    row.known().map(it -> it.value() > article.id().value()).orElse(true)
                        && row.published()
                            .flatMap(at -> article.published().map(at::isAfter))
                            .orElse(true));
  }
}
