// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import org.tidings.feed.Entry;
import org.tidings.text.HtmlText;
import org.tidings.text.Sha256;

/// What an entry said, as hashes in hex: too little to tell what it was, enough to tell that it is
/// another now. Markup, case, punctuation and counts of comments make no difference.
record Version(String title, String summary) {
  /// In bytes. Only an article's own versions are compared.
  private static final int HASH = 8;

  /// In UTF-16 units. Many feeds put all of an article into its summary: what is changed further
  /// down changes no post, and reading it would cost at each poll.
  private static final int SUMMARY = 2_000;

  static Version of(Entry entry) {
    var summary = entry.summaryHtml().orElse("");
    var beginning = summary.substring(0, Math.min(summary.length(), SUMMARY));
    return new Version(hash(entry.title().orElse("")), hash(HtmlText.plain(beginning)));
  }

  static Version stored(byte[] hashes) {
    var hex = HexFormat.of().formatHex(hashes);
    return new Version(hex.substring(0, HASH * 2), hex.substring(HASH * 2));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(title + summary);
  }

  /// What an entry says otherwise than this, in words; empty if nothing.
  String changed(Entry entry) {
    var now = of(entry);
    var words = new ArrayList<String>();
    if (!title.equals(now.title)) {
      words.add(
          entry
              .title()
              .map("the title, which is now \"%s\""::formatted)
              .orElse("the title, which is gone"));
    }
    if (!summary.equals(now.summary)) {
      words.add("the summary");
    }
    return String.join(", and ", words);
  }

  private static String hash(String text) {
    return Sha256.hex(FoldedTitle.of(text).getBytes(UTF_8), HASH);
  }
}
