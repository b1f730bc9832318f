// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What one document says of its feed's guids.
enum GuidQuality {
  /// They stayed as they were.
  STEADY,
  /// Too little to tell.
  UNTOLD,
  /// Most are new for articles that are not: made anew by each build, or a rebuild's.
  CHANGED,
  /// They are handed from article to article, as the numbers of a list are.
  MOVING;

  /// So few may be an accident.
  private static final int FEW = 3;

  /// Before anything is matched: whether guids and addresses tell different stories.
  static boolean move(Collection<Marked> all, Map<Alias, ArticleId> known) {
    var holders = new HashMap<ArticleId, Marked>();
    all.forEach(it -> hit(it, AliasKind.LINK, known).ifPresent(id -> holders.put(id, it)));
    var agreed = 0;
    var moved = 0;
    for (var marked : all) {
      var guid = hit(marked, AliasKind.GUID, known);
      var link = hit(marked, AliasKind.LINK, known);
      if (guid.isPresent() && guid.equals(link)) {
        agreed++;
      } else if (guid.isPresent()
          && marked.has(AliasKind.LINK)
          && holders.containsKey(guid.get())) {
        moved++;
      }
    }
    return moved > 1 && moved > agreed;
  }

  /// After everything is matched.
  static GuidQuality of(Collection<Marked> all, Map<Alias, ArticleId> known) {
    var steady = 0;
    var changed = 0;
    for (var marked : all) {
      var hit = hit(marked, AliasKind.GUID, known).isPresent();
      var other = marked.by.filter(it -> it == AliasKind.GUID_PATH || it == AliasKind.WORDPRESS);
      if (hit) {
        steady++;
      } else if (marked.has(AliasKind.GUID) && marked.article.isPresent() && other.isEmpty()) {
        changed++;
      }
    }
    if (changed >= FEW && changed * 2 >= all.size()) {
      return CHANGED;
    }
    return steady >= FEW && changed == 0 ? STEADY : UNTOLD;
  }

  private static Optional<ArticleId> hit(
      Marked marked, AliasKind kind, Map<Alias, ArticleId> known) {
    return marked
        .usable(kind)
        .flatMap(it -> Optional.ofNullable(known.get(it)).stream())
        .findFirst();
  }
}
