// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One item of a feed, as the feed states it; text is decoded once, links are absolute.
///
/// | field | Atom 1.0 | RSS 2.0 | RSS 1.0 |
/// |---|---|---|---|
/// | id | `id` | `guid` | `rdf:about` |
/// | link | `link rel=alternate`, html first | `link`, else a guid that is a permalink | `link` |
/// | published | `published`, else nothing | `pubDate`, `dc:date` | `dc:date` |
/// | updated | `updated` | `dcterms:modified` | nothing |
/// | summaryHtml | `summary` | `description` | `description` |
/// | contentHtml | `content` | `content:encoded` | `content:encoded` |
///
/// Of JSON Feed: `id`, `url` (else `external_url`), `date_published`, `date_modified`, `summary`,
/// `content_html` (else `content_text`).
///
/// @param id trimmed, otherwise verbatim; absent if the feed gives none or an empty one
/// @param title plain text, one line; absent if the feed gives none
/// @param published in 1995 … one day from now; a date outside is absent
/// @param language BCP 47, from `xml:lang`, `dc:language`, an item's or the feed's `language`
/// @param summaryHtml HTML as the feed gives it, possibly plain text; never sanitised
/// @param others elements that hold text and are not ours, at most 40
/// @param image the picture that stands for the entry, as far as the feed names one
public record Entry(
    Optional<String> id,
    Optional<URI> link,
    Optional<String> title,
    Optional<Instant> published,
    Optional<Instant> updated,
    Optional<String> author,
    List<String> categories,
    Optional<String> language,
    Optional<String> summaryHtml,
    Optional<String> contentHtml,
    Optional<Image> image,
    List<Enclosure> enclosures,
    List<Other> others) {
  public Entry {
    categories = List.copyOf(categories);
    enclosures = List.copyOf(enclosures);
    others = List.copyOf(others);
  }

  /// An element of a vocabulary that we do not know: owners may have their own.
  ///
  /// @param name with its prefix, as the feed writes it
  /// @param value its text, at most 4,000 UTF-16 units
  public record Other(String name, String value) {}

  /// A picture.
  ///
  /// @param alt what it shows, in words
  public record Image(URI url, Optional<String> alt) {}

  /// An attached file (RSS `enclosure`, Atom `link rel=enclosure`, JSON Feed `attachments`).
  ///
  /// @param bytes as stated; absent if missing, zero or not a number
  public record Enclosure(URI url, Optional<String> type, Optional<Long> bytes) {}
}
