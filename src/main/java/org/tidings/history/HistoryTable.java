// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import static org.tidings.store.Columns.text;
import static org.tidings.store.Columns.uri;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.tidings.article.ArticleId;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.outbox.DeliveryId;
import org.tidings.outbox.DeliveryState;
import org.tidings.post.Post;
import org.tidings.post.PostJson;
import org.tidings.store.Tx;

/// Deliveries with their articles, as the posting history shows them.
final class HistoryTable {
  private static final String ENTRIES =
      """
      SELECT d.id, d.changed, a.feed, d.article, a.title, a.link, d.channel, d.type, d.state,
        d.attempts, d.post, d.remote_id, d.remote_url, d.reason
      FROM delivery d JOIN article a ON a.id = d.article
      """;

  /// In one statement.
  private static final int IDS = 500;

  private HistoryTable() {}

  static List<HistoryEntry> search(Tx tx, HistoryQuery query) {
    var conditions = conditions(query);
    query.since().ifPresent(_ -> conditions.add("d.changed >= :since"));
    query.until().ifPresent(_ -> conditions.add("d.changed < :until"));
    var sql = ENTRIES + where(conditions) + " ORDER BY d.changed DESC, d.id DESC LIMIT :limit";
    var statement = bind(tx.handle().createQuery(sql), query).bind("limit", query.limit());
    query.since().ifPresent(it -> statement.bind("since", it.toEpochMilli()));
    query.until().ifPresent(it -> statement.bind("until", it.toEpochMilli()));
    return withEdits(tx, statement.map(HistoryTable::entry).list());
  }

  /// Deliveries of which something was told after that attempt row, in the order of the last time.
  static List<HistoryEntry> since(Tx tx, long position, HistoryQuery query) {
    var told = toldSince(tx, position);
    var entries = new ArrayList<HistoryEntry>();
    parts(told).forEach(it -> entries.addAll(of(tx, it, query)));
    entries.sort(Comparator.comparingInt(it -> told.indexOf(it.delivery().value())));
    return withEdits(tx, entries);
  }

  private static List<List<Long>> parts(List<Long> ids) {
    var parts = new ArrayList<List<Long>>();
    for (var from = 0; from < ids.size(); from += IDS) {
      parts.add(ids.subList(from, Math.min(ids.size(), from + IDS)));
    }
    return parts;
  }

  /// With what the feed said of the articles after the posts were made, and what became of that.
  private static List<HistoryEntry> withEdits(Tx tx, List<HistoryEntry> entries) {
    var edits = new HashMap<Long, List<Story.Edit>>();
    var updates = new HashMap<Long, Story.Update>();
    for (var ids : parts(entries.stream().map(it -> it.delivery().value()).toList())) {
      tx.handle()
          .createQuery(
              """
              SELECT d.id, e.at, e.changed
              FROM delivery d JOIN article_edit e ON e.article = d.article AND e.at > d.made_at
              WHERE d.id IN (<ids>) ORDER BY e.id\
              """)
          .bindList("ids", ids)
          .map((rs, _) -> Map.entry(rs.getLong("id"), edit(rs)))
          .forEach(
              it -> edits.computeIfAbsent(it.getKey(), _ -> new ArrayList<>()).add(it.getValue()));
      tx.handle()
          .createQuery("SELECT * FROM post_update WHERE delivery IN (<ids>) ORDER BY id")
          .bindList("ids", ids)
          .map((rs, _) -> Map.entry(rs.getLong("delivery"), StoryTable.update(rs)))
          .forEach(it -> updates.put(it.getKey(), it.getValue()));
    }
    return entries.stream()
        .map(
            it -> {
              var id = it.delivery().value();
              return it.with(
                  edits.getOrDefault(id, List.of()), Optional.ofNullable(updates.get(id)));
            })
        .toList();
  }

