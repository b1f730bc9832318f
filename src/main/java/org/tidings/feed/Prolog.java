// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.Locale;
import java.util.Set;
import org.tidings.text.MaybeHtml;

/// Finds where a feed begins: behind byte order marks, notices of PHP, declarations, comments and
/// the DOCTYPE. Nothing before that point reaches an XML parser, so no entity is ever declared.
final class Prolog {
  /// In UTF-16 units: junk before a feed is short, and a page without a feed is not searched whole.
  private static final int REACH = 64 * 1024;

  private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf", "channel", "entry");

  private final String text;
  private final Repairs repairs;
  private final Instructions instructions;
  private boolean junk;
  private String strange = "";

  private Prolog(String text, Repairs repairs) {
    this.text = text;
    this.repairs = repairs;
    this.instructions = new Instructions(text);
  }

  /// Index of the root element's `<`.
  static int end(String text, Repairs repairs) throws UnreadableException {
    return new Prolog(text, repairs).root();
  }

  private int root() throws UnreadableException {
    var from = 0;
    for (var lt = text.indexOf('<'); lt >= 0 && lt < REACH; lt = text.indexOf('<', from)) {
      junk |= !isBlank(from, lt);
      if (text.startsWith("<!--", lt)) {
        from = after("-->", lt + 4);
      } else if (text.startsWith("<?", lt)) {
        from = instructions.after(lt);
      } else if (text.startsWith("<!", lt)) {
        from = afterDeclaration(lt);
      } else if (isRoot(lt)) {
        if (junk) {
          repairs.note("something stood before the feed's first tag", Lines.at(text, lt));
        }
        return lt;
      } else {
        junk = true;
        from = lt + 1;
      }
    }
    throw new UnreadableException(whatItIs());
  }

  private boolean isRoot(int lt) throws UnreadableException {
    var name = nameAt(lt + 1);
    var local = name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    if (local.equals("html")) {
      throw new UnreadableException(page());
    }
    if (strange.isEmpty()) {
      strange = local;
    }
    return ROOTS.contains(local);
  }

  /// The end of a DOCTYPE, whose internal subset has brackets, quotes and `>` of its own.
  private int afterDeclaration(int start) throws UnreadableException {
    if (text.regionMatches(true, start, "<!doctype html", 0, 14)) {
      throw new UnreadableException(page());
    }
    var depth = 0;
    var quote = (char) 0;
    for (var i = start; i < text.length(); i++) {
      var c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (text.startsWith("<!--", i)) {
        i = after("-->", i) - 1;
      } else if (text.startsWith("<?", i)) {
        i = after("?>", i) - 1;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == ']') {
        depth += c == '[' ? 1 : -1;
      } else if (c == '>' && depth <= 0) {
        return i + 1;
      }
    }
    return after(">", start);
  }

  private int after(String mark, int from) {
    var found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  private boolean isBlank(int from, int to) {
    for (var i = from; i < to; i++) {
      var c = text.charAt(i);
      if (c > ' ' && c != '\uFEFF' && !Character.isWhitespace(c)) {
        return false;
      }
    }
    return true;
  }

  private String nameAt(int start) {
    var end = start;
    while (end < text.length() && end - start < 40 && Tag.isNameChar(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  private String page() {
    return titled("is a web page, not a feed; look for the page's link to its feed");
  }

  private String whatItIs() {
    if (isBlank(0, text.length())) {
      return "the document is empty";
    }
    return switch (strange) {
      case "" -> "this is not a feed: there is no feed tag in it";
      case "opml" -> "this is an OPML list of feeds, not a feed; use one of the addresses in it";
      case "urlset", "sitemapindex" -> "this is a sitemap, not a feed";
      default -> titled("is not a feed: it begins with <" + strange + ">");
    };
  }

  /// A page's title tells a login page from a notice of maintenance.
  private String titled(String what) {
    var reach = text.substring(0, Math.min(REACH, text.length())).toLowerCase(Locale.ROOT);
    var start = reach.indexOf("<title>");
    var end = start < 0 ? -1 : text.indexOf('<', start + 7);
    if (end < 0) {
      return "this " + what;
    }
    var title = text.substring(start + 7, Math.min(end, start + 107));
    return "“" + MaybeHtml.line(title) + "” " + what;
  }
}
