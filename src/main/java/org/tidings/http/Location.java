// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Reads the Location field (RFC 9110 section 10.2.2) as leniently as browsers do: servers put
/// spaces and unencoded letters into it.
final class Location {
  private static final String FORBIDDEN = " \"<>\\^`{|}";

  private Location() {}

  /// The absolute address meant, without its fragment; empty if none can be made out.
  ///
  /// @param value the field as it came, one char a byte
  static Optional<URI> resolve(URI base, String value) {
    try {
      var reference = new URI(encoded(value.strip().split("#", 2)[0]));
      if (reference.toString().isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(absolute(base, reference).normalize());
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static URI absolute(URI base, URI reference) {
    if (reference.isAbsolute() || reference.getRawAuthority() != null) {
      return base.resolve(reference);
    }
    var root = URI.create(base.getScheme() + "://" + base.getRawAuthority() + "/");
    var path = Optional.ofNullable(base.getRawPath()).filter(it -> !it.isEmpty()).orElse("/");
    // URI.resolve follows the old RFC 2396: it drops the last segment before a bare query.
    return reference.getRawPath().isEmpty()
        ? root.resolve(path + "?" + reference.getRawQuery())
        : root.resolve(path).resolve(reference);
  }

  private static String encoded(String raw) {
    var encoded = new StringBuilder();
    for (var at = 0; at < raw.length(); at++) {
      var c = raw.charAt(at);
      if (c < ' ' || c == 0x7f) {
        continue;
      }
      if (c > 0x7f || FORBIDDEN.indexOf(c) >= 0 || (c == '%' && !escape(raw, at))) {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  private static boolean escape(String raw, int at) {
    return at + 2 < raw.length()
        && Character.digit(raw.charAt(at + 1), 16) >= 0
        && Character.digit(raw.charAt(at + 2), 16) >= 0;
  }
}
