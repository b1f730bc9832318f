// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the web addresses in plain text, as the platforms do.
public final class Links {
  /// With scheme only: Mastodon and Bluesky make links of nothing else unasked. The host may be of
  /// any script written with spaces between words; after it stand only the characters that
  /// twitter-text's `valid_url_path` takes, on which Mastodon's pattern is built: so text that
  /// follows an address without a space stays text.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}@＠#$])https?://"
              + "[\\p{L}\\p{M}\\p{N}.\\-:@%_~\\[\\]&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}"
              + "\\p{IsHangul}\\p{IsThai}]]+"
              + "(?:[/?#][!#-;=?-Z\\[\\]_a-z|~\\u2013\\p{IsLatin}\\p{IsCyrillic}]*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HOST = Pattern.compile("(?<=://)[^/?#]*");

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

  /// The same address in a form that every platform recognises whole: other scripts in the path,
  /// invisible characters and punctuation at the end are percent-encoded, the host is in ASCII.
  public static URI recognisable(URI address) {
    var text = address.toString();
    if (isWhole(text)) {
      return address;
    }
    var host = address.getRawAuthority() == null ? "" : address.getRawAuthority();
    try {
      var encoded = URI.create(text.replace("//" + host, "//" + IDN.toASCII(host)));
      var ascii = encoded.toASCIIString();
      return URI.create(isWhole(ascii) ? ascii : withoutPunctuationAtEnd(ascii));
    } catch (IllegalArgumentException _) {
      // The host is no name that the domain name system could know; it stays as it is.
      return address;
    }
  }

  /// One form of an address and of what a platform made of it, to compare them: servers write other
  /// scripts percent-encoded, host names in ASCII and small letters, an empty path as `/`. What is
  /// no address stays as it is.
  public static String canonical(String address) {
    if (address.isBlank()) {
      return "";
    }
    try {
      var uri = recognisable(URI.create(address.strip()));
      var host = Optional.ofNullable(uri.getRawAuthority()).map(Links::inAscii).orElse("");
      var plain = HOST.matcher(uri.toASCIIString()).replaceFirst(Matcher.quoteReplacement(host));
      return plain.matches("[a-z]+://[^/?#]*") ? plain + "/" : plain;
    } catch (IllegalArgumentException _) {
      return address.strip();
    }
  }

  private static String inAscii(String host) {
    return IDN.toASCII(host).toLowerCase(Locale.ROOT);
  }

  private static boolean isWhole(String text) {
    var found = in(text);
    return found.size() == 1
        && found.getFirst().start() == 0
        && found.getFirst().end() == text.length();
  }

  /// RFC 3986 section 2.1: the encoded character means the same.
  private static String withoutPunctuationAtEnd(String address) {
    var last = address.charAt(address.length() - 1);
    return last < 0x80 && !Character.isLetterOrDigit(last)
        ? address.substring(0, address.length() - 1)
            + "%"
            + HexFormat.of().withUpperCase().toHexDigits((byte) last)
        : address;
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
