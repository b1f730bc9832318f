// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// What blog software leaves in and behind an article: nobody wrote it, so nobody posts it.
final class Leftovers {
  /// Links at the end that lead to the rest: WordPress themes, Medium, Substack, Blogger.
  private static final List<String> MORE =
      List.of("continue reading", "keep reading", "read more", "read the full", "read the rest");

  /// The longest words around the two links of "The post … appeared first on …", in any language.
  private static final int TAIL_WORDS = 80;

  /// The longest plain "The post … appeared first on …": two titles.
  private static final int TAIL_LENGTH = 600;

  private static final List<String> CUTS = List.of("[…]", "[...]", "[…", "(…)", "(more…)");

  /// References that were encoded twice; others may be what an article is about.
  private static final Pattern TWICE =
      Pattern.compile(
          "&(?:#\\d{2,5}|#[xX][0-9a-fA-F]{2,5}|amp|quot|nbsp|hellip|[lr][sd]quo|[mn]dash);");

  private Leftovers() {}

  /// Removes the elements that can be told by their shape.
  static void remove(Element body) {
    HtmlLines.hideUnseen(body);
    var last = lastBlock(body);
    if (last != null && isCredit(last)) {
      last.remove();
    }
    var link = lastLink(body);
    if (link != null && leadsToMore(link.text())) {
      link.remove();
    }
  }

  /// Cuts "[…]" and the plain form of WordPress's last sentence off the end.
  static String cut(String text) {
    var words = cutCredit(text).stripTrailing();
    for (var mark : CUTS) {
      if (words.endsWith(mark)) {
        var kept = words.substring(0, words.length() - mark.length()).stripTrailing();
        return kept.isEmpty() || kept.endsWith("…") ? kept : kept + "…";
      }
    }
    return words;
  }

  static String decode(String text) {
    var matcher = TWICE.matcher(text);
    return matcher.find()
        ? PlainText.clean(matcher.replaceAll(it -> quote(HtmlEntities.decode(it.group()))))
        : text;
  }

  private static String quote(String value) {
    return Matcher.quoteReplacement(value);
  }

  private static String cutCredit(String text) {
    var middle = text.lastIndexOf(" appeared first on ");
    var start = middle < 0 ? -1 : text.lastIndexOf("The post ", middle);
    return start < 0 || text.length() - start > TAIL_LENGTH ? text : text.substring(0, start);
  }

  private static @Nullable Element lastBlock(Element body) {
    var last = body.lastElementChild();
    while (last != null && !last.hasText()) {
      last = last.previousElementSibling();
    }
    return last != null && last.nameIs("div") ? lastBlock(last) : last;
  }

  /// Exactly two links, few words around them, and the second leads to the site of the first: the
  /// credit line of WordPress, whatever its language.
  private static boolean isCredit(Element block) {
    if (!block.nameIs("p")) {
      return false;
    }
    var links = block.select("a[href]");
    if (links.size() != 2) {
      return false;
    }
    var around =
        block.text().length() - links.get(0).text().length() - links.get(1).text().length();
    var post = links.get(0).attr("href");
    var site = links.get(1).attr("href");
    return around <= TAIL_WORDS && post.length() > site.length() && post.startsWith(site);
  }

  /// The last link, if no words stand behind it.
  private static @Nullable Element lastLink(Element body) {
    var link = body.select("a").last();
    for (Node node = link; node != null && !node.nameIs("body"); node = node.parent()) {
      for (var next = node.nextSibling(); next != null; next = next.nextSibling()) {
        if (hasWords(next)) {
          return null;
        }
      }
    }
    return link;
  }

  private static boolean hasWords(Node node) {
    var text =
        node instanceof TextNode words
            ? words.getWholeText()
            : node instanceof Element element ? element.text() : "";
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static boolean leadsToMore(String words) {
    var lower = words.strip().toLowerCase(Locale.ROOT);
    return MORE.stream().anyMatch(lower::startsWith);
  }
}
