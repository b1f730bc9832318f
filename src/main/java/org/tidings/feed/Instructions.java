// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.util.Locale;

/// Finds the ends of processing instructions and XML declarations, which people end like tags, or
/// not at all.
final class Instructions {
  private static final int UNKNOWN = -2;

  private final String text;
  private int last = UNKNOWN;

  Instructions(String text) {
    this.text = text;
  }

  /// Index behind the one that begins at `text.charAt(lt)`, a `<` before a `?`. Linear in all calls
  /// together: what has no end is not looked for again.
  int after(int lt) {
    var next = text.indexOf('<', lt + 1);
    var stop = next < 0 ? text.length() : next;
    var end = text.indexOf("?>", lt + 2, stop);
    if (end < 0 && !isDeclaration(lt) && lt < lastEnd()) {
      end = text.indexOf("?>", stop); // a program may have a < in it
    }
    var close = text.indexOf('>', lt + 2, stop);
    return end >= 0 ? end + 2 : close >= 0 ? close + 1 : stop;
  }

  private boolean isDeclaration(int lt) {
    var name = text.substring(lt + 2, Math.min(text.length(), lt + 6)).toLowerCase(Locale.ROOT);
    return name.length() == 4 && name.startsWith("xml") && name.charAt(3) <= ' ';
  }

  private int lastEnd() {
    if (last == UNKNOWN) {
      last = text.lastIndexOf("?>");
    }
    return last;
  }
}
