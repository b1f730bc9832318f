// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static org.tidings.store.Columns.time;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.tidings.config.FeedId;
import org.tidings.store.Tx;

/// The tables `article` and `article_alias`.
final class ArticleTable {
  /// Pairs in one query: SQLite takes 32,766 variables, and a statement should stay small.
  private static final int PAIRS = 400;

  private ArticleTable() {}

  static Article insert(Tx tx, Article article, boolean baseline) {
    var id =
        tx.handle()
            .createQuery(
                """
                INSERT INTO article (feed, title, link, published, first_seen, baseline, content)
                VALUES (:feed, :title, :link, :published, :firstSeen, :baseline, :content)
                RETURNING id\
                """)
            .bind("feed", article.feed().value())
            .bind("title", article.title())
            .bind("link", article.link().map(URI::toString).orElse(null))
            .bind("published", article.published().map(Instant::toEpochMilli).orElse(null))
            .bind("firstSeen", article.firstSeen().toEpochMilli())
            .bind("baseline", baseline ? 1 : 0)
            .bind("content", ArticleJson.write(article))
            .mapTo(Long.class)
            .one();
    return article.withId(new ArticleId(id));
  }

  /// Adds marks; one that another article has stays there.
  static void addAliases(Tx tx, FeedId feed, ArticleId article, Collection<Alias> aliases) {
    if (aliases.isEmpty()) {
      return;
    }
    var batch =
        tx.handle()
            .prepareBatch(
                """
                INSERT INTO article_alias (feed, kind, hash, article)
                VALUES (:feed, :kind, :hash, :article) ON CONFLICT DO NOTHING\
                """);
    for (var alias : aliases) {
      batch
          .bind("feed", feed.value())
          .bind("kind", alias.kind().code())
          .bind("hash", alias.bytes())
          .bind("article", article.value())
          .add();
    }
    batch.execute();
  }

  static Map<Alias, ArticleId> lookup(Tx tx, FeedId feed, Set<Alias> aliases) {
    var all = List.copyOf(aliases);
    var found = new HashMap<Alias, ArticleId>();
    for (var from = 0; from < all.size(); from += PAIRS) {
      lookup(tx, feed, all.subList(from, Math.min(all.size(), from + PAIRS)), found);
    }
    return found;
  }

  private static void lookup(Tx tx, FeedId feed, List<Alias> aliases, Map<Alias, ArticleId> found) {
    var pairs = Stream.generate(() -> "(?, ?)").limit(aliases.size());
    var query =
        tx.handle()
            .createQuery(
                "SELECT kind, hash, article FROM article_alias WHERE feed = ? AND (kind, hash) IN"
                    + " (VALUES "
                    + pairs.collect(Collectors.joining(", "))
                    + ")")
            .bind(0, feed.value());
    for (var i = 0; i < aliases.size(); i++) {
      query.bind(1 + 2 * i, aliases.get(i).kind().code()).bind(2 + 2 * i, aliases.get(i).bytes());
    }
    query
        .map(
            (rs, _) ->
                Map.entry(
                    Alias.stored(rs.getString("kind"), rs.getBytes("hash")),
                    new ArticleId(rs.getLong("article"))))
        .forEach(it -> found.put(it.getKey(), it.getValue()));
  }

  static Map<ArticleId, Remembered> remembered(Tx tx, Set<ArticleId> ids) {
    var all = List.copyOf(ids);
    var found = new HashMap<ArticleId, Remembered>();
    for (var from = 0; from < all.size(); from += PAIRS) {
      remembered(tx, all.subList(from, Math.min(all.size(), from + PAIRS)))
          .forEach(it -> found.put(it.id(), it));
    }
    return found;
  }

  private static List<Remembered> remembered(Tx tx, List<ArticleId> ids) {
    return tx.handle()
        .createQuery(
            """
            SELECT id, published, baseline = 0 AND fate IS NULL AS news, settles, withdrawn, version
            FROM article WHERE id IN (<ids>)\
            """)
        .bindList("ids", ids.stream().map(ArticleId::value).toList())
        .map(
            (rs, _) ->
                new Remembered(
                    new ArticleId(rs.getLong("id")),
                    time(rs, "published"),
                    rs.getInt("news") == 1,
                    time(rs, "settles"),
                    time(rs, "withdrawn"),
                    Optional.ofNullable(rs.getBytes("version")).map(Version::stored)))
        .list();
  }

  static Optional<Article> find(Tx tx, ArticleId id) {
    return articles(
            tx.handle()
                .createQuery("SELECT id, feed, content FROM article WHERE id = :id")
                .bind("id", id.value()))
        .stream()
        .findFirst();
  }

  static List<Article> newest(Tx tx, FeedId feed, int limit) {
    return articles(
        tx.handle()
            .createQuery(
                """
                SELECT id, feed, content FROM article WHERE feed = :feed
                ORDER BY id DESC LIMIT :limit\
                """)
            .bind("feed", feed.value())
            .bind("limit", limit));
  }

