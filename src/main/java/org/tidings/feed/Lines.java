// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

/// Lines of a document, as an editor counts them.
final class Lines {
  private Lines() {}

  /// The line that an index is in; the first is 1.
  static int at(String text, int index) {
    var end = Math.min(index, text.length());
    var line = 1;
    for (var i = 0; i < end; i++) {
      var c = text.charAt(i);
      var pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      line += c == '\n' || (c == '\r' && !pair) ? 1 : 0;
    }
    return line;
  }
}
