// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Turns a host name into addresses.
@FunctionalInterface
interface Names {
  /// All addresses of a name, at least one.
  ///
  /// @throws UnknownHostException if it has none, or the calling thread was interrupted
  List<InetAddress> lookUp(String name) throws UnknownHostException;
}
