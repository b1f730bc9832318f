// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.util.Set;

/// Which ports of a public address we talk to. Self-hosted servers use any port from 1024 up, so
/// those are open but for the ones where other protocols listen, which a forged request could
/// drive; below 1024 only the two of HTTP are. An address the owner allowed has all its ports.
final class Ports {
  /// The blocked ports from 1024 up (fetch.spec.whatwg.org, section 2.9 "port blocking").
  private static final Set<Integer> OTHER_PROTOCOLS =
      Set.of(
          1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
          6669, 6679, 6697, 10080);

  private Ports() {}

  static boolean open(int port) {
    return port == 80 || port == 443 || (port >= 1024 && !OTHER_PROTOCOLS.contains(port));
  }
}
