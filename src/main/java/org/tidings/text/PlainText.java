// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Plain text without what a reader can't see: control characters, zero-width and bidirectional
/// marks, private-use characters, lone surrogates. NFC.
public final class PlainText {
  /// Marks on one character; UAX #15 section 13 calls text with at most these stream-safe. More is
  /// a prank ("Zalgo"), and normalising it would take quadratic time.
  private static final int MAX_MARKS = 30;

  private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

  private static final int BLACK_FLAG = 0x1F3F4;

  private final StringBuilder out;
  private int joiner;
  private int marks;
  private int last;

  private PlainText(int size) {
    out = new StringBuilder(size);
  }

  /// Keeps line feeds; every other white space becomes one space each. Joiners stay where scripts
  /// and emoji need them.
  public static String clean(String text) {
    var plain = new PlainText(text.length());
    text.codePoints().forEach(plain::add);
    return Normalizer.normalize(plain.out, Normalizer.Form.NFC);
  }

  /// Cleaned, on one line, with single spaces, trimmed.
  public static String line(String text) {
    return squeeze(clean(text).replace('\n', ' '));
  }

  /// What is left of a text without the space and the invisible characters that platforms add and
  /// take away, to compare it with what a platform made of it.
  public static String letters(String text) {
    return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
  }

  /// Runs of spaces become one; none at the ends. Line feeds stay.
  static String squeeze(String clean) {
    var out = new StringBuilder(clean.length());
    for (var i = 0; i < clean.length(); i++) {
      var c = clean.charAt(i);
      if (c != ' ' || (!out.isEmpty() && out.charAt(out.length() - 1) != ' ')) {
        out.append(c);
      }
    }
    var end = out.length();
    while (end > 0 && out.charAt(end - 1) == ' ') {
      end--;
    }
    return out.substring(0, end);
  }

  private void add(int c) {
    if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) {
      // \r\n gives two line feeds here; one of them goes when the \n arrives
      append('\n', c == '\r' ? c : '\n');
    } else if (c == '\n') {
      if (last != '\r') {
        append('\n', c);
      }
      last = c;
    } else if (isSpace(c)) {
      append(' ', c);
    } else if (c == 0x200C || c == 0x200D) {
      // Zero-width (non-)joiner: real only between two characters of a script or emoji.
      joiner = last > 0x7F && !isSpace(last) ? c : 0;
    } else if (isVisible(c)) {
      addVisible(c);
    }
  }

  private void addVisible(int c) {
    if (isMark(c)) {
      marks++;
      if (marks > MAX_MARKS || (isVariationSelector(c) && isVariationSelector(last))) {
        return;
      }
    } else {
      marks = 0;
    }
    if (joiner != 0 && c > 0x7F) {
      out.appendCodePoint(joiner);
    }
    append(c, c);
  }

  private void append(int written, int seen) {
    out.appendCodePoint(written);
    joiner = 0;
    last = seen;
  }

  static boolean isSpace(int c) {
    // U+2800 is an empty Braille cell: a blank that no standard calls white space
    return c == '\t' || c == 0x0B || c == '\f' || c == 0x2800 || Character.isSpaceChar(c);
  }

  private boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE -> false;
      case Character.FORMAT -> isVisibleFormat(c) || isFlagTag(c);
      // noncharacters; other unassigned ones may be newer than this JDK
      case Character.UNASSIGNED -> (c & 0xFFFE) != 0xFFFE && (c < 0xFDD0 || c > 0xFDEF);
      // object replacement, Hangul fillers
      default -> c != 0xFFFC && c != 0x3164 && c != 0xFFA0;
    };
  }

  /// Signs that enclose the digits after them (Unicode 16, section 9.2): Arabic, Syriac, Kaithi.
  private static boolean isVisibleFormat(int c) {
    return (c >= 0x600 && c <= 0x605)
        || c == 0x6DD
        || c == 0x70F
        || c == 0x8E2
        || c == 0x110BD
        || c == 0x110CD;
  }

  /// Tags belong behind a black flag (Wales, Scotland: UTS #51 appendix C); elsewhere they hide
  /// words.
  private boolean isFlagTag(int c) {
    return isTag(c) && (last == BLACK_FLAG || isTag(last));
  }

  private static boolean isTag(int c) {
    return c >= 0xE0020 && c <= 0xE007F;
  }

  private static boolean isMark(int c) {
    var type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
