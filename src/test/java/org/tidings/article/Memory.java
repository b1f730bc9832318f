// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidings.feed.Entry;
import org.tidings.feed.FeedDocument;

/// Articles and their aliases of one feed, without a database.
final class Memory {
  private static final URI FEED = URI.create("https://blog.example/feed/");

  private final Map<Alias, ArticleId> aliases = new HashMap<>();
  private final Map<ArticleId, Entry> articles = new HashMap<>();

  /// Takes a document in.
  ///
  /// @return the entries that were new, in document order
  List<Entry> take(Entry... entries) {
    return take(Entries.document("https://blog.example/", "", List.of(entries)));
  }

  List<Entry> take(FeedDocument document) {
    var fresh = new ArrayList<Entry>();
    for (var it : Identity.recognise(document.entries(), Site.of(FEED, document), this::lookup)) {
      var id =
          it.known()
              .orElseGet(
                  () -> {
                    fresh.add(it.entry());
                    return new ArticleId(articles.size() + 1L);
                  });
      articles.putIfAbsent(id, it.entry());
      it.missing().forEach(alias -> aliases.putIfAbsent(alias, id));
    }
    return fresh;
  }

  int articles() {
    return articles.size();
  }

  private Map<Alias, ArticleId> lookup(Set<Alias> wanted) {
    var found = new HashMap<Alias, ArticleId>();
    for (var alias : wanted) {
      if (aliases.containsKey(alias)) {
        found.put(alias, aliases.get(alias));
      }
    }
    return found;
  }
}
