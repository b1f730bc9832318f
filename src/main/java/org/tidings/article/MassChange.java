// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.config.FeedId;

/// A document that looked rebuilt, for the owner to judge: what was recognised by what, and what
/// looks new.
///
/// @param reason why it was not believed
/// @param rows in document order
public record MassChange(FeedId feed, Instant at, String reason, List<Row> rows) {
  public MassChange {
    rows = List.copyOf(rows);
  }

  /// One entry.
  ///
  /// @param known the article that it was found to be; absent if it looks new
  /// @param by what it was recognised by, in words; empty if it looks new
  public record Row(
      String title,
      Optional<URI> link,
      Optional<Instant> published,
      Optional<ArticleId> known,
      String by) {}
}
