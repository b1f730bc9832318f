// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidings.article.ArticleId;
import org.tidings.article.Articles;
import org.tidings.article.Articles.Unknown;
import org.tidings.article.MassChange;
import org.tidings.channel.Timeline.Shown;
import org.tidings.config.ChannelSettings;
import org.tidings.config.FeedSettings;
import org.tidings.feed.Entry;
import org.tidings.feed.FeedDocument;
import org.tidings.feed.Validators;
import org.tidings.outbox.Outbox;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// Takes over what other tools, or people, have posted: articles that stand on an account's
/// timeline or in an owner's list become published, and the rest of the feed becomes what the
/// owner says. All in one transaction; doing it again changes nothing.
public final class Adoption {
  private final Database database;
  private final Outbox outbox;
  private final InstantSource clock;

  public Adoption(Database database, Outbox outbox, InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// What becomes of articles of which nothing shows that they were posted.
  public enum Rest {
    /// They are remembered as old, and never posted.
    REMEMBER,
    /// They count as posted, since the owner says so.
    MARK,
    /// Those newer than the newest that was found are left for the next poll, which posts them; the
    /// others are remembered.
    POST,
  }

  /// What shows that articles were posted to one channel.
  ///
  /// @param shown the account's own posts, newest first
  /// @param listed guids and addresses from a list of the owner's
  public record Evidence(ChannelSettings channel, List<Shown> shown, Set<String> listed) {
    public Evidence {
      shown = List.copyOf(shown);
      listed = Set.copyOf(listed);
    }
  }

  /// An article that was posted.
  ///
  /// @param how it was recognised
  /// @param already whether that was known before
  public record Found(
      String title, ChannelSettings channel, Optional<URI> post, String how, boolean already) {}

  /// What came of it.
  ///
  /// @param entries in the feed and its archive, each once
  /// @param remembered entries that are now remembered as old
  /// @param left entries that the next poll will post
  /// @param beyond lines of the owner's list that the feed has no more; they are remembered, too
  public record Result(int entries, int remembered, int left, int beyond, List<Found> found) {
    public Result {
      found = List.copyOf(found);
    }
  }

  /// What a rehearsal is ended with, so that nothing of it is kept.
  private static final class Rehearsed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Result result;

    Rehearsed(Result result) {
      this.result = result;
    }
  }

  /// Does it.
  ///
  /// @param documents the feed's document, and those of its archive, newest first
  public Result adopt(
      FeedSettings feed, List<FeedDocument> documents, List<Evidence> evidence, Rest rest) {
    return database.inTx(tx -> new Run(tx, feed, evidence, rest).take(documents));
  }

  /// Does all of it and takes it back.
  public Result rehearse(
      FeedSettings feed, List<FeedDocument> documents, List<Evidence> evidence, Rest rest) {
    try {
      return database.inTx(
          tx -> {
            throw new Rehearsed(new Run(tx, feed, evidence, rest).take(documents));
          });
    } catch (Rehearsed e) {
      return e.result;
    }
  }

  private final class Run {
    private final Tx tx;
    private final FeedSettings feed;
    private final List<Evidence> evidence;
    private final Rest rest;
    private final Instant now = clock.instant();
    private final Matches matches;
    private final List<Found> found = new ArrayList<>();
    private int remembered;
    private int left;

    Run(Tx tx, FeedSettings feed, List<Evidence> evidence, Rest rest) {
      this.tx = tx;
      this.feed = feed;
      this.evidence = evidence;
      this.rest = rest;
      this.matches = new Matches(evidence);
    }

    Result take(List<FeedDocument> documents) {
      var row =
          FeedTable.find(tx, feed.id()).orElseGet(() -> FeedRow.fresh(feed.id(), feed.url(), now));
      FeedTable.put(tx, row);
      var all = merged(documents);
      var guids = guids(all.entries());
      var known = Articles.recognise(tx, feed.id(), feed.url(), all);
      var unknown = known.unknown().iterator();
      var items = new ArrayList<Item>();
      for (var it : known.rows()) {
        var hits = matches.of(it, guids.getOrDefault(it.link(), Set.of()));
        var fresh = it.known().isEmpty() ? Optional.of(unknown.next()) : Optional.<Unknown>empty();
        items.add(new Item(it, fresh, hits));
      }
      var news = news(items, row.baselined().isPresent() ? documents.getFirst() : empty(all));
      // Feeds begin with the newest, and articles are numbered as they were written.
      items.reversed().forEach(it -> take(it, news.contains(it)));
      var beyond = beyond(all);
      var next =
          row.answered(now, now, Validators.NONE, row.habits())
              .titled(all.title())
              .readAt(lastRead(row, items));
      FeedTable.put(tx, row.baselined().isPresent() ? next : next.baselined(now));
      return new Result(items.size(), remembered, left, beyond, found);
    }

