// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.net.IDN;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses as people write them.
public final class TypedAddress {
  /// Scheme, host, and the rest; [URI] knows no host beyond ASCII.
  private static final Pattern PARTS =
      Pattern.compile("(?i)(https?://)([^/?#:@\\s]+|\\[[^]]*])(.*)");

  private TypedAddress() {}

  /// The http or https address that was meant: with `https://` in front where no scheme is given,
  /// without the `feed:` that some browsers put there, its host in ASCII. One with a login is none.
  public static Optional<URI> of(String typed) {
    var bare = typed.strip().replaceFirst("(?i)^feed:(//)?(?=https?:)", "");
    bare = bare.replaceFirst("(?i)^feed://", "https://");
    var parts = PARTS.matcher(bare.matches("(?i)https?://.*") ? bare : "https://" + bare);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      var host = parts.group(2);
      var ascii = host.startsWith("[") ? host : IDN.toASCII(host);
      return Optional.of(URI.create(parts.group(1) + ascii + parts.group(3)))
          .filter(it -> it.getHost() != null);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
