// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes what feeds write as links into addresses. Resolves as RFC 3986 section 5.2 says, which
/// [URI#resolve] does not for `?query` references and bases without a path, and encodes what does
/// not belong into an address instead of refusing it, as browsers do.
final class UriReference {
  /// Longer ones are data, not addresses; browsers and platforms stop at about 2,000 to 8,000.
  private static final int MAX_LENGTH = 4096;

  private static final int MAX_PORT = 65_535;

  /// RFC 3986 appendix B.
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?",
          Pattern.DOTALL);

  private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?(\\[[^]]*]|[^:]*)(:\\d{0,5})?");

  /// What names of hosts are made of, with the underscore that some have; or an IPv6 address.
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+]");

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";

  private UriReference() {}

  /// The five parts of a reference; absent is not the same as empty.
  private record Parts(
      Optional<String> scheme,
      Optional<String> authority,
      String path,
      Optional<String> query,
      Optional<String> fragment) {

    static Parts of(String reference) {
      var found = REFERENCE.matcher(reference);
      if (!found.matches()) {
        throw new IllegalStateException("the pattern matches everything: " + reference);
      }
      return new Parts(
          Optional.ofNullable(found.group(1)).map(it -> it.toLowerCase(Locale.ROOT)),
          Optional.ofNullable(found.group(2)),
          found.group(3),
          Optional.ofNullable(found.group(4)),
          Optional.ofNullable(found.group(5)));
    }
  }

  /// The http or https address that a reference means; absent if it means none.
  static Optional<URI> resolve(URI base, String written) {
    var trimmed = trim(written);
    if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return assemble(target(Parts.of(base.toString()), Parts.of(slashes(trimmed))));
  }

  /// Browsers remove line breaks and tabs anywhere, and space at both ends.
  private static String trim(String written) {
    var out = new StringBuilder(Math.min(written.length(), MAX_LENGTH));
    written
        .chars()
        .filter(c -> c != '\t' && c != '\n' && c != '\r')
        .forEach(c -> out.append((char) c));
    return ampersands(stripped(out.toString()));
  }

  /// Space of every kind: people paste addresses with some that does not break.
  private static String stripped(String text) {
    var start = 0;
    var end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || Character.isSpaceChar(c);
  }

  /// An ampersand that was encoded twice, or more often: no address has that in it.
  private static String ampersands(String address) {
    var once = address.replace("&amp;", "&").replace("&#038;", "&").replace("&#38;", "&");
    return once.equals(address) ? once : ampersands(once);
  }

  private static String slashes(String reference) {
    var end = reference.indexOf('?');
    var path = end < 0 ? reference : reference.substring(0, end);
    return path.replace('\\', '/') + (end < 0 ? "" : reference.substring(end));
  }

  /// RFC 3986 section 5.2.2.
  private static Parts target(Parts base, Parts ref) {
    if (ref.scheme().isPresent()) {
      return new Parts(
          ref.scheme(), ref.authority(), removeDots(ref.path()), ref.query(), ref.fragment());
    }
    if (ref.authority().isPresent()) {
      return new Parts(
          base.scheme(), ref.authority(), removeDots(ref.path()), ref.query(), ref.fragment());
    }
    if (ref.path().isEmpty()) {
      var query = ref.query().isPresent() ? ref.query() : base.query();
      return new Parts(base.scheme(), base.authority(), base.path(), query, ref.fragment());
    }
    var path = ref.path().startsWith("/") ? ref.path() : merge(base, ref.path());
    return new Parts(
        base.scheme(), base.authority(), removeDots(path), ref.query(), ref.fragment());
  }

  private static String merge(Parts base, String path) {
    return base.path().isEmpty()
        ? "/" + path
        : base.path().substring(0, base.path().lastIndexOf('/') + 1) + path;
  }

  /// RFC 3986 section 5.2.4.
  private static String removeDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    var kept = new ArrayDeque<String>();
    var segments = path.substring(1).split("/", -1);
    for (var i = 0; i < segments.length; i++) {
      var dots = segments[i].equals(".") || segments[i].equals("..");
      if (segments[i].equals("..")) {
        kept.pollLast();
      }
      if (!dots) {
        kept.add(segments[i]);
      } else if (i == segments.length - 1) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }

  private static Optional<URI> assemble(Parts parts) {
    var scheme = parts.scheme().orElse("");
    var authority = parts.authority().flatMap(UriReference::authority);
    if (!(scheme.equals("http") || scheme.equals("https")) || authority.isEmpty()) {
      return Optional.empty();
    }
    var address =
        scheme
            + "://"
            + authority.get()
            + encode(parts.path(), "")
            + parts.query().map(it -> "?" + encode(it, "?[]")).orElse("")
            + parts.fragment().map(it -> "#" + encode(it, "?")).orElse("");
    try {
      return Optional.of(new URI(address));
    } catch (URISyntaxException e) {
      // What is left after encoding is a broken host: no address.
      return Optional.empty();
    }
  }

  /// Host and port; a user name before them would be a credential, and is never part of a link.
  private static Optional<String> authority(String written) {
    var found = AUTHORITY.matcher(written);
    if (!found.matches() || found.group(1).isBlank()) {
      return Optional.empty();
    }
    var port = found.group(2) == null || found.group(2).length() == 1 ? "" : found.group(2);
    if (!port.isEmpty() && Integer.parseInt(port.substring(1)) > MAX_PORT) {
      return Optional.empty();
    }
    try {
      var host = found.group(1);
      var ascii = host.startsWith("[") ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
      return Optional.of(ascii.toLowerCase(Locale.ROOT) + port)
          .filter(_ -> HOST.matcher(ascii).matches());
    } catch (IllegalArgumentException e) {
      // not a host name in any script
      return Optional.empty();
    }
  }

  private static String encode(String part, String alsoLegal) {
    var out = new StringBuilder(part.length() + 8);
    var all = part.getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < all.length; i++) {
      var c = (char) (all[i] & 0xFF);
      var legal = UNRESERVED.indexOf(c) >= 0 || alsoLegal.indexOf(c) >= 0 || isEscape(all, i);
      out.append(legal ? Character.toString(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return out.toString();
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return bytes[at] == '%'
        && at + 2 < bytes.length
        && Character.digit(bytes[at + 1], 16) >= 0
        && Character.digit(bytes[at + 2], 16) >= 0;
  }
}
