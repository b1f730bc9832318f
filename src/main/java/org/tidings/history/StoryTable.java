// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import static org.tidings.store.Columns.text;
import static org.tidings.store.Columns.time;
import static org.tidings.store.Columns.uri;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.tidings.article.ArticleId;
import org.tidings.article.Articles;
import org.tidings.config.ChannelId;
import org.tidings.config.FeedId;
import org.tidings.outbox.DeliveryId;
import org.tidings.outbox.DeliveryState;
import org.tidings.outbox.UpdateState;
import org.tidings.post.Post;
import org.tidings.post.PostJson;
import org.tidings.store.Tx;

/// Articles with everything that became of them.
final class StoryTable {
  private StoryTable() {}

  static Optional<Story> story(Tx tx, ArticleId article) {
    return tx.handle()
        .createQuery("SELECT * FROM article WHERE id = :id")
        .bind("id", article.value())
        .map(
            (rs, _) ->
                new Story(
                    article,
                    new FeedId(rs.getString("feed")),
                    rs.getString("title"),
                    uri(rs, "link"),
                    time(rs, "published"),
                    Instant.ofEpochMilli(rs.getLong("first_seen")),
                    rs.getInt("baseline") == 1,
                    text(rs, "fate").orElse(""),
                    List.of(),
                    List.of(),
                    List.of()))
        .findOne()
        .map(it -> it.with(edits(tx, article), Articles.marks(tx, article), told(tx, article)));
  }

  private static List<Story.Edit> edits(Tx tx, ArticleId article) {
    return tx.handle()
        .createQuery("SELECT at, changed FROM article_edit WHERE article = :article ORDER BY id")
        .bind("article", article.value())
        .map(
            (rs, _) ->
                new Story.Edit(Instant.ofEpochMilli(rs.getLong("at")), rs.getString("changed")))
        .list();
  }

  static List<ArticleId> byPost(Tx tx, URI url) {
    return tx.handle()
        .createQuery("SELECT article FROM delivery WHERE remote_url = :url ORDER BY article DESC")
        .bind("url", url.toString())
        .map((rs, _) -> new ArticleId(rs.getLong(1)))
        .list();
  }

  static List<ArticleId> byTitle(Tx tx, String part, int limit) {
    return tx.handle()
        .createQuery(
            """
            SELECT id FROM article WHERE title LIKE :part ESCAPE '!'
            ORDER BY id DESC LIMIT :limit\
            """)
        .bind("part", HistoryTable.containing(part))
        .bind("limit", limit)
        .map((rs, _) -> new ArticleId(rs.getLong(1)))
        .list();
  }

  private static List<Story.Told> told(Tx tx, ArticleId article) {
    return tx
        .handle()
        .createQuery("SELECT * FROM delivery WHERE article = :article ORDER BY id")
        .bind("article", article.value())
        .map(StoryTable::row)
        .stream()
        .map(it -> it.with(events(tx, it.delivery())))
        .toList();
  }

  /// What happened to a delivery, and then to the post that it made.
  private static List<Story.Event> events(Tx tx, DeliveryId delivery) {
    var events = new ArrayList<>(Telling.events(steps(tx, delivery)));
    tx.handle()
        .createQuery(
            """
            SELECT * FROM post_update WHERE delivery = :delivery AND state <> 'replaced' ORDER BY id\
            """)
        .bind("delivery", delivery.value())
        .map((rs, _) -> update(rs))
        .forEach(it -> events.add(new Story.Event(it.at(), it.words(), it.reason())));
    return events;
  }

  static Story.Update update(ResultSet rs) throws SQLException {
    return new Story.Update(
        Instant.ofEpochMilli(rs.getLong("changed")),
        UpdateState.of(rs.getString("state")),
        text(rs, "reason").orElse(""));
  }

  private static Story.Told row(ResultSet rs, StatementContext ignored) throws SQLException {
    return new Story.Told(
        new DeliveryId(rs.getLong("id")),
        new ChannelId(rs.getString("channel")),
        rs.getString("type"),
        DeliveryState.of(rs.getString("state")),
        text(rs, "route"),
        text(rs, "reason").orElse(""),
        time(rs, "not_before"),
        Instant.ofEpochMilli(rs.getLong("expires")),
        text(rs, "post").map(PostJson::read).map(Post::text),
        uri(rs, "remote_url"),
        List.of());
  }

  /// The steps of one delivery, in order.
  static List<Telling.Step> steps(Tx tx, DeliveryId delivery) {
    return tx.handle()
        .createQuery("SELECT * FROM attempt WHERE delivery = :delivery ORDER BY id")
        .bind("delivery", delivery.value())
        .map(
            (rs, _) ->
                new Telling.Step(
                    Instant.ofEpochMilli(rs.getLong("at")),
                    rs.getInt("number"),
                    rs.getString("step"),
                    text(rs, "outcome").orElse(""),
                    text(rs, "reason").orElse("")))
        .list();
  }
}
