// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

/// One limit on a text, in the platform's own unit.
///
/// @param max the largest length allowed, at least 1
public record LengthRule(Unit unit, int max) {
  public LengthRule {
    if (max < 1) {
      throw new IllegalArgumentException("max is not positive: " + max);
    }
  }

  /// How long a text is in this rule's unit.
  public int measure(String text) {
    return switch (unit) {
      case GRAPHEMES -> Graphemes.count(text);
      case CODE_POINTS -> text.codePointCount(0, text.length());
      case UTF16_UNITS -> text.length();
      case UTF8_BYTES -> utf8Length(text);
    };
  }

  /// Whether a text is not too long.
  public boolean allows(String text) {
    return measure(text) <= max;
  }

  /// RFC 3629 section 3; a lone surrogate becomes one byte, `?`, when Java encodes it.
  private static int utf8Length(String text) {
    return text.codePoints()
        .map(
            it -> {
              if (it < 0x80 || (it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE)) {
                return 1;
              }
              return it < 0x800 ? 2 : it < 0x10000 ? 3 : 4;
            })
        .sum();
  }

  /// What a platform counts.
  public enum Unit {
    /// Extended grapheme clusters (UAX #29): what a reader calls a character.
    GRAPHEMES,
    CODE_POINTS,
    UTF16_UNITS,
    UTF8_BYTES,
  }
}