  /// Articles of any feed that have one of these marks, newest first.
  static List<ArticleId> having(Tx tx, Collection<Alias> aliases) {
    return aliases.stream()
        .flatMap(it -> having(tx, it).stream())
        .distinct()
        .sorted((a, b) -> Long.compare(b.value(), a.value()))
        .toList();
  }

  /// The marks of one kind that an article has.
  static List<Alias> aliases(Tx tx, ArticleId article, AliasKind kind) {
    return tx.handle()
        .createQuery(
            "SELECT kind, hash FROM article_alias WHERE article = :article AND kind = :kind")
        .bind("article", article.value())
        .bind("kind", kind.code())
        .map((rs, _) -> Alias.stored(rs.getString("kind"), rs.getBytes("hash")))
        .list();
  }

  /// Articles of other feeds that have one of these marks.
  static List<ArticleId> elsewhere(Tx tx, FeedId feed, Collection<Alias> aliases) {
    return aliases.stream()
        .flatMap(
            it ->
                tx
                    .handle()
                    .createQuery(
                        """
                        SELECT article FROM article_alias
                        WHERE feed IN (SELECT id FROM feed WHERE id <> :feed)
                          AND kind = :kind AND hash = :hash\
                        """)
                    .bind("feed", feed.value())
                    .bind("kind", it.kind().code())
                    .bind("hash", it.bytes())
                    .map((rs, _) -> new ArticleId(rs.getLong(1)))
                    .stream())
        .distinct()
        .toList();
  }

  private static List<ArticleId> having(Tx tx, Alias alias) {
    return tx.handle()
        .createQuery(
            """
            SELECT article FROM article_alias
            WHERE feed IN (SELECT id FROM feed) AND kind = :kind AND hash = :hash\
            """)
        .bind("kind", alias.kind().code())
        .bind("hash", alias.bytes())
        .map((rs, _) -> new ArticleId(rs.getLong(1)))
        .list();
  }

  static List<AliasKind> kinds(Tx tx, ArticleId article) {
    return tx
        .handle()
        .createQuery("SELECT DISTINCT kind FROM article_alias WHERE article = :article")
        .bind("article", article.value())
        .map((rs, _) -> AliasKind.of(rs.getString(1)))
        .stream()
        .sorted()
        .toList();
  }

  /// Lets an article stand for a while, or no longer.
  static void settle(
      Tx tx, ArticleId article, Optional<Instant> until, Optional<Instant> withdrawn, String why) {
    tx.handle()
        .createUpdate(
            """
            UPDATE article SET settles = :until, withdrawn = :withdrawn, fate = nullif(:why, '')
            WHERE id = :id\
            """)
        .bind("until", until.map(Instant::toEpochMilli).orElse(null))
        .bind("withdrawn", withdrawn.map(Instant::toEpochMilli).orElse(null))
        .bind("why", why)
        .bind("id", article.value())
        .execute();
  }

  static void turnedBack(Tx tx, Duration by) {
    tx.handle()
        .createUpdate(
            """
            UPDATE article SET settles = settles + :by, withdrawn = withdrawn + :by
            WHERE settles IS NOT NULL\
            """)
        .bind("by", by.toMillis())
        .execute();
  }

  static Set<ArticleId> settling(Tx tx, FeedId feed) {
    return tx.handle()
        .createQuery("SELECT id FROM article WHERE feed = :feed AND settles IS NOT NULL")
        .bind("feed", feed.value())
        .map((rs, _) -> new ArticleId(rs.getLong(1)))
        .set();
  }

  /// Puts new words in the place of those that an article had.
  static void rewrite(Tx tx, Article article) {
    tx.handle()
        .createUpdate(
            """
            UPDATE article SET title = :title, link = :link, published = :published,
              content = :content WHERE id = :id\
            """)
        .bind("title", article.title())
        .bind("link", article.link().map(URI::toString).orElse(null))
        .bind("published", article.published().map(Instant::toEpochMilli).orElse(null))
        .bind("content", ArticleJson.write(article))
        .bind("id", article.id().value())
        .execute();
  }

  /// Notes what an article's entry says now.
  static void version(Tx tx, ArticleId article, Version version) {
    tx.handle()
        .createUpdate("UPDATE article SET version = :version WHERE id = :id")
        .bind("version", version.bytes())
        .bind("id", article.value())
        .execute();
  }

  static void fate(Tx tx, ArticleId article, String why) {
    tx.handle()
        .createUpdate("UPDATE article SET fate = :why WHERE id = :id")
        .bind("why", why)
        .bind("id", article.value())
        .execute();
  }

  private static List<Article> articles(Query query) {
    return query
        .map(
            (rs, _) ->
                ArticleJson.read(
                    new ArticleId(rs.getLong("id")),
                    new FeedId(rs.getString("feed")),
                    rs.getString("content")))
        .list();
  }
}
