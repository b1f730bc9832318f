// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What [Identity] may ask of the memory of one feed.
interface Recall {
  /// Whose marks these are; those of nobody are left out.
  Map<Alias, ArticleId> lookup(Set<Alias> aliases);

  Map<ArticleId, Remembered> articles(Set<ArticleId> ids);

  /// What the feed's last document that had entries consisted of, in its order.
  List<ArticleId> shown();

  /// Whether the feed's guids mean anything.
  boolean guidsCount();
}
