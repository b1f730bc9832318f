// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tidings.feed.Entry;
import org.tidings.feed.FeedDocument;

/// Articles and their aliases of one feed, without a database.
final class Memory implements Recall {
  private static final URI FEED = URI.create("https://blog.example/feed/");

  private final Map<Alias, ArticleId> aliases = new HashMap<>();
  private final Map<ArticleId, Entry> articles = new HashMap<>();
  private List<ArticleId> shown = List.of();
  private int badGuids;

  /// Takes a document in.
  ///
  /// @return the entries that were new, in document order
  List<Entry> take(Entry... entries) {
    return take(Entries.document("https://blog.example/", "", List.of(entries)));
  }

  List<Entry> take(FeedDocument document) {
    var fresh = new ArrayList<Entry>();
    var found = Identity.recognise(document.entries(), Site.of(FEED, document), this);
    var now = new ArrayList<ArticleId>();
    for (var it : found.entries()) {
      var id =
          it.known()
              .orElseGet(
                  () -> {
                    fresh.add(it.entry());
                    return new ArticleId(articles.size() + 1L);
                  });
      articles.putIfAbsent(id, it.entry());
      it.missing().forEach(alias -> aliases.putIfAbsent(alias, id));
      now.add(id);
    }
    note(found.guids());
    if (!now.isEmpty()) {
      shown = List.copyOf(now);
    }
    return fresh;
  }

  int articles() {
    return articles.size();
  }

  private void note(GuidQuality guids) {
    if (badGuids < 2) {
      badGuids =
          switch (guids) {
            case MOVING -> 2;
            case CHANGED -> badGuids + 1;
            case STEADY -> 0;
            case UNTOLD -> badGuids;
          };
    }
  }

  @Override
  public Map<ArticleId, Remembered> articles(Set<ArticleId> ids) {
    return ids.stream().collect(toMap(it -> it, this::remembered));
  }

  private Remembered remembered(ArticleId id) {
    var entry = Objects.requireNonNull(articles.get(id));
    return new Remembered(
        id, entry.published(), true, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public List<ArticleId> shown() {
    return shown;
  }

  @Override
  public boolean guidsCount() {
    return badGuids < 2;
  }

  @Override
  public Map<Alias, ArticleId> lookup(Set<Alias> wanted) {
    var found = new HashMap<Alias, ArticleId>();
    for (var alias : wanted) {
      if (aliases.containsKey(alias)) {
        found.put(alias, aliases.get(alias));
      }
    }
    return found;
  }
}
