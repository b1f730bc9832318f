// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A feed document that was read.
///
/// @param format such as `rss 2.0`, `atom 1.0`, `json feed 1.1`
/// @param link the site's page, not the feed
/// @param self the feed's own idea of its address (`rel=self`)
/// @param older where the entries before these are (RFC 5005: `prev-archive`, else `next`)
/// @param interval how long the feed asks to be left alone between two polls (`ttl`,
///     `sy:updatePeriod`), the longer of the two; 1 min to 366 d
/// @param hubs who tells of its news
/// @param repairs what had to be mended, in words for the owner; empty for a sound document
/// @param entries in document order
public record FeedDocument(
    String format,
    Optional<String> title,
    Optional<URI> link,
    Optional<URI> self,
    Optional<URI> older,
    Optional<String> language,
    Optional<String> generator,
    Optional<Duration> interval,
    Hubs hubs,
    List<String> repairs,
    List<Entry> entries) {
  /// With these words begins the repair of a document that does not come to its end.
  static final String BREAKS_OFF = "it breaks off";

  /// With these words begins the repair of a document that comes to its end, but may lack entries.
  static final String LEFT_OUT = "JSON with a fault; what can't be read is left out";

  public FeedDocument {
    repairs = List.copyOf(repairs);
    entries = List.copyOf(entries);
  }

  /// Whether its end is missing: what stood there is not known.
  public boolean isCutOff() {
    return repairs.stream().anyMatch(it -> it.startsWith(BREAKS_OFF));
  }

  /// Whether what it lacks is not there. If not, entries may be missing that nobody took out.
  public boolean isWhole() {
    return repairs.stream().noneMatch(FeedDocument::isLack);
  }

  /// Whether entries may be missing where that repair was made.
  static boolean isLack(String repair) {
    return repair.startsWith(BREAKS_OFF) || repair.startsWith(LEFT_OUT);
  }

  /// The same, with where the entries before these are, if it does not say that itself.
  public FeedDocument orOlder(Optional<URI> address) {
    return new FeedDocument(
        format,
        title,
        link,
        self,
        older.or(() -> address),
        language,
        generator,
        interval,
        hubs,
        repairs,
        entries);
  }
}
