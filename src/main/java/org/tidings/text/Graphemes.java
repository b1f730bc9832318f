// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.stream.Stream;

/// Counts and cuts by extended grapheme clusters (UAX #29): what a reader calls a character.
///
/// The JDK's own iterator agreed with ICU and with the regular expression `\X` on families, flags,
/// key caps, jamo, Devanagari and Thai, and needs no further library.
public final class Graphemes {
  /// From here on characters may combine with the one before: U+0300 is the first combining mark.
  private static final char FIRST_COMBINING = '\u0300';

  private Graphemes() {}

  /// How many there are.
  public static int count(String text) {
    if (isSimple(text)) {
      return text.length();
    }
    var iterator = over(text);
    var count = 0;
    while (iterator.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  /// One after the other.
  public static Stream<String> in(String text) {
    var iterator = over(text);
    var clusters = Stream.<String>builder();
    var start = 0;
    for (var end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
      clusters.add(text.substring(start, end));
      start = end;
    }
    return clusters.build();
  }

  /// The index after the first `max` graphemes; the end of the text if it has no more.
  public static int endOf(String text, int max) {
    if (max <= 0) {
      return 0;
    }
    if (text.length() <= max) {
      return text.length();
    }
    if (isSimple(text)) {
      return max;
    }
    var iterator = over(text);
    var end = 0;
    for (var left = max; left > 0; left--) {
      var next = iterator.next();
      if (next == BreakIterator.DONE) {
        return text.length();
      }
      end = next;
    }
    return end;
  }

  /// The first `max` graphemes, or all if there are no more.
  public static String first(String text, int max) {
    return text.substring(0, endOf(text, max));
  }

  /// Without CR (CR LF is one cluster) and below the combining marks every unit is a cluster.
  private static boolean isSimple(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c >= FIRST_COMBINING || c == '\r') {
        return false;
      }
    }
    return true;
  }

  private static BreakIterator over(String text) {
    var iterator = BreakIterator.getCharacterInstance(Locale.ROOT);
    iterator.setText(text);
    return iterator;
  }
}