  private static Story.Edit edit(ResultSet rs) throws SQLException {
    return new Story.Edit(Instant.ofEpochMilli(rs.getLong("at")), rs.getString("changed"));
  }

  /// That a claim or an intent was noted is not worth a line: how it ends is.
  private static List<Long> toldSince(Tx tx, long position) {
    var last = new LinkedHashSet<Long>();
    tx.handle()
        .createQuery(
            """
            SELECT delivery FROM attempt
            WHERE id > :position AND step NOT IN ('claimed', 'intent') ORDER BY id\
            """)
        .bind("position", position)
        .mapTo(Long.class)
        .forEach(
            it -> {
              last.remove(it);
              last.add(it);
            });
    return List.copyOf(last);
  }

  private static List<HistoryEntry> of(Tx tx, List<Long> deliveries, HistoryQuery query) {
    var conditions = conditions(query);
    conditions.add("d.id IN (<ids>)");
    return bind(tx.handle().createQuery(ENTRIES + where(conditions)), query)
        .bindList("ids", deliveries)
        .map(HistoryTable::entry)
        .list();
  }

  /// The newest row of what happened.
  static long position(Tx tx) {
    return tx.handle()
        .createQuery("SELECT coalesce(max(id), 0) FROM attempt")
        .mapTo(Long.class)
        .one();
  }

  /// The last post that went out on a channel.
  static Optional<HistoryEntry> lastPublished(Tx tx, ChannelId channel) {
    return tx.handle()
        .createQuery(
            ENTRIES
                + """
                WHERE d.channel = :channel AND d.state = 'published'
                ORDER BY d.changed DESC, d.id DESC LIMIT 1\
                """)
        .bind("channel", channel.value())
        .map(HistoryTable::entry)
        .findOne();
  }

  private static List<String> conditions(HistoryQuery query) {
    var conditions = new ArrayList<String>();
    query.feed().ifPresent(_ -> conditions.add("a.feed = :feed"));
    query.channel().ifPresent(_ -> conditions.add("d.channel = :channel"));
    if (!query.states().isEmpty()) {
      conditions.add("d.state IN (<states>)");
    }
    query
        .search()
        .ifPresent(
            _ ->
                conditions.add(
                    """
                    (a.title LIKE :search ESCAPE '!' OR a.link LIKE :search ESCAPE '!'
                      OR d.remote_url LIKE :search ESCAPE '!'
                      OR json_extract(d.post, '$.text') LIKE :search ESCAPE '!')\
                    """));
    return conditions;
  }

  private static String where(List<String> conditions) {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private static Query bind(Query statement, HistoryQuery query) {
    query.feed().ifPresent(it -> statement.bind("feed", it.value()));
    query.channel().ifPresent(it -> statement.bind("channel", it.value()));
    if (!query.states().isEmpty()) {
      statement.bindList("states", query.states().stream().map(DeliveryState::word).toList());
    }
    query.search().ifPresent(it -> statement.bind("search", containing(it)));
    return statement;
  }

  private static HistoryEntry entry(ResultSet rs, StatementContext ignored) throws SQLException {
    return new HistoryEntry(
        new DeliveryId(rs.getLong("id")),
        Instant.ofEpochMilli(rs.getLong("changed")),
        new FeedId(rs.getString("feed")),
        new ArticleId(rs.getLong("article")),
        rs.getString("title"),
        uri(rs, "link"),
        new ChannelId(rs.getString("channel")),
        rs.getString("type"),
        DeliveryState.of(rs.getString("state")),
        rs.getInt("attempts"),
        text(rs, "post").map(PostJson::read).map(Post::text),
        text(rs, "remote_id"),
        uri(rs, "remote_url"),
        text(rs, "reason").orElse(""),
        List.of(),
        Optional.empty());
  }

  /// A pattern for LIKE that finds what contains the words, with `!` as its escape (JDBI reads a
  /// backslash in SQL as its own).
  static String containing(String words) {
    return "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
