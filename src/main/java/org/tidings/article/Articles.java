// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
  /// @param met the entries of what we have met before
  /// @param weakly how many were recognised by no mark of their own, but by several weak ones
  public record Recognition(
      List<MassChange.Row> rows, List<Unknown> unknown, Map<ArticleId, Entry> met, int weakly) {
    public Recognition {
      met = Map.copyOf(met);
      rows = List.copyOf(rows);
      unknown = List.copyOf(unknown);
    }

    /// The articles in it that we have met before.
    public Set<ArticleId> known() {
      return met.keySet();
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
    private final MassChange.Row row;

    private Unknown(Entry entry, List<Alias> aliases, MassChange.Row row) {
      this.entry = entry;
      this.aliases = aliases;
      this.row = row;
    }

    /// Its row in [Recognition#rows].
    public MassChange.Row row() {
      return row;
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
    var recall = new FeedRecall(tx, feed);
    var recognised = Identity.recognise(document.entries(), Site.of(url, document), recall);
    recall.note(recognised.guids());
    var rows = new ArrayList<MassChange.Row>();
    var unknown = new ArrayList<Unknown>();
    var met = new HashMap<ArticleId, Entry>();
    var weakly = 0;
    for (var it : recognised.entries()) {
      weakly += it.by().filter(AliasKind::isWeak).isPresent() ? 1 : 0;
      it.known()
          .ifPresent(
              id -> {
                ArticleTable.addAliases(tx, feed, id, it.missing());
                met.put(id, it.entry());
              });
      var row = row(feed, it);
      rows.add(row);
      if (it.known().isEmpty()) {
        unknown.add(new Unknown(it.entry(), it.missing(), row));
      }
    }
    return new Recognition(rows, unknown, met, weakly);
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

  /// What is remembered of articles.
  public static Map<ArticleId, Remembered> remembered(Tx tx, Set<ArticleId> ids) {
    return ArticleTable.remembered(tx, ids);
  }

  /// What the feed's last document that had entries consisted of, in its order.
  public static List<Remembered> shown(Tx tx, FeedId feed) {
    var ids = FeedMemoryTable.shown(tx, feed);
    var found = ArticleTable.remembered(tx, Set.copyOf(ids));
    return ids.stream().flatMap(it -> Optional.ofNullable(found.get(it)).stream()).toList();
  }

  /// Notes what the feed consists of now.
  ///
  /// @param restored when the state was last found to be an older copy of itself
  public static void show(
      Tx tx, FeedId feed, List<ArticleId> articles, Optional<Instant> restored) {
    FeedMemoryTable.show(tx, feed, articles, restored);
  }

  /// Whether a document that had entries was taken in since that restore. Which of two times comes
  /// first is not asked: the clock may have been set in between.
  public static boolean readSince(Tx tx, FeedId feed, Instant restored) {
    return FeedMemoryTable.readSince(tx, feed, restored);
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
    var stored = remember(tx, Article.of(feed, unknown.entry(), firstSeen), unknown, false);
    ArticleTable.version(tx, stored.id(), Version.of(unknown.entry()));
    return stored;
  }

  /// Notes which of the articles that were to be posted say something else now. Nothing is posted
  /// for it.
  ///
  /// @param known what is remembered of those in the document
  /// @return those of which an edit was noted; after the twentieth of one article none is
  public static Map<ArticleId, Entry> noteEdits(
      Tx tx, Recognition document, Map<ArticleId, Remembered> known, Instant now) {
    var edited = new TreeMap<ArticleId, Entry>(Comparator.comparingLong(ArticleId::value));
    document
        .met()
        .forEach(
            (id, entry) ->
                Optional.ofNullable(known.get(id))
                    .flatMap(Remembered::version)
                    .map(it -> it.changed(entry))
                    .filter(it -> !it.isEmpty())
                    .ifPresent(
                        changed -> {
                          if (EditTable.insert(tx, id, now, changed)) {
                            edited.put(id, entry);
                          }
                          ArticleTable.version(tx, id, Version.of(entry));
                        }));
    return edited;
  }

  /// Remembers that an article was there before us; its text is not kept.
  public static Article addBaseline(Tx tx, FeedId feed, Unknown unknown, Instant firstSeen) {
    return remember(tx, EntryArticle.brief(feed, unknown.entry(), firstSeen), unknown, true);
  }

  /// Remembers an article that came to light without being news; its text is not kept.
  ///
  /// @param why in words for the owner
  public static Article addOld(Tx tx, FeedId feed, Unknown unknown, Instant firstSeen, String why) {
    var stored = remember(tx, EntryArticle.brief(feed, unknown.entry(), firstSeen), unknown, false);
    ArticleTable.fate(tx, stored.id(), why);
    return stored;
  }

  /// Lets an article stand until then before it is posted.
  public static void settle(Tx tx, ArticleId article, Instant until) {
    var why = "stands until %s, and is posted if the feed still has it then".formatted(until);
    ArticleTable.settle(tx, article, Optional.of(until), Optional.empty(), why);
  }

  /// Has an article stood long enough: it is posted now.
  public static void settled(Tx tx, ArticleId article) {
    ArticleTable.settle(tx, article, Optional.empty(), Optional.empty(), "");
  }

  /// The feed hides an article that had not settled; posted if it comes back and stays.
  public static void withdraw(Tx tx, Remembered article, Instant now) {
    ArticleTable.settle(
        tx, article.id(), article.settles(), Optional.of(now), "withdrawn before it was posted");
  }

  /// The clock was set back: what stands stands no longer for it.
  ///
  /// @param by negative
  public static void turnedBack(Tx tx, Duration by) {
    ArticleTable.turnedBack(tx, by);
  }

  /// Those of a feed that have not settled.
  public static List<Remembered> settling(Tx tx, FeedId feed) {
    var found = ArticleTable.remembered(tx, ArticleTable.settling(tx, feed)).values();
    return found.stream().sorted(Comparator.comparingLong(it -> it.id().value())).toList();
  }

  /// Puts what the feed says now in the place of what it said of an article.
  public static void rewrite(Tx tx, FeedId feed, ArticleId id, Entry entry) {
    ArticleTable.find(tx, id)
        .ifPresent(
            it -> ArticleTable.rewrite(tx, Article.of(feed, entry, it.firstSeen()).withId(id)));
  }

  /// Notes why an article that may be news waits for its owner.
  public static void doubt(Tx tx, ArticleId article, String why) {
    ArticleTable.fate(tx, article, why);
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

  /// The articles of other feeds that have its address.
  public static List<ArticleId> elsewhere(Tx tx, FeedId feed, ArticleId article) {
    return ArticleTable.elsewhere(tx, feed, ArticleTable.aliases(tx, article, AliasKind.LINK));
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
}
