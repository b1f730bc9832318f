// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import static org.tidings.store.Columns.number;
import static org.tidings.store.Columns.text;
import static org.tidings.store.Columns.time;
import static org.tidings.store.Columns.uri;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementContext;
import org.tidings.config.FeedId;
import org.tidings.feed.Validators;
import org.tidings.schedule.Rhythm;
import org.tidings.store.Tx;

/// The table `feed`.
final class FeedTable {
  private FeedTable() {}

  /// A feed whose time has come.
  ///
  /// @param addresses where it is asked, and where redirects led when it last answered
  record Turn(FeedId feed, Instant at, Set<URI> addresses) {
    static Turn of(FeedId feed, Instant at, URI asked, Optional<URI> answered) {
      return new Turn(
          feed,
          at,
          Stream.concat(Stream.of(asked), answered.stream())
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

  static Optional<FeedRow> find(Tx tx, FeedId id) {
    return tx.handle()
        .createQuery("SELECT * FROM feed WHERE id = :id")
        .bind("id", id.value())
        .map(FeedTable::row)
        .findOne();
  }

  /// Those that are due, the longest overdue first.
  static List<Turn> due(Tx tx, Instant now) {
    return tx.handle()
        .createQuery(
            """
            SELECT id, next_poll, coalesce(moved, url) AS address, answered_from FROM feed
            WHERE next_poll <= :now ORDER BY next_poll\
            """)
        .bind("now", now.toEpochMilli())
        .map(
            (rs, _) ->
                Turn.of(
                    new FeedId(rs.getString("id")),
                    Instant.ofEpochMilli(rs.getLong("next_poll")),
                    URI.create(rs.getString("address")),
                    uri(rs, "answered_from")))
        .list();
  }

  /// Those whose last poll failed, and that wait for the next.
  static Set<FeedId> failing(Tx tx) {
    return tx.handle()
        .createQuery("SELECT id FROM feed WHERE failures > 0 AND next_poll IS NOT NULL")
        .map((rs, _) -> new FeedId(rs.getString("id")))
        .set();
  }

  /// Lets a feed be due by then.
  static void due(Tx tx, FeedId feed, Instant by) {
    tx.handle()
        .createUpdate("UPDATE feed SET next_poll = min(next_poll, :by) WHERE id = :id")
        .bind("by", by.toEpochMilli())
        .bind("id", feed.value())
        .execute();
  }

  /// The configured addresses of all that are known.
  static Map<FeedId, URI> addresses(Tx tx) {
    return tx.handle()
        .createQuery("SELECT id, url FROM feed")
        .reduceRows(
            new HashMap<FeedId, URI>(),
            (map, row) -> {
              map.put(
                  new FeedId(row.getColumn("id", String.class)),
                  URI.create(row.getColumn("url", String.class)));
              return map;
            });
  }

  /// Polls in a second, if every feed is polled at its own pause.
  static double steadyRate(Tx tx) {
    return tx.handle()
        .createQuery("SELECT coalesce(sum(1000.0 / pause), 0) FROM feed WHERE pause > 0")
        .mapTo(Double.class)
        .one();
  }

  /// Adds the row, unless there is one.
  static void add(Tx tx, FeedRow row) {
    tx.handle()
        .createUpdate("INSERT INTO feed (id, url) VALUES (:id, :url) ON CONFLICT DO NOTHING")
        .bind("id", row.id().value())
        .bind("url", row.url().toString())
        .execute();
  }

  /// Adds the row, or puts it in the place of the one that is there.
  static void put(Tx tx, FeedRow row) {
    add(tx, row);
    var times = row.times();
    var trouble = row.trouble();
    tx.handle()
        .createUpdate(
            """
            UPDATE feed SET url = :url, title = :title, etag = :etag,
              last_modified = :lastModified, body_hash = :bodyHash, answered_from = :from,
              next_poll = :next,
              polled = :polled, answered = :answered, failures = :failures, reason = :reason,
              gone = :gone, baselined = :baselined,
              move_to = :to, move_since = :since, move_seen = :seen, moved = :moved
            WHERE id = :id\
            """)
        .bind("id", row.id().value())
        .bind("url", row.url().toString())
        .bind("title", row.title().orElse(null))
        .bind("etag", row.validators().etag().orElse(null))
        .bind("lastModified", row.validators().lastModified().orElse(null))
        .bind("bodyHash", row.validators().bodyHash().orElse(null))
        .bind("from", row.validators().from().map(URI::toString).orElse(null))
        .bind("next", times.next().map(Instant::toEpochMilli).orElse(null))
        .bind("polled", times.polled().map(Instant::toEpochMilli).orElse(null))
        .bind("answered", times.answered().map(Instant::toEpochMilli).orElse(null))
        .bind("failures", trouble.failures())
        .bind("reason", trouble.reason().orElse(null))
        .bind("gone", trouble.gone().map(Instant::toEpochMilli).orElse(null))
        .bind("baselined", row.baselined().map(Instant::toEpochMilli).orElse(null))
        .bind("to", row.move().to().map(URI::toString).orElse(null))
        .bind("since", row.move().since().map(Instant::toEpochMilli).orElse(null))
        .bind("seen", row.move().seen())
        .bind("moved", row.move().learnt().map(URI::toString).orElse(null))
        .execute();
    put(tx, row.id(), row.habits());
  }

  private static void put(Tx tx, FeedId id, Habits habits) {
    var rhythm = habits.rhythm();
    tx.handle()
        .createUpdate(
            """
            UPDATE feed SET news = :news, hours = :hours, last_news = :last, usual = :usual,
              asks = :asks, fresh = :fresh, pause = :pause, weight = :weight, repeats = :repeats,
              changed = :changed, rechecked = :rechecked, stuck = :stuck, quiet = :quiet
            WHERE id = :id\
            """)
        .bind("id", id.value())
        .bind("news", rhythm.news())
        .bind("hours", rhythm.hours())
        .bind("last", rhythm.last().map(Instant::toEpochMilli).orElse(null))
        .bind("usual", rhythm.usual().map(Duration::toMillis).orElse(null))
        .bind("asks", habits.asks().map(Duration::toMillis).orElse(null))
        .bind("fresh", habits.fresh().map(Duration::toMillis).orElse(null))
        .bind("pause", habits.pause().map(Duration::toMillis).orElse(null))
        .bind("weight", habits.weight())
        .bind("repeats", habits.repeats())
        .bind("changed", habits.changed().map(Instant::toEpochMilli).orElse(null))
        .bind("rechecked", habits.rechecked().map(Instant::toEpochMilli).orElse(null))
        .bind("stuck", habits.stuck().map(Instant::toEpochMilli).orElse(null))
        .bind("quiet", habits.quiet().map(Instant::toEpochMilli).orElse(null))
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
              answered = answered + :by, gone = gone + :by, last_news = last_news + :by,
              changed = changed + :by, rechecked = rechecked + :by, stuck = stuck + :by,
              quiet = quiet + :by, move_since = move_since + :by\
            """)
        .bind("by", by.toMillis())
        .execute();
  }

  /// Gives a feed, and all that is known of it, another id. The tables that speak of feeds are
  /// found by their foreign keys, so that one more can't be forgotten.
  static void rename(Tx tx, FeedId from, FeedId to) {
    tx.handle().execute("PRAGMA defer_foreign_keys = ON");
    var columns =
        tx.handle()
            .createQuery(
                """
                SELECT m.name AS name, k."from" AS col
                FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k
                WHERE m.type = 'table' AND k."table" = 'feed' AND k."to" = 'id'\
                """)
            .map((rs, _) -> new Column(rs.getString("name"), rs.getString("col")))
            .list();
    rename(tx, new Column("feed", "id"), from, to);
    columns.forEach(it -> rename(tx, it, from, to));
  }

  private static void rename(Tx tx, Column column, FeedId from, FeedId to) {
    tx.handle()
        .createUpdate("UPDATE <table> SET <column> = :to WHERE <column> = :from")
        .define("table", column.table())
        .define("column", column.name())
        .bind("from", from.value())
        .bind("to", to.value())
        .execute();
  }

  private record Column(String table, String name) {}

  private static FeedRow row(ResultSet rs, StatementContext ignored) throws SQLException {
    return new FeedRow(
        new FeedId(rs.getString("id")),
        URI.create(rs.getString("url")),
        text(rs, "title"),
        new Validators(
            text(rs, "etag"),
            text(rs, "last_modified"),
            text(rs, "body_hash"),
            uri(rs, "answered_from")),
        new FeedRow.Times(time(rs, "next_poll"), time(rs, "polled"), time(rs, "answered")),
        new FeedRow.Trouble(rs.getInt("failures"), text(rs, "reason"), time(rs, "gone")),
        time(rs, "baselined"),
        habits(rs),
        new Move(
            uri(rs, "move_to"), time(rs, "move_since"), rs.getInt("move_seen"), uri(rs, "moved")));
  }

  private static Habits habits(ResultSet rs) throws SQLException {
    return new Habits(
        new Rhythm(
            rs.getDouble("news"),
            rs.getDouble("hours"),
            time(rs, "last_news"),
            duration(rs, "usual")),
        duration(rs, "asks"),
        duration(rs, "fresh"),
        duration(rs, "pause"),
        rs.getInt("weight"),
        rs.getInt("repeats"),
        time(rs, "changed"),
        time(rs, "rechecked"),
        time(rs, "stuck"),
        time(rs, "quiet"));
  }

  private static Optional<Duration> duration(ResultSet rs, String column) throws SQLException {
    return number(rs, column).map(Duration::ofMillis);
  }
}
