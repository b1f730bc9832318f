// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.config.FeedId;
import org.tidings.store.Tx;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The table `mass_change`.
final class MassChangeTable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private MassChangeTable() {}

  static void insert(Tx tx, MassChange change) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO mass_change (feed, at, reason, entries)
            VALUES (:feed, :at, :reason, :entries)\
            """)
        .bind("feed", change.feed().value())
        .bind("at", change.at().toEpochMilli())
        .bind("reason", change.reason())
        .bind("entries", write(change.rows()))
        .execute();
  }

  static Optional<MassChange> newest(Tx tx, FeedId feed) {
    return tx.handle()
        .createQuery("SELECT * FROM mass_change WHERE feed = :feed ORDER BY id DESC LIMIT 1")
        .bind("feed", feed.value())
        .map(
            (rs, _) ->
                new MassChange(
                    feed,
                    Instant.ofEpochMilli(rs.getLong("at")),
                    rs.getString("reason"),
                    read(rs.getString("entries"))))
        .findOne();
  }

  private static String write(List<MassChange.Row> rows) {
    var list = JSON.createArrayNode();
    for (var row : rows) {
      var node = list.addObject().put("title", row.title());
      row.link().ifPresent(it -> node.put("link", it.toString()));
      row.published().ifPresent(it -> node.put("published", it.toString()));
      row.known().ifPresent(it -> node.put("article", it.value()).put("by", row.by()));
    }
    return JSON.writeValueAsString(list);
  }

  private static List<MassChange.Row> read(String json) {
    return JSON.readTree(json).valueStream().map(MassChangeTable::row).toList();
  }

  private static MassChange.Row row(JsonNode node) {
    return new MassChange.Row(
        node.path("title").asString(""),
        text(node, "link").map(URI::create),
        text(node, "published").map(Instant::parse),
        node.path("article").isNumber()
            ? Optional.of(new ArticleId(node.path("article").asLong()))
            : Optional.empty(),
        node.path("by").asString(""));
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.of(node.path(key)).filter(JsonNode::isString).map(JsonNode::asString);
  }
}
