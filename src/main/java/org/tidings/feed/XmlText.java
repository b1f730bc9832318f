// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import org.tidings.text.HtmlEntities;

/// Writes text so that it is legal XML 1.0: stray ampersands and the like mended.
final class XmlText {
  private static final String FORBIDDEN = "characters that XML forbids";

  /// By how many characters mending may make a document longer: a stray one becomes up to six.
  private static final int MAX_GROWTH = 8 << 20;

  private final StringBuilder out;
  private final int longest;
  private final Repairs repairs;

  /// @param length of the document
  XmlText(StringBuilder out, int length, Repairs repairs) {
    this.out = out;
    this.longest = length + MAX_GROWTH;
    this.repairs = repairs;
  }

  /// Refuses what grows beyond all reason while it is mended.
  void checkLength() throws UnreadableException {
    if (out.length() > longest) {
      throw new UnreadableException(
          "the feed is too large: it has millions of characters that would have to be mended");
    }
  }

  /// The text without the characters that XML forbids. They go before anything is read: a tag, a
  /// reference or the end of a section with one in it is one all the same.
  static String legal(String text, Repairs repairs) {
    var legal = new StringBuilder();
    var start = 0;
    for (var i = 0; i < text.length(); i++) {
      if (!isLegal(text, i)) {
        repairs.at(text, i);
        repairs.note(FORBIDDEN);
        legal.append(text, start, i);
        start = i + 1;
      }
    }
    return start == 0 ? text : legal.append(text, start, text.length()).toString();
  }

  /// An attribute's raw value as it is written, trimmed.
  String value(String raw) throws UnreadableException {
    var start = out.length();
    copy(raw, 0, raw.length(), false);
    var value = out.substring(start).strip();
    out.setLength(start);
    return value;
  }

  /// Copies what stands between tags of the document.
  void copy(String document, int from, int to) throws UnreadableException {
    copy(document, from, to, true);
  }

  private void copy(String text, int from, int to, boolean isDocument) throws UnreadableException {
    var start = from;
    for (var i = from; i < to; i++) {
      var c = text.charAt(i);
      if (c == '&' || c == '<' || c == '>' || c == '"') {
        out.append(text, start, i);
        if (isDocument) {
          repairs.at(text, i);
        }
        i = special(text, i, to) - 1;
        start = i + 1;
        checkLength();
      }
    }
    out.append(text, start, to);
  }

  /// Writes what can't be copied, and returns the index behind it.
  private int special(String text, int i, int to) {
    if (text.charAt(i) == '&') {
      return reference(text, i, to);
    }
    escape(text.charAt(i));
    return i + 1;
  }

  private int reference(String text, int amp, int to) {
    var found = HtmlEntities.at(text, amp).filter(it -> it.end() <= to);
    if (found.isEmpty()) {
      repairs.note("stray & characters");
      out.append("&amp;");
      return amp + 1;
    }
    var end = found.get().end();
    var name = text.substring(amp + 1, end - 1);
    if (name.startsWith("#X") || (name.charAt(0) != '#' && !isXml(name))) {
      repairs.note("HTML entities that XML does not know");
    } else if (found.get().value().isEmpty()) {
      repairs.note(FORBIDDEN);
    }
    found.get().value().chars().forEach(c -> escape((char) c));
    return end;
  }

  private void escape(char c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      // as a bare character it would become a line feed or a space
      case '\r' -> out.append("&#13;");
      default -> out.append(c);
    }
  }

  private static boolean isXml(String name) {
    return name.equals("amp")
        || name.equals("lt")
        || name.equals("gt")
        || name.equals("quot")
        || name.equals("apos");
  }

  /// XML 1.0 section 2.2.
  private static boolean isLegal(String text, int i) {
    var c = text.charAt(i);
    if (c < ' ') {
      return c == '\t' || c == '\n' || c == '\r';
    }
    if (!Character.isSurrogate(c)) {
      return c < 0xFFFE;
    }
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
