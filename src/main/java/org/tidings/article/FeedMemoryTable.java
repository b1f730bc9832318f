// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidings.config.FeedId;
import org.tidings.store.Tx;

/// The table `feed_memory`.
final class FeedMemoryTable {
  private static final Pattern COMMA = Pattern.compile(",");

  private FeedMemoryTable() {}

  static List<ArticleId> shown(Tx tx, FeedId feed) {
    return tx
        .handle()
        .createQuery("SELECT shown FROM feed_memory WHERE feed = :feed AND shown <> ''")
        .bind("feed", feed.value())
        .mapTo(String.class)
        .stream()
        .flatMap(COMMA::splitAsStream)
        .map(it -> new ArticleId(Long.parseLong(it)))
        .toList();
  }

  /// Notes what the feed consists of.
  ///
  /// @param restored the restore after which that was read
  static void show(Tx tx, FeedId feed, List<ArticleId> articles, Optional<Instant> restored) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO feed_memory (feed, shown, restored) VALUES (:feed, :shown, :restored)
            ON CONFLICT (feed) DO UPDATE SET shown = excluded.shown, restored = excluded.restored\
            """)
        .bind("feed", feed.value())
        .bind("shown", articles.stream().map(ArticleId::toString).collect(Collectors.joining(",")))
        .bind("restored", restored.map(Instant::toEpochMilli).orElse(null))
        .execute();
  }

  /// Whether a document that had entries was taken in since that restore.
  static boolean readSince(Tx tx, FeedId feed, Instant restored) {
    return tx.handle()
        .createQuery("SELECT 1 FROM feed_memory WHERE feed = :feed AND restored = :restored")
        .bind("feed", feed.value())
        .bind("restored", restored.toEpochMilli())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// In how many documents in a row guids were no good.
  static int badGuids(Tx tx, FeedId feed) {
    return tx.handle()
        .createQuery("SELECT guids FROM feed_memory WHERE feed = :feed")
        .bind("feed", feed.value())
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  static void badGuids(Tx tx, FeedId feed, int documents) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO feed_memory (feed, shown, guids) VALUES (:feed, '', :guids)
            ON CONFLICT (feed) DO UPDATE SET guids = excluded.guids\
            """)
        .bind("feed", feed.value())
        .bind("guids", documents)
        .execute();
  }
}
