// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.nio.charset.Charset;
import java.util.Optional;
import org.jsoup.nodes.Entities;

/// Character references of HTML: `&amp;`, `&#8217;`, `&#x2019;`, always with their semicolon.
public final class HtmlEntities {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /// `&CounterClockwiseContourIntegral;` is the longest name.
  private static final int MAX_LENGTH = 34;

  private HtmlEntities() {}

  /// One reference that was found.
  ///
  /// @param value what it stands for; empty if it is numeric and stands for nothing legal
  /// @param end index after its semicolon
  public record Reference(String value, int end) {}

  /// The reference that starts at `text.charAt(start)`, an ampersand; none if it is not one, or has
  /// a name that HTML does not know.
  public static Optional<Reference> at(String text, int start) {
    var limit = Math.min(text.length(), start + MAX_LENGTH);
    var end = start + 1;
    while (end < limit && isNameChar(text.charAt(end))) {
      end++;
    }
    if (end >= limit || text.charAt(end) != ';' || end == start + 1) {
      return Optional.empty();
    }
    var name = text.substring(start + 1, end);
    var value = name.charAt(0) == '#' ? numeric(name) : named(name);
    var after = end + 1;
    return value.map(it -> new Reference(it, after));
  }

  /// Decodes every reference once; everything else stays.
  public static String decode(String text) {
    var out = new StringBuilder(text.length());
    var from = 0;
    for (var amp = text.indexOf('&'); amp >= 0; amp = text.indexOf('&', from)) {
      out.append(text, from, amp);
      var found = at(text, amp);
      out.append(found.map(Reference::value).orElse("&"));
      from = found.map(Reference::end).orElse(amp + 1);
    }
    return out.append(text, from, text.length()).toString();
  }

  /// Whether the text has any reference in it.
  public static boolean in(String text) {
    for (var amp = text.indexOf('&'); amp >= 0; amp = text.indexOf('&', amp + 1)) {
      if (at(text, amp).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNameChar(char c) {
    return c == '#' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static Optional<String> named(String name) {
    return Entities.isNamedEntity(name) ? Optional.of(Entities.getByName(name)) : Optional.empty();
  }

  private static Optional<String> numeric(String name) {
    var hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
    var digits = name.substring(hex ? 2 : 1);
    if (digits.isEmpty() || !digits.chars().allMatch(c -> Character.digit(c, hex ? 16 : 10) >= 0)) {
      return Optional.empty();
    }
    // eight digits are beyond Unicode in any radix, and fit an int
    return Optional.of(
        digits.length() > 8 ? "" : legal(Integer.parseUnsignedInt(digits, hex ? 16 : 10)));
  }

  /// XML 1.0 section 2.2, but 128–159 mean windows-1252 as browsers read them (HTML standard,
  /// numeric character reference end state).
  private static String legal(int c) {
    if (c >= 0x80 && c <= 0x9F) {
      return new String(new byte[] {(byte) c}, WINDOWS_1252);
    }
    var ok =
        c == '\t'
            || c == '\n'
            || c == '\r'
            || (c >= ' ' && c <= 0xD7FF)
            || (c >= 0xE000 && c <= 0xFFFD)
            || (c >= 0x10000 && c <= 0x10FFFF);
    return ok ? Character.toString(c) : "";
  }
}
