// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Set;

/// Shortens text as a person would: after a sentence or a word, never inside a grapheme or an
/// address.
public final class Words {
  /// Stands for what was left out; one grapheme.
  public static final String ELLIPSIS = "…";

  /// No use as the last character before an ellipsis.
  private static final String NOT_BEFORE_ELLIPSIS = ",;:.–—-([{«„“‘¿¡/&+|·•…、。，：；（「『";

  private static final String SENTENCE_END = ".!?…。！？．।॥؟۔";
  private static final String AFTER_SENTENCE_END = "\"'”’»›)]」』）";

  /// A full stop after one of these, or after a shorter word, ends no sentence.
  private static final Set<String> ABBREVIATIONS =
      Set.of("prof", "dept", "corp", "capt", "sept", "approx", "gouv");

  /// UTF-16 units; the longest address looked at when it crosses the place of the cut. Browsers
  /// and sitemaps (sitemaps.org: 2,048) know no longer ones.
  private static final int LONGEST_ADDRESS = 2048;

  /// Thai is broken by a dictionary in this locale; all else as in the root locale.
  private static final Locale LINES = Locale.of("th");

  private Words() {}

  /// Cuts to at most `max` graphemes, the ellipsis included, after a whole word; inside a word only
  /// if that would lose more than half. Empty if not even one grapheme and the ellipsis fit.
  public static String cut(String text, int max) {
    if (Graphemes.endOf(text, max) == text.length()) {
      return text;
    }
    var room = Graphemes.endOf(text, max - 1);
    var head = stripEnd(text.substring(0, wordEnd(text, room)));
    return head.isEmpty() ? "" : head + ELLIPSIS;
  }

  /// Cuts to at most `max` graphemes: after a whole sentence and without an ellipsis if that keeps
  /// at least half, else as [#cut] does.
  public static String cutAtSentence(String text, int max) {
    var room = Graphemes.endOf(text, max);
    if (room == text.length()) {
      return text;
    }
    var end = sentenceEnd(text, room);
    return end >= (room + 1) / 2 && end > 0 ? text.substring(0, end) : cut(text, max);
  }

  /// The first `max` words, with an ellipsis if there are more.
  public static String first(String text, int max) {
    var index = 0;
    for (var words = 0; words < max; words++) {
      index = skip(text, skip(text, index, true), false);
    }
    return skip(text, index, true) == text.length()
        ? text
        : stripEnd(text.substring(0, index)) + ELLIPSIS;
  }

  private static int skip(String text, int from, boolean space) {
    var index = from;
    while (index < text.length() && Character.isWhitespace(text.charAt(index)) == space) {
      index++;
    }
    return index;
  }

  private static int wordEnd(String text, int room) {
    var window = text.substring(0, Math.min(text.length(), room + LONGEST_ADDRESS));
    for (var link : Links.in(window)) {
      if (link.start() < room && room < link.end()) {
        return link.start();
      }
    }
    var lines = BreakIterator.getLineInstance(LINES);
    lines.setText(window);
    for (var end = room; end > 0 && end >= (room + 1) / 2; end--) {
      if (isWordEnd(window, end, lines)) {
        return end;
      }
    }
    return room;
  }

  private static boolean isWordEnd(String text, int end, BreakIterator lines) {
    var after = text.codePointAt(end);
    var before = text.codePointBefore(end);
    if (Character.isWhitespace(after)) {
      return !Character.isWhitespace(before);
    }
    return isUnspaced(before) && isUnspaced(after) && lines.isBoundary(end);
  }

  /// Written without spaces between words.
  private static boolean isUnspaced(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> true;
      default -> codePoint >= 0x3000 && codePoint <= 0x30FF;
    };
  }

  private static String stripEnd(String text) {
    var end = text.length();
    while (end > 0
        && (Character.isWhitespace(text.charAt(end - 1))
            || NOT_BEFORE_ELLIPSIS.indexOf(text.charAt(end - 1)) >= 0)) {
      end--;
    }
    return text.substring(0, end);
  }

  /// The index after the last whole sentence that ends at `room` or before it; 0 if there is none.
  private static int sentenceEnd(String text, int room) {
    var sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(text.substring(0, Math.min(text.length(), room + 2)));
    var boundary = sentences.last();
    while (boundary > 0) {
      var end = text.substring(0, boundary).stripTrailing().length();
      if (end <= room && endsSentence(text, end)) {
        return end;
      }
      boundary = sentences.previous();
    }
    return 0;
  }

  private static boolean endsSentence(String text, int end) {
    var last = end;
    while (last > 0 && AFTER_SENTENCE_END.indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    if (last == 0 || SENTENCE_END.indexOf(text.charAt(last - 1)) < 0) {
      return false;
    }
    if (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && !isUnspaced(text.codePointAt(end))) {
      return false;
    }
    return text.charAt(last - 1) != '.' || isWordBeforeStop(text, last - 1);
  }

  private static boolean isWordBeforeStop(String text, int stop) {
    var start = stop;
    while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    var word = text.substring(start, stop).toLowerCase(Locale.ROOT);
    return word.length() > 3 && !ABBREVIATIONS.contains(word);
  }
}
