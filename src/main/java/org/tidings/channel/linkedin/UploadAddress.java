// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Where a picture may be sent with the token. LinkedIn names a host other than the interface's
/// (`www.linkedin.com/dms-uploads/…`); an answer must not be able to name just any.
final class UploadAddress {
  private static final String LINKEDIN = "linkedin.com";

  private UploadAddress() {}

  /// The address, if it is the interface's own origin or, where that is LinkedIn's, another host of
  /// LinkedIn's by https.
  static Optional<URI> of(String written, URI api) {
    try {
      var address = new URI(written);
      var allowed =
          sameOrigin(address, api) || (linkedins(api) && linkedins(address) && plain(address));
      return Optional.of(address).filter(_ -> allowed && address.getRawUserInfo() == null);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getScheme() != null
        && one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getRawAuthority() != null
        && one.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
  }

  private static boolean plain(URI address) {
    return "https".equalsIgnoreCase(address.getScheme()) && address.getPort() == -1;
  }

  private static boolean linkedins(URI address) {
    var host = Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return host.equals(LINKEDIN) || host.endsWith("." + LINKEDIN);
  }
}
