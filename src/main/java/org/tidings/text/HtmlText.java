// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeTraversor;

/// HTML as plain text, for posts. Never slow: time is linear in the input, and the input bounded.
public final class HtmlText {
  /// In UTF-16 units. A post needs the beginning of an article; 256 Ki is a short book, and its
  /// tree still fits the daemon's heap.
  private static final int MAX_INPUT = 256 * 1024;

  private HtmlText() {}

  /// The text with its paragraphs, divided by blank lines; `<br>` and list items by single ones.
  /// Captions, scripts, hidden parts and what blog software adds at the end ("appeared first on",
  /// "Continue reading") are left out; already cleaned by [PlainText#clean].
  public static String plain(String html) {
    var text = convert(html);
    if (html.indexOf('<') < 0 && MaybeHtml.hasElement(text)) {
      // It was escaped twice.
      return convert(text);
    }
    return isCode(html) ? text : Leftovers.decode(text);
  }

  /// The text on one line.
  public static String line(String html) {
    return PlainText.line(plain(html));
  }

  /// The first paragraph that says something, on one line; empty if there is none.
  public static String firstParagraph(String html) {
    return plain(html).lines().filter(HtmlText::saysSomething).findFirst().orElse("");
  }

  /// A tree for reading; what is beyond the bound is cut off.
  static Element tree(String html) {
    return Jsoup.parseBodyFragment(bounded(html)).body();
  }

  private static String convert(String html) {
    if (html.indexOf('<') < 0) {
      return Leftovers.cut(HtmlLines.tidy(HtmlEntities.decode(paragraphs(bounded(html)))));
    }
    var body = tree(html);
    Leftovers.remove(body);
    var lines = new HtmlLines();
    NodeTraversor.filter(lines, body);
    var text = lines.text();
    return Leftovers.cut(text.isEmpty() ? pictureWords(body) : text);
  }

  /// Plain text is wrapped at will; only a blank line divides it.
  private static String paragraphs(String text) {
    var out = new StringBuilder(text.length());
    var blank = false;
    for (var line : text.lines().toList()) {
      if (line.isBlank()) {
        blank = true;
      } else {
        out.append(out.isEmpty() ? "" : blank ? "\n\n" : " ").append(line.strip());
        blank = false;
      }
    }
    return out.toString();
  }

  private static String pictureWords(Element body) {
    return body.select("img[alt]").stream()
        .map(img -> PlainText.line(img.attr("alt")))
        .filter(alt -> !alt.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static boolean saysSomething(String line) {
    return line.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static boolean isCode(String html) {
    return html.contains("<code") || html.contains("<pre");
  }

  private static String bounded(String html) {
    return html.length() <= MAX_INPUT ? html : html.substring(0, MAX_INPUT);
  }
}
