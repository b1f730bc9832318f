// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.tidings.feed.Entry;
import org.tidings.text.Graphemes;
import org.tidings.text.HtmlText;
import org.tidings.text.PlainText;
import org.tidings.text.Words;

/// What an entry says, as plain text.
///
/// @param text all of it; may be empty
/// @param summary the author's own, else the first paragraph; may be empty
record Reading(String text, String summary) {
  /// Below this a summary is a kicker ("Photo:", "Read more"), above it is the article itself.
  private static final int SHORTEST_SUMMARY = 40;

  private static final int LONGEST_SUMMARY = 600;

  /// In UTF-16 units: more than any platform takes, little enough to keep for ever.
  private static final int LONGEST_TEXT = 20_000;

  private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");
  private static final Pattern CUT_OFF =
      Pattern.compile("(?:\\s*(?:…|\\.\\.\\.|\\[…]|\\[\\.{3}]))+$");

  static Reading of(Entry entry) {
    var stated = entry.summaryHtml().map(HtmlText::plain).orElse("");
    var content = entry.contentHtml().map(HtmlText::plain).orElse("");
    var text = content.isEmpty() ? stated : content;
    return new Reading(Graphemes.first(text, LONGEST_TEXT), summary(stated, content, text));
  }

  private static String summary(String stated, String content, String text) {
    var own = PlainText.line(stated);
    var usable =
        content.isEmpty()
            ? !own.isEmpty() && own.length() <= LONGEST_SUMMARY
            : own.length() >= SHORTEST_SUMMARY
                && own.length() <= LONGEST_SUMMARY
                && !isBeginning(own, PlainText.line(content));
    return usable ? own : Words.cutAtSentence(firstParagraph(text), LONGEST_SUMMARY);
  }

  /// Blog software that has no summary gives the first words of the content.
  private static boolean isBeginning(String summary, String content) {
    return content.startsWith(CUT_OFF.matcher(summary).replaceFirst(""));
  }

  private static String firstParagraph(String text) {
    var paragraphs =
        Arrays.stream(PARAGRAPHS.split(text))
            .map(PlainText::line)
            .filter(it -> it.codePoints().anyMatch(Character::isLetterOrDigit))
            .toList();
    return paragraphs.stream()
        .filter(it -> it.length() >= SHORTEST_SUMMARY)
        .findFirst()
        .orElseGet(() -> first(paragraphs));
  }

  private static String first(List<String> paragraphs) {
    return paragraphs.isEmpty() ? "" : paragraphs.getFirst();
  }
}
