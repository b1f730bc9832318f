// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// One line of text that may or may not be HTML: titles, names, categories. RSS does not say which,
/// and generators differ.
public final class MaybeHtml {
  /// What a title is marked up with; any other `<…>` are words ("the `<T>` in a generic").
  private static final Set<String> TAGS =
      Set.of(
          ("a abbr b bdi bdo big blockquote br center cite code del dfn div em font h1 h2 h3 h4 h5"
                  + " h6 hr i iframe img ins kbd li mark noscript ol p pre q rp rt ruby s samp"
                  + " script small span strike strong style sub sup svg table tbody td tr tt u ul"
                  + " var wbr")
              .split(" ", -1));

  private static final int LONGEST_TAG = 10;

  /// In UTF-16 units. No title is longer; what is behind is cut off unread.
  private static final int MAX_INPUT = 16 * 1024;

  private MaybeHtml() {}

  /// Plain text on one line. Known tags go, references are decoded; a reference that shows itself
  /// then was encoded twice and is decoded again.
  public static String line(String untrusted) {
    var text = untrusted.substring(0, Math.min(untrusted.length(), MAX_INPUT));
    var once = hasTag(text) ? HtmlText.line(escapeUnknown(text)) : HtmlEntities.decode(text);
    return PlainText.line(HtmlEntities.in(once) ? again(once) : once);
  }

  /// Whether a tag that HTML knows starts anywhere.
  public static boolean hasTag(String text) {
    for (var lt = text.indexOf('<'); lt >= 0; lt = text.indexOf('<', lt + 1)) {
      if (isTagAt(text, lt)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the text has a known element that opens and closes: it was HTML, escaped.
  static boolean hasElement(String text) {
    var open = new HashSet<String>();
    for (var lt = text.indexOf('<'); lt >= 0; lt = text.indexOf('<', lt + 1)) {
      if (isTagAt(text, lt)) {
        var closing = text.startsWith("</", lt);
        var name = nameAt(text, closing ? lt + 2 : lt + 1);
        if (closing && open.contains(name)) {
          return true;
        }
        open.add(closing ? "" : name);
      }
    }
    return false;
  }

  private static String again(String once) {
    var twice = HtmlEntities.decode(once);
    return hasElement(twice) ? HtmlText.line(escapeUnknown(twice)) : twice;
  }

  private static String escapeUnknown(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      out.append(c == '<' && !isTagAt(text, i) ? "&lt;" : Character.toString(c));
    }
    return out.toString();
  }

  private static boolean isTagAt(String text, int lt) {
    var start = text.startsWith("</", lt) ? lt + 2 : lt + 1;
    var name = nameAt(text, start);
    var end = start + name.length();
    return TAGS.contains(name) && end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) >= 0;
  }

  private static String nameAt(String text, int start) {
    var end = start;
    while (end < text.length() && end - start <= LONGEST_TAG && isNameChar(text.charAt(end))) {
      end++;
    }
    var name = text.substring(start, end);
    // One capital letter is a type parameter, not a tag of the nineties.
    return name.length() > 1 ? name.toLowerCase(Locale.ROOT) : name;
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
