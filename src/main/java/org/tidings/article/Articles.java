// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidings.config.FeedId;
import org.tidings.feed.Entry;
import org.tidings.feed.FeedDocument;
import org.tidings.store.Tx;

/// All articles that we have ever met.
public final class Articles {
  private Articles() {}

  /// What a document holds.
  ///
  /// @param rows all of it, repetitions left out, in document order
  /// @param unknown what is new to us, in document order
  public record Recognition(List<MassChange.Row> rows, List<Unknown> unknown) {
    public Recognition {
      rows = List.copyOf(rows);
      unknown = List.copyOf(unknown);
    }

    /// Whether it has entries, and we know none of them.
    public boolean isAllNew() {
      return !unknown.isEmpty() && unknown.size() == rows.size();
    }
  }

  /// An entry that is new to us.
  public static final class Unknown {
    private final Entry entry;
    private final List<Alias> aliases;

    private Unknown(Entry entry, List<Alias> aliases) {
      this.entry = entry;
      this.aliases = aliases;
    }

    public Entry entry() {
      return entry;
    }
  }

  /// Tells which entries of a document are new, and notes new marks of those that are not: so an
  /// article is still known when, one after the other, all its marks have changed.
  ///
  /// @param url the feed's address
  public static Recognition recognise(Tx tx, FeedId feed, URI url, FeedDocument document) {
    var recognised =
        Identity.recognise(
            document.entries(),
            Site.of(url, document),
            aliases -> ArticleTable.lookup(tx, feed, aliases));
    for (var it : recognised) {
      it.known().ifPresent(id -> ArticleTable.addAliases(tx, feed, id, it.missing()));
    }
    return new Recognition(
        recognised.stream().map(it -> row(feed, it)).toList(),
        recognised.stream()
            .filter(it -> it.known().isEmpty())
            .map(it -> new Unknown(it.entry(), it.missing()))
            .toList());
  }

  private static MassChange.Row row(FeedId feed, Identity.Recognised it) {
    var entry = it.entry();
    return new MassChange.Row(
        entry.title().orElseGet(() -> EntryArticle.brief(feed, entry, Instant.EPOCH).title()),
        entry.link(),
        entry.published(),
        it.known(),
        it.by().map(AliasKind::words).orElse(""));
  }

  /// Keeps a document that looked rebuilt for the owner to look at.
  public static void note(Tx tx, MassChange change) {
    MassChangeTable.insert(tx, change);
  }

  /// The last document of a feed that looked rebuilt.
  public static Optional<MassChange> massChange(Tx tx, FeedId feed) {
    return MassChangeTable.newest(tx, feed);
  }

  /// Remembers a new article.
  public static Article add(Tx tx, FeedId feed, Unknown unknown, Instant firstSeen) {
    return remember(tx, Article.of(feed, unknown.entry(), firstSeen), unknown, false);
  }

  /// Remembers that an article was there before us; its text is not kept.
  public static Article addBaseline(Tx tx, FeedId feed, Unknown unknown, Instant firstSeen) {
    return remember(tx, EntryArticle.brief(feed, unknown.entry(), firstSeen), unknown, true);
  }

  private static Article remember(Tx tx, Article article, Unknown unknown, boolean baseline) {
    var stored = ArticleTable.insert(tx, article, baseline);
    ArticleTable.addAliases(tx, stored.feed(), stored.id(), unknown.aliases);
    return stored;
  }

  public static Optional<Article> find(Tx tx, ArticleId id) {
    return ArticleTable.find(tx, id);
  }

  /// The articles that were met last, newest first.
  public static List<Article> newest(Tx tx, FeedId feed, int limit) {
    return ArticleTable.newest(tx, feed, limit);
  }

  /// The articles of any feed that are or were at an address, in whatever form; newest first.
  public static List<ArticleId> at(Tx tx, URI address) {
    var forms =
        Stream.of(CanonicalUrl.forIdentityWithFragment(address), CanonicalUrl.forIdentity(address))
            .distinct()
            .map(it -> Alias.of(AliasKind.LINK, it))
            .toList();
    return ArticleTable.having(tx, forms);
  }

  /// The articles of other feeds that are the same as this one: they have its address, or its guid
  /// if that is one for the whole world.
  public static List<ArticleId> elsewhere(Tx tx, FeedId feed, Unknown unknown) {
    var marks = unknown.aliases.stream().filter(it -> isOfTheWorld(it, unknown.entry)).toList();
    return ArticleTable.elsewhere(tx, feed, marks);
  }

  /// `12345` is one feed's own; `tag:…`, `urn:…` and addresses are nobody else's.
  private static boolean isOfTheWorld(Alias alias, Entry entry) {
    return alias.kind() == AliasKind.LINK
        || (alias.kind() == AliasKind.GUID
            && entry.id().filter(it -> it.contains(":")).isPresent());
  }

  /// What an article is recognised by, in words.
  public static List<String> marks(Tx tx, ArticleId article) {
    return ArticleTable.kinds(tx, article).stream()
        .filter(it -> it != AliasKind.SHARED)
        .map(AliasKind::words)
        .toList();
  }

  /// Whether most of these are dated before what we have already read by then: not news, but the
  /// sign of a feed that was rebuilt or made longer.
  public static boolean areMostlyOld(
      Tx tx, FeedId feed, Collection<Unknown> unknown, Instant lastRead) {
    var newest = ArticleTable.newestDate(tx, feed, lastRead);
    var old =
        unknown.stream()
            .flatMap(it -> it.entry().published().stream())
            .filter(date -> newest.filter(date::isBefore).isPresent())
            .count();
    return old * 2 >= unknown.size() && old > 0;
  }
}
