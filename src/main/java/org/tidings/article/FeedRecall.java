// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidings.config.FeedId;
import org.tidings.store.Tx;

/// The memory of one feed, in the database.
record FeedRecall(Tx tx, FeedId feed) implements Recall {
  /// Once may be a rebuild; twice in a row is a habit. Then for ever, since going back and forth
  /// would make two families of marks.
  private static final int HABIT = 2;

  @Override
  public Map<Alias, ArticleId> lookup(Set<Alias> aliases) {
    return ArticleTable.lookup(tx, feed, aliases);
  }

  @Override
  public Map<ArticleId, Remembered> articles(Set<ArticleId> ids) {
    return ArticleTable.remembered(tx, ids);
  }

  @Override
  public List<ArticleId> shown() {
    return FeedMemoryTable.shown(tx, feed);
  }

  @Override
  public boolean guidsCount() {
    return FeedMemoryTable.badGuids(tx, feed) < HABIT;
  }

  void note(GuidQuality quality) {
    var before = FeedMemoryTable.badGuids(tx, feed);
    var after =
        switch (quality) {
          case MOVING -> HABIT;
          case CHANGED -> before + 1;
          case STEADY -> 0;
          case UNTOLD -> before;
        };
    if (before < HABIT && after != before) {
      FeedMemoryTable.badGuids(tx, feed, after);
    }
  }
}
