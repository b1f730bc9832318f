// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.time.Instant;
import org.tidings.store.Tx;

/// The table `article_edit`.
final class EditTable {
  /// So many of one article; more are the feed's habit (a clock in each summary), not its author's.
  private static final int MOST = 20;

  private EditTable() {}

  /// Notes that an article says something else from now on.
  ///
  /// @param changed what, in words
  /// @return whether that was noted, and not one too many
  static boolean insert(Tx tx, ArticleId article, Instant at, String changed) {
    return tx.handle()
            .createUpdate(
                """
            INSERT INTO article_edit (article, at, changed)
            SELECT :article, :at, :changed
            WHERE (SELECT count(*) FROM article_edit WHERE article = :article) < :most\
            """)
            .bind("article", article.value())
            .bind("at", at.toEpochMilli())
            .bind("changed", changed)
            .bind("most", MOST)
            .execute()
        > 0;
  }
}
