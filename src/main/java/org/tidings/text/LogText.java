// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/// Foreign text made safe for a log line or a terminal: one line, no escape sequences, nothing
/// that changes the order of what stands after it.
public final class LogText {
  /// In bytes of UTF-8: what journald, syslog and a terminal all take on one line.
  private static final int MAX_BYTES = 2048;

  private static final String CUT = "…";

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private LogText() {}

  /// Control, format and line-separating characters are written as `\n` or `\u001B`; at most 2 KiB
  /// of UTF-8, its end marked if it was cut.
  public static String safe(String foreign) {
    var out = new StringBuilder(Math.min(foreign.length(), MAX_BYTES) + 16);
    var bytes = 0;
    var roomy = 0;
    for (var i = 0; i < foreign.length(); ) {
      var c = foreign.codePointAt(i);
      i += Character.charCount(c);
      var shown = show(c);
      bytes += shown.getBytes(UTF_8).length;
      if (bytes > MAX_BYTES) {
        return out.substring(0, roomy) + CUT;
      }
      out.append(shown);
      roomy = bytes <= MAX_BYTES - CUT.getBytes(UTF_8).length ? out.length() : roomy;
    }
    return out.toString();
  }

  private static String show(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isSafe(c) ? Character.toString(c) : escape(c);
    };
  }

  /// The joiners stay: families of emoji, Hindi and Persian are written with them, and they change
  /// the order of nothing.
  private static boolean isSafe(int c) {
    if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static String escape(int c) {
    var units = new StringBuilder();
    for (var unit : Character.toChars(c)) {
      units.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
    }
    return units.toString();
  }
}
