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

  /// What a platform counts.
  public enum Unit {
    /// Extended grapheme clusters (UAX #29): what a reader calls a character.
    GRAPHEMES,
    CODE_POINTS,
    UTF16_UNITS,
    UTF8_BYTES,
  }
}
