// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Verifier;

/// One start tag, read leniently: attributes may lack quotes or values, repeat, or be misspelt.
///
/// @param attributes raw values, references not decoded; the first of a name counts
/// @param end index after its `>`
record Tag(String name, Map<String, String> attributes, boolean empty, int end) {
  /// Real feeds have a dozen at most; the JDK's own parser gives up at 200.
  static final int MAX_ATTRIBUTES = 64;

  /// How it is told that there were more.
  static final String MANY_ATTRIBUTES = "tags with very many attributes: the rest was left out";

  /// What an article is lost with: at the next `<`, these are tags all the same.
  private static final Set<String> STRUCTURE =
      Set.of("rss", "feed", "rdf:RDF", "channel", "item", "entry");

  /// An element's name in UTF-16 units; the JDK's own parser gives up at 1,000.
  private static final int MAX_NAME = 200;

  /// The tag at `text.charAt(lt)`, a `<`; none if that is only a character.
  static Optional<Tag> at(String text, int lt, Repairs repairs) {
    var nameEnd = nameEnd(text, lt + 1);
    if (nameEnd == lt + 1 || nameEnd - lt > MAX_NAME) {
      return Optional.empty();
    }
    var name = text.substring(lt + 1, nameEnd);
    var reader = new Attributes(text, nameEnd, repairs);
    var whole = reader.read();
    if (!whole && reader.pos < text.length() && STRUCTURE.contains(name)) {
      repairs.note("tags without their >");
      whole = true;
    }
    return whole
        ? Optional.of(new Tag(qualified(name), reader.found, reader.empty, reader.pos))
        : Optional.empty();
  }

  /// Whether the end tag of that name is next; XHTML may write `<br></br>`.
  static boolean isEndedAt(String text, int start, String name) {
    var at = start;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.startsWith("</" + name, at) && nameEnd(text, at + 2) == at + 2 + name.length();
  }

  static int nameEnd(String text, int start) {
    if (start >= text.length() || !isNameStart(text.charAt(start))) {
      return start;
    }
    var end = start + 1;
    while (end < text.length() && isNameChar(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /// A name with at most one colon, and not at its ends.
  static String qualified(String name) {
    var colon = name.indexOf(':');
    if (colon < 0) {
      return name;
    }
    var local = name.substring(colon + 1).replace(':', '_');
    var usable = colon > 0 && !local.isEmpty() && isNameStart(local.charAt(0));
    return usable ? name.substring(0, colon) + ":" + local : name.replace(':', '_');
  }

  private static boolean isNameStart(char c) {
    return c == '_' || Verifier.isXMLLetter(c);
  }

  static boolean isNameChar(char c) {
    return isNameStart(c) || c == '-' || c == '.' || c == ':' || (c >= '0' && c <= '9');
  }

  /// Reads from behind the name to behind the `>`.
  private static final class Attributes {
    private final String text;
    private final Repairs repairs;
    private final Map<String, String> found = new LinkedHashMap<>();
    private int pos;
    private boolean empty;

    Attributes(String text, int start, Repairs repairs) {
      this.text = text;
      this.pos = start;
      this.repairs = repairs;
    }

    /// Whether it came to the `>`; at another `<` first, it was no tag.
    boolean read() {
      while (pos < text.length()) {
        var c = text.charAt(pos);
        if (c == '>') {
          pos++;
          return true;
        }
        if (c == '<') {
          return false;
        }
        empty = c == '/';
        var end = nameEnd(text, pos);
        if (end > pos) {
          attribute(end);
        } else {
          pos++;
        }
      }
      return false;
    }

    private void attribute(int nameEnd) {
      var name = qualified(text.substring(pos, nameEnd));
      pos = nameEnd;
      skipSpace();
      var value = "";
      if (pos < text.length() && text.charAt(pos) == '=') {
        pos++;
        skipSpace();
        value = value();
      } else {
        repairs.note("attributes without a value");
      }
      if (name.length() > MAX_NAME) {
        repairs.note("attributes with very long names, which were left out");
      } else if (found.containsKey(name)) {
        repairs.note("attributes that were there twice");
      } else if (found.size() < MAX_ATTRIBUTES) {
        found.put(name, value);
      } else {
        repairs.note(MANY_ATTRIBUTES);
      }
    }

    private String value() {
      var quote = pos < text.length() ? text.charAt(pos) : ' ';
      if (quote != '"' && quote != '\'') {
        return bare(pos);
      }
      var end = text.indexOf(quote, pos + 1);
      if (isOpen(pos + 1, end)) {
        return bare(pos + 1);
      }
      end = end < 0 ? text.length() : end;
      var value = text.substring(pos + 1, end);
      pos = Math.min(text.length(), end + 1);
      return value;
    }

    /// Whether the quote that would end a value begins another one: there are tags between, and
    /// behind it comes what stands inside of quotes. Everything up to there would be lost.
    private boolean isOpen(int start, int end) {
      return end < 0
          ? text.indexOf('>', start) >= 0
          : text.indexOf('<', start, end) >= 0 && isInsideAt(end + 1);
    }

    private boolean isInsideAt(int at) {
      return at < text.length()
          && !Character.isWhitespace(text.charAt(at))
          && text.charAt(at) != '>'
          && !text.startsWith("/>", at);
    }

    /// A value without quotes ends with white space, its tag, or the next.
    private String bare(int start) {
      pos = start;
      while (pos < text.length() && " \t\r\n<>".indexOf(text.charAt(pos)) < 0) {
        pos++;
      }
      if (pos < text.length() && text.charAt(pos) != '<') {
        repairs.note("attributes without quotes");
      }
      var slash = pos > start && pos < text.length() && text.startsWith("/>", pos - 1);
      pos -= slash ? 1 : 0;
      return text.substring(start, pos);
    }

    private void skipSpace() {
      while (pos < text.length() && text.charAt(pos) <= ' ') {
        pos++;
      }
    }
  }
}
