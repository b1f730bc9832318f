// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import java.util.List;

/// Texts as X reads them, by its own library: twitter-text 3.1.0 (2020), configuration 3.
///
/// The library's pattern for addresses takes time that grows with the square of a host's labels: 20
/// minutes for 32,000 characters of `a.a.a…`, which any feed can send. An address holds no space,
/// so it is given one word at a time, and words of which no host could be made are not shown to it.
public final class TwitterText {
  private static final Extractor EXTRACTOR = new Extractor();

  /// What any link counts (docs.x.com, "Counting characters").
  private static final int LINK = 23;

  /// A host with more labels than this is counted as it stands: rather too much than too little.
  private static final int MOST_LABELS = 12;

  /// twitter-text's `MAX_URL_LENGTH`: what is longer is no address.
  private static final int LONGEST_WORD = 4096;

  private TwitterText() {}

  /// How much a text counts: 1 for Latin and its neighbours, 2 for other scripts and for any emoji,
  /// 23 for any link, also one without a scheme.
  ///
  /// A host whose top-level domain is younger than the library is no link to it, but may be one to
  /// X: with a scheme it counts at least as much as a link.
  static int weight(String text) {
    return weight(text, Integer.MAX_VALUE);
  }

  /// Whether a text counts at most so much; looks no further than it must.
  static boolean fits(String text, int max) {
    return weight(text, max) <= max;
  }

  /// Whether X makes a link of anything in a text, or might.
  public static boolean hasLink(String text) {
    for (var word : text.split("[ \n]", -1)) {
      if (!readable(word).equals(word)
          || !EXTRACTOR.extractURLs(word).isEmpty()
          || !Links.in(word).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Where the cashtags (`$TICKER`) of a text begin.
  public static List<Integer> cashtags(String text) {
    return text.indexOf('$') < 0 && text.indexOf('＄') < 0
        ? List.of()
        : EXTRACTOR.extractCashtagsWithIndices(text).stream()
            .map(Extractor.Entity::getStart)
            .toList();
  }

  private static int weight(String text, int enough) {
    var weight = 0L;
    for (var start = 0; start <= text.length() && weight <= enough; ) {
      var end = endOfWord(text, start);
      weight += start < end ? ofWord(text.substring(start, end)) : 0;
      // The space after it counts 1, like every character of its range.
      weight += end < text.length() ? 1 : 0;
      start = end + 1;
    }
    return (int) Math.min(weight, Integer.MAX_VALUE);
  }

  private static int endOfWord(String text, int start) {
    var end = start;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  private static int ofWord(String word) {
    var readable = readable(word);
    var weight = TwitterTextParser.parseTweet(readable).weightedLength;
    if (!readable.contains("://") || !EXTRACTOR.extractURLs(readable).isEmpty()) {
      return weight;
    }
    for (var link : Links.in(readable)) {
      var alone = readable.substring(link.start(), link.end());
      weight += Math.max(0, LINK - TwitterTextParser.parseTweet(alone).weightedLength);
    }
    return weight;
  }

  /// The word, or one of the same weight in which nothing is an address.
  private static String readable(String word) {
    return word.length() > LONGEST_WORD || hasManyLabels(word) ? word.replace('.', ',') : word;
  }

  private static boolean hasManyLabels(String word) {
    var labels = 0;
    for (var i = 0; i < word.length() && labels < MOST_LABELS; i++) {
      var isEndOfLabel = word.charAt(i) == '.' && !word.startsWith("..", i);
      labels = word.charAt(i) == '/' ? 0 : labels + (isEndOfLabel ? 1 : 0);
    }
    return labels >= MOST_LABELS;
  }
}
