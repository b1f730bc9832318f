// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `[websub]`.
final class WebSubReader {
  private static final Pattern LISTEN = Pattern.compile("(\\[.+]|[\\d.]+):(\\d{1,5})");
  private static final String LOOPBACK = "localhost|127\\.[\\d.]+|\\[::1]";

  private WebSubReader() {}

  static WebSubSettings read(Section section) {
    var callback = section.requiredAddress("callback");
    var host = Optional.ofNullable(callback.getHost()).orElse("");
    if (!"https".equals(callback.getScheme()) && !host.matches(LOOPBACK)) {
      section.problem(
          "callback", "should begin with https://: pushes pass other people's networks");
    }
    var rsscloud = section.address("rsscloud");
    endsWithPath(section, "callback", callback);
    rsscloud.ifPresent(it -> endsWithPath(section, "rsscloud", it));
    return new WebSubSettings(callback, rsscloud, listen(section));
  }

  /// What we add to it is the last part of its path.
  private static void endsWithPath(Section section, String key, URI address) {
    if (address.getRawQuery() != null || address.getRawFragment() != null) {
      section.problem(key, "should end with a path, without a question mark or #");
    }
  }

  private static InetSocketAddress listen(Section section) {
    var text = section.text("listen").orElse("127.0.0.1:8474");
    return parsed(text)
        .orElseGet(
            () -> {
              section.problem("listen", "is no address and port; write \"127.0.0.1:8474\"");
              return new InetSocketAddress(InetAddress.getLoopbackAddress(), 8474);
            });
  }

  private static Optional<InetSocketAddress> parsed(String text) {
    var match = LISTEN.matcher(text.strip());
    if (!match.matches() || Integer.parseInt(match.group(2)) > 65_535) {
      return Optional.empty();
    }
    try {
      var address = InetAddress.ofLiteral(match.group(1).replaceAll("[\\[\\]]", ""));
      return Optional.of(new InetSocketAddress(address, Integer.parseInt(match.group(2))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