    /// When the next poll is to think that the feed was last read, so that what is left is news.
    private Instant lastRead(FeedRow row, List<Item> items) {
      var since = rest == Rest.POST ? newestHit(items).orElse(now) : now;
      return row.times().answered().filter(since::isAfter).orElse(since);
    }

    private static Optional<Instant> newestHit(List<Item> items) {
      return items.stream()
          .filter(it -> !it.hits().isEmpty())
          .flatMap(it -> it.row().published().stream())
          .max(Comparator.naturalOrder());
    }

    /// Those that are left for the next poll: what came since the last one, and what the owner
    /// wants to have posted.
    private Set<Item> news(List<Item> items, FeedDocument polled) {
      var fresh = new HashSet<>(polled.entries());
      var newest = newestHit(items);
      var news = new HashSet<Item>();
      for (var it : items) {
        var entry = it.unknown().map(Unknown::entry);
        var since =
            it.row().published().isPresent()
                && newest.filter(it.row().published().get()::isAfter).isPresent();
        if (entry.isPresent()
            && it.hits().isEmpty()
            && (fresh.contains(entry.get()) || (rest == Rest.POST && since))) {
          news.add(it);
        }
      }
      return news;
    }

    private void take(Item item, boolean isNews) {
      if (isNews && rest != Rest.MARK) {
        left++;
        return;
      }
      var article = item.row().known().or(() -> item.unknown().map(this::remember)).orElseThrow();
      for (var it : evidence) {
        var hit =
            item.hits().stream()
                .filter(one -> one.by().channel().id().equals(it.channel().id()))
                .findFirst();
        hit.ifPresentOrElse(
            found -> adopt(item, article, found),
            () -> {
              if (rest == Rest.MARK) {
                adopt(item, article, new Matches.Hit(it, Optional.empty(), "says the owner"));
              }
            });
      }
    }

    private ArticleId remember(Unknown unknown) {
      remembered++;
      return Articles.addBaseline(tx, feed.id(), unknown, now).id();
    }

    private void adopt(Item item, ArticleId article, Matches.Hit hit) {
      var channel = hit.by().channel();
      var receipt = hit.post().map(Shown::receipt);
      var changed =
          outbox.adopt(tx, article, channel, receipt, "posted before Tidings: " + hit.how());
      var post = receipt.flatMap(it -> it.url());
      found.add(new Found(item.row().title(), channel, post, hit.how(), !changed));
    }

    /// What only the owner's list knows must not be news if it ever comes back.
    private int beyond(FeedDocument all) {
      var lines = matches.unmatched().stream().map(Adoption::entry).toList();
      var unknown = Articles.recognise(tx, feed.id(), feed.url(), with(all, lines)).unknown();
      unknown.forEach(it -> Articles.addBaseline(tx, feed.id(), it, now));
      return unknown.size();
    }
  }

  private record Item(MassChange.Row row, Optional<Unknown> unknown, List<Matches.Hit> hits) {}

  private static FeedDocument merged(List<FeedDocument> documents) {
    return with(
        documents.getFirst(), documents.stream().flatMap(it -> it.entries().stream()).toList());
  }

  private static FeedDocument empty(FeedDocument document) {
    return with(document, List.of());
  }

  private static FeedDocument with(FeedDocument document, List<Entry> entries) {
    return new FeedDocument(
        document.format(),
        document.title(),
        document.link(),
        document.self(),
        document.older(),
        document.language(),
        document.generator(),
        document.interval(),
        document.hubs(),
        document.repairs(),
        entries);
  }

  private static Map<Optional<URI>, Set<String>> guids(List<Entry> entries) {
    var guids = new HashMap<Optional<URI>, Set<String>>();
    for (var it : entries) {
      it.id().ifPresent(id -> guids.computeIfAbsent(it.link(), _ -> new HashSet<>()).add(id));
    }
    guids.remove(Optional.<URI>empty());
    return guids;
  }

  private static Entry entry(String line) {
    return new Entry(
        Optional.of(line),
        Matches.address(line),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
