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

  static AliasKind of(String code) {
    return Arrays.stream(values())
        .filter(it -> it.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such kind of alias: " + code));
  }
}
