// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.tidings.config.FeedId;
import org.tidings.feed.Validators;
import org.tidings.store.Tx;

/// The table `feed`.
final class FeedTable {
  private FeedTable() {}

  static Optional<FeedRow> find(Tx tx, FeedId id) {
    return tx.handle()
        .createQuery("SELECT * FROM feed WHERE id = :id")
        .bind("id", id.value())
        .map(FeedTable::row)
        .findOne();
  }

  static List<FeedRow> all(Tx tx) {
    return tx.handle().createQuery("SELECT * FROM feed").map(FeedTable::row).list();
  }

  /// Adds the row, or puts it in the place of the one that is there.
  static void put(Tx tx, FeedRow row) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO feed (id, url, title, etag, last_modified, body_hash, next_poll, polled,
              answered, failures, reason, gone, baselined)
            VALUES (:id, :url, :title, :etag, :lastModified, :bodyHash, :next, :polled,
              :answered, :failures, :reason, :gone, :baselined)
            ON CONFLICT (id) DO UPDATE SET url = excluded.url, title = excluded.title,
              etag = excluded.etag, last_modified = excluded.last_modified,
              body_hash = excluded.body_hash, next_poll = excluded.next_poll,
              polled = excluded.polled, answered = excluded.answered,
              failures = excluded.failures, reason = excluded.reason, gone = excluded.gone,
              baselined = excluded.baselined\
            """)
        .bind("id", row.id().value())
        .bind("url", row.url().toString())
        .bind("title", row.title().orElse(null))
        .bind("etag", row.validators().etag().orElse(null))
        .bind("lastModified", row.validators().lastModified().orElse(null))
        .bind("bodyHash", row.validators().bodyHash().orElse(null))
        .bind("next", row.next().map(Instant::toEpochMilli).orElse(null))
        .bind("polled", row.polled().map(Instant::toEpochMilli).orElse(null))
        .bind("answered", row.answered().map(Instant::toEpochMilli).orElse(null))
        .bind("failures", row.failures())
        .bind("reason", row.reason().orElse(null))
        .bind("gone", row.gone().map(Instant::toEpochMilli).orElse(null))
        .bind("baselined", row.baselined().map(Instant::toEpochMilli).orElse(null))
        .execute();
  }

  /// The latest poll of any feed.
  static Optional<Instant> latest(Tx tx) {
    return tx.handle()
        .createQuery("SELECT max(polled) FROM feed HAVING max(polled) IS NOT NULL")
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  /// Moves what is reckoned from, and waited for, with a clock that was set back.
  static void turnedBack(Tx tx, Duration by) {
    tx.handle()
        .createUpdate(
            """
            UPDATE feed SET next_poll = next_poll + :by, polled = polled + :by,
              answered = answered + :by, gone = gone + :by\
            """)
        .bind("by", by.toMillis())
        .execute();
  }

  private static FeedRow row(ResultSet rs, StatementContext ignored) throws SQLException {
    return new FeedRow(
        new FeedId(rs.getString("id")),
        URI.create(rs.getString("url")),
        text(rs, "title"),
        new Validators(text(rs, "etag"), text(rs, "last_modified"), text(rs, "body_hash")),
        time(rs, "next_poll"),
        time(rs, "polled"),
        time(rs, "answered"),
        rs.getInt("failures"),
        text(rs, "reason"),
        time(rs, "gone"),
        time(rs, "baselined"));
  }

  private static Optional<String> text(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getString(column));
  }

  private static Optional<Instant> time(ResultSet rs, String column) throws SQLException {
    var millis = rs.getLong(column);
    return rs.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
