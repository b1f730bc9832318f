// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One limit on a text, in the platform's own unit.
///
/// @param max the largest length allowed, at least 1
public record LengthRule(Unit unit, int max) {
  /// With a scheme, with `www.`, or a name that is plainly one: `app.js` in a list of files is not.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://|(?<![\\p{L}\\p{N}@._/-])www\\.)\\S+"
              + "|(?<![\\p{L}\\p{N}@._/-])(?:[\\p{L}\\p{N}-]+\\.)+"
              + "(?:[a-z]{2,}/\\S*|(?:com|org|net|edu|gov|info|io|dev|app|blog|news)"
              + "(?![\\p{L}\\p{N}@.-]))",
          Pattern.CASE_INSENSITIVE);

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
      case THREADS_CHARACTERS -> threadsLength(text);
      case X_CHARACTERS -> TwitterText.weight(text);
      case LINKS -> (int) addresses(text).distinct().count();
    };
  }

  /// Whether a text is not too long.
  public boolean allows(String text) {
    return unit == Unit.X_CHARACTERS ? TwitterText.fits(text, max) : measure(text) <= max;
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

  /// Rather too much than too little: what merely could be an emoji (©), and rare letters beyond
  /// the basic plane, count their bytes as well.
  private static int threadsLength(String text) {
    return Graphemes.in(text).mapToInt(LengthRule::threadsWeight).sum();
  }

  private static int threadsWeight(String cluster) {
    return cluster.codePoints().anyMatch(LengthRule::mayBeEmoji)
        ? utf8Length(cluster)
        : cluster.codePointCount(0, cluster.length());
  }

  /// U+20E3 makes key caps, U+FE0F asks for the coloured form (UTS #51).
  private static boolean mayBeEmoji(int codePoint) {
    return codePoint > Character.MAX_VALUE
        || codePoint == 0x20E3
        || codePoint == 0xFE0F
        || Character.isEmojiPresentation(codePoint)
        || Character.isExtendedPictographic(codePoint);
  }

  private static Stream<String> addresses(String text) {
    return ADDRESS.matcher(text).results().map(it -> it.group().toLowerCase(Locale.ROOT));
  }

  /// What a platform counts.
  public enum Unit {
    /// Extended grapheme clusters (UAX #29): what a reader calls a character.
    GRAPHEMES,
    CODE_POINTS,
    UTF16_UNITS,
    UTF8_BYTES,
    /// Code points, but an emoji counts its bytes in UTF-8 (Threads API reference, "Publishing":
    /// "emojis are counted as the number of UTF-8 bytes").
    THREADS_CHARACTERS,
    /// As twitter-text 3 weighs: most letters 1, others and each emoji 2, each address whose
    /// top-level domain it knows 23 (docs.x.com, "Counting characters").
    X_CHARACTERS,
    /// Distinct web addresses.
    LINKS,
  }
}
