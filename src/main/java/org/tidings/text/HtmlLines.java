// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// Walks a tree once and writes its words down, line by line.
final class HtmlLines implements NodeFilter {
  private static final Set<String> SKIPPED =
      Set.of(
          ("audio canvas datalist embed figcaption form frameset head iframe map math noscript"
                  + " object script select style svg template textarea title video")
              .split(" ", -1));

  private static final Set<String> PARAGRAPHS =
      Set.of(
          ("article aside blockquote dl figure footer h1 h2 h3 h4 h5 h6 header hr main nav ol p pre"
                  + " section table ul")
              .split(" ", -1));

  private static final Set<String> LINES =
      Set.of("address", "caption", "center", "dd", "details", "div", "dt", "li", "summary", "tr");

  /// Words for screen readers only, and captions of WordPress before HTML 5.
  private static final String UNSEEN =
      "[hidden], .sr-only, .screen-reader-text, .visually-hidden, .wp-caption-text,"
          + " [style*=display:none], [style*='display: none']";

  private final StringBuilder out = new StringBuilder();
  private int breaks;
  private int items;
  private int verbatim;
  private boolean bullet;

  static void hideUnseen(Element body) {
    body.select(UNSEEN).remove();
  }

  String text() {
    return tidy(out.toString());
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      write(text.getWholeText());
    } else if (node instanceof Element element) {
      return open(element, element.normalName());
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      close(element.normalName());
    }
    return FilterResult.CONTINUE;
  }

  private FilterResult open(Element element, String name) {
    if (SKIPPED.contains(name)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    breakFor(name);
    switch (name) {
      case "br" -> breaks = Math.min(2, breaks + 1);
      case "li" -> {
        items++;
        bullet = true;
      }
      case "pre" -> verbatim++;
      case "q" -> write("“");
      case "img" -> writeEmoji(element);
      default -> {}
    }
    return FilterResult.CONTINUE;
  }

  private void close(String name) {
    switch (name) {
      case "li" -> {
        items--;
        bullet = false;
      }
      case "pre" -> verbatim--;
      case "q" -> write("”");
      case "td", "th" -> write(" ");
      default -> {}
    }
    breakFor(name);
  }

  private void breakFor(String name) {
    if (PARAGRAPHS.contains(name)) {
      breaks = Math.max(breaks, items > 0 ? 1 : 2);
    } else if (LINES.contains(name)) {
      breaks = Math.max(breaks, 1);
    }
  }

  /// WordPress and others put pictures in the place of emoji.
  private void writeEmoji(Element img) {
    if (img.hasClass("emoji") || img.hasClass("wp-smiley")) {
      write(img.attr("alt"));
    }
  }

  private void write(String words) {
    if (words.isBlank()) {
      // Space between two blocks is not a word.
      out.append(breaks == 0 && !bullet ? " " : "");
      return;
    }
    out.append("\n".repeat(out.isEmpty() ? 0 : breaks)).append(bullet ? "• " : "");
    breaks = 0;
    bullet = false;
    out.append(verbatim > 0 ? words : words.replace('\n', ' ').replace('\r', ' '));
  }

  /// Cleaned; no space around line feeds, and never more than one blank line.
  static String tidy(String text) {
    var clean = PlainText.clean(text);
    var tidy = new StringBuilder(clean.length());
    var blank = false;
    for (var line : clean.lines().toList()) {
      var words = PlainText.squeeze(line);
      if (words.isEmpty()) {
        blank = true;
      } else {
        tidy.append(tidy.isEmpty() ? "" : blank ? "\n\n" : "\n").append(words);
        blank = false;
      }
    }
    return tidy.toString();
  }
}
