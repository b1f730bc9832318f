// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import org.tidings.text.Sha256;

/// One mark of an article, as a hash: marks are kept for ever, and only ever compared.
///
/// @param hash the first 16 bytes of SHA-256 over kind, a zero byte and value, in hex
record Alias(AliasKind kind, String hash) {
  private static final int BYTES = 16;

  static Alias of(AliasKind kind, String value) {
    var marked = kind.code() + '\0' + value;
    return new Alias(kind, Sha256.hex(marked.getBytes(UTF_8), BYTES));
  }

  static Alias stored(String kind, byte[] hash) {
    return new Alias(AliasKind.of(kind), HexFormat.of().formatHex(hash));
  }

  /// The alias that says that this one is no mark of anything.
  Alias shared() {
    return of(AliasKind.SHARED, kind.code() + hash);
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hash);
  }
}
