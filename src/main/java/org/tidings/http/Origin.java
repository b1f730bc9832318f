// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.util.Locale;

/// The part of an address that may be shown: scheme, host and port. Paths and queries of webhook
/// addresses are credentials.
public record Origin(String scheme, String host, int port) {
  /// The origin of an address.
  ///
  /// @param uri absolute, with a host
  public static Origin of(URI uri) {
    var scheme = uri.getScheme() == null ? "?" : uri.getScheme().toLowerCase(Locale.ROOT);
    var host = uri.getHost() == null ? "?" : uri.getHost().toLowerCase(Locale.ROOT);
    return new Origin(scheme, host, uri.getPort());
  }

  @Override
  public String toString() {
    return scheme + "://" + host + (port < 0 ? "" : ":" + port);
  }
}
