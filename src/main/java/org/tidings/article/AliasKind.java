// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.util.Arrays;

/// What a mark by which articles are recognised is made of.
enum AliasKind {
  /// The feed's own id for the entry, exactly.
  GUID("G", "guid"),
  /// WordPress' number of the post, from `?p=`.
  WORDPRESS("P", "WordPress number"),
  /// A guid that is an address, without scheme and host: survives a move to https or to a new
  /// domain.
  GUID_PATH("H", "guid without host"),
  /// The page's canonical address.
  LINK("L", "address"),
  /// Title and date; for entries whose other marks are no good.
  TITLE_DATE("D", "title and date"),
  /// Title and text; likewise.
  CONTENT("C", "title and text"),
  /// The page's address without its host: weak, like the next two. One of them alone proves
  /// nothing.
  LINK_PATH("M", "address without host"),
  /// The title, folded.
  TITLE("T", "title"),
  /// The text, if it is long enough to be nobody else's.
  TEXT("W", "text"),
  /// Date to the second, and place in the document. Never stored.
  MOMENT("S", "date and place"),
  /// Says of another mark that several entries had it at once: it marks none of them.
  SHARED("X", "shared");

  private final String code;
  private final String words;

  AliasKind(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /// As stored; never changes.
  String code() {
    return code;
  }

  /// For people.
  String words() {
    return words;
  }

  boolean isWeak() {
    return switch (this) {
      case GUID, WORDPRESS, GUID_PATH, LINK, TITLE_DATE, CONTENT, SHARED -> false;
      case LINK_PATH, TITLE, TEXT, MOMENT -> true;
    };
  }

  static AliasKind of(String code) {
    return Arrays.stream(values())
        .filter(it -> it.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such kind of alias: " + code));
  }
}
