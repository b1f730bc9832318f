// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the web addresses in plain text, as the platforms do.
public final class Links {
  /// With scheme only: Mastodon and Bluesky make links of nothing else unasked. Ends at scripts
  /// written without spaces, so that text which follows an address there stays text, as with
  /// twitter-text's `valid_url`, on which Mastodon's pattern is built.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}@＠#$])https?://"
              + "[^\\s<>\"\\p{Cc}\\p{Z}“”„«»‹›（）「」『』、。，！？"
              + "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]+",
          Pattern.CASE_INSENSITIVE);

  private static final String NOT_AT_END = ".,;:!?'’‘…*_~|";

  private Links() {}

  /// An address in a text.
  ///
  /// @param start index of its first UTF-16 unit
  /// @param end index after its last
  public record Found(int start, int end, URI target) {}

  /// All addresses, in order.
  public static List<Found> in(String text) {
    if (!text.contains("://")) {
      return List.of();
    }
    var found = new ArrayList<Found>();
    var matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      var end = endOf(text, matcher.start(), matcher.end());
      target(text.substring(matcher.start(), end))
          .ifPresent(it -> found.add(new Found(matcher.start(), end, it)));
    }
    return found;
  }

  /// Without the sentence's own punctuation, and without a bracket that was opened before it.
  private static int endOf(String text, int start, int end) {
    var last = end;
    while (last > start) {
      var c = text.charAt(last - 1);
      var closesNothing =
          (c == ')' && surplus(text, start, last, '(', ')'))
              || (c == ']' && surplus(text, start, last, '[', ']'));
      if (NOT_AT_END.indexOf(c) < 0 && !closesNothing) {
        break;
      }
      last--;
    }
    return last;
  }

  private static boolean surplus(String text, int start, int end, char open, char close) {
    var part = text.substring(start, end);
    return part.chars().filter(it -> it == close).count()
        > part.chars().filter(it -> it == open).count();
  }

  private static Optional<URI> target(String address) {
    try {
      var uri = new URI(address);
      return Optional.of(uri).filter(it -> it.getHost() != null || it.getAuthority() != null);
    } catch (URISyntaxException _) {
      // Not an address after all, but it only looks like one: platforms disagree on those.
      return Optional.empty();
    }
  }
}
