// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import static org.tidings.store.Columns.text;
import static org.tidings.store.Columns.time;

import java.util.Optional;
import org.tidings.config.FeedId;
import org.tidings.store.Tx;

/// Feeds, as their status shows them.
final class FeedStatusTable {
  private FeedStatusTable() {}

  static Optional<FeedStatus> find(Tx tx, FeedId feed) {
    return tx.handle()
        .createQuery(
            """
            SELECT f.*, (SELECT count(*) FROM article a WHERE a.feed = f.id) AS articles,
              (SELECT count(DISTINCT d.article) FROM delivery d JOIN article a ON a.id = d.article
                WHERE d.state = 'held' AND a.feed = f.id) AS held
            FROM feed f WHERE f.id = :id\
            """)
        .bind("id", feed.value())
        .map(
            (rs, _) ->
                new FeedStatus(
                    feed,
                    text(rs, "title"),
                    time(rs, "polled"),
                    time(rs, "answered"),
                    time(rs, "next_poll"),
                    rs.getInt("failures"),
                    text(rs, "reason").orElse(""),
                    time(rs, "gone"),
                    time(rs, "quiet"),
                    time(rs, "baselined"),
                    false,
                    rs.getLong("articles"),
                    rs.getLong("held")))
        .findOne();
  }
}
