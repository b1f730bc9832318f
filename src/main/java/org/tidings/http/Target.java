// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address, read once: what is checked here is what is dialled and what stands in the Host
/// field, with no second reading in between.
///
/// @param scheme http or https
/// @param host a name in ASCII and small letters, or an IP address without brackets
/// @param port as written; absent: the scheme's own
/// @param path with the query, percent-encoded
record Target(String scheme, String host, Optional<Integer> port, String path) {
  private static final Pattern AUTHORITY = Pattern.compile("([^:\\[\\]@]+)(?::(\\d{0,5}))?");
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
  private static final Pattern V4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

  /// A last label that makes some readers see an IPv4 address, such as `0x7f.1` or `2130706433`
  /// (url.spec.whatwg.org, "ends in a number").
  private static final Pattern NUMBER_AT_END = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

  static Target of(URI uri) throws RefusedException {
    var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new RefusedException("refused: the scheme is not http or https");
    }
    var authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    if (authority.contains("@")) {
      throw new RefusedException("refused: a user name in the address");
    }
    if (authority.startsWith("[")) {
      return new Target(scheme, v6(uri), port(uri.getPort()), path(uri));
    }
    // java.net.URI finds no host in names with an underscore or beyond ASCII, so we look ourselves.
    var parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      throw new RefusedException("refused: no host in the address");
    }
    var digits = parts.group(2);
    var port = digits == null || digits.isEmpty() ? -1 : Integer.parseInt(digits);
    return new Target(scheme, name(parts.group(1)), port(port), path(uri));
  }

  boolean secure() {
    return scheme.equals("https");
  }

  int effectivePort() {
    return port.orElse(secure() ? 443 : 80);
  }

  boolean sameOrigin(Target other) {
    return scheme.equals(other.scheme)
        && host.equals(other.host)
        && effectivePort() == other.effectivePort();
  }

  /// The same host, with or without `www.`, whatever the scheme.
  boolean sameSite(Target other) {
    return withoutWww(host).equals(withoutWww(other.host));
  }

  /// Scheme, host and port: all that may be shown.
  @Override
  public String toString() {
    var shown = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + shown + port.map(it -> ":" + it).orElse("");
  }

  static boolean isSameSite(URI one, URI other) {
    try {
      return of(one).sameSite(of(other));
    } catch (RefusedException _) {
      return false; // nothing is sent there
    }
  }

  private static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private static String v6(URI uri) throws RefusedException {
    var host = Optional.ofNullable(uri.getHost()).orElse("");
    if (host.length() < 4 || host.contains("%")) {
      throw new RefusedException("refused: not a plain IPv6 address");
    }
    return InetAddress.ofLiteral(host.substring(1, host.length() - 1)).getHostAddress();
  }

  private static String name(String written) throws RefusedException {
    var name = ascii(written).toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (!NAME.matcher(name).matches()) {
      throw new RefusedException("refused: not a host name");
    }
    if (NUMBER_AT_END.matcher(name).matches() && !isV4(name)) {
      throw new RefusedException("refused: an IP address must be written as four plain numbers");
    }
    return name;
  }

  /// As DNS has it (RFC 5890 section 2.3.2.1); digits of other scripts become plain ones here, and
  /// so can't hide an address.
  private static String ascii(String name) throws RefusedException {
    try {
      return IDN.toASCII(name);
    } catch (IllegalArgumentException _) {
      throw new RefusedException("refused: not a host name");
    }
  }

  private static boolean isV4(String name) {
    if (!V4.matcher(name).matches()) {
      return false;
    }
    for (var number : name.split("\\.", -1)) {
      if (Integer.parseInt(number) > 255) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Integer> port(int port) throws RefusedException {
    if (port == 0 || port > 65_535) {
      throw new RefusedException("refused: no such port");
    }
    return port < 0 ? Optional.empty() : Optional.of(port);
  }

  private static String path(URI uri) {
    var ascii = URI.create(uri.toASCIIString());
    var path = Optional.ofNullable(ascii.getRawPath()).filter(it -> !it.isEmpty()).orElse("/");
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }
}
