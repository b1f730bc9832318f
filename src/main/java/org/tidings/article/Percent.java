// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/// Percent-encoding in its one normal form (RFC 3986 section 6.2.2): what needs none has none, and
/// hexadecimal digits are upper case.
final class Percent {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Percent() {}

  static String normalise(String raw) {
    var out = new StringBuilder(raw.length());
    for (var i = 0; i < raw.length(); ) {
      if (isEncoded(raw, i)) {
        var octet = HexFormat.fromHexDigits(raw, i + 1, i + 3);
        if (isUnreserved(octet)) {
          out.append((char) octet);
        } else {
          out.append('%').append(HEX.toHexDigits((byte) octet));
        }
        i += 3;
      } else {
        var c = raw.codePointAt(i);
        append(out, c);
        i += Character.charCount(c);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c > ' ' && c < 0x7F && c != '%' && c != '"' && c != '<' && c != '>') {
      out.append((char) c);
      return;
    }
    for (var octet : Character.toString(c).getBytes(UTF_8)) {
      out.append('%').append(HEX.toHexDigits(octet));
    }
  }

  private static boolean isEncoded(String raw, int at) {
    return raw.charAt(at) == '%'
        && at + 2 < raw.length()
        && HexFormat.isHexDigit(raw.charAt(at + 1))
        && HexFormat.isHexDigit(raw.charAt(at + 2));
  }

  private static boolean isUnreserved(int octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || octet == '-'
        || octet == '.'
        || octet == '_'
        || octet == '~';
  }
}
