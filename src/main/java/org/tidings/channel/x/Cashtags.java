// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.util.regex.Pattern;

/// `$TICKER`: X refuses a post with more than one (docs.x.com, "Developer guidelines").
final class Cashtags {
  private static final Pattern CASHTAG =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_$])\\$(?=[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?![\\p{L}\\p{N}]))");

  /// The sign that looks the same and makes no link (U+FF04).
  private static final String PLAIN = "\uFF04";

  private Cashtags() {}

  /// The text with every cashtag but the first made plain words. Weighs one more for each.
  static String defused(String text) {
    var cashtags = CASHTAG.matcher(text);
    var out = new StringBuilder();
    var first = true;
    while (cashtags.find()) {
      cashtags.appendReplacement(out, first ? "\\$" : PLAIN);
      first = false;
    }
    return cashtags.appendTail(out).toString();
  }
}
