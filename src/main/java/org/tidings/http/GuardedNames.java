// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/// Where HttpClient gets the addresses that it dials, literals included: for every connection, and
/// so for every redirect, they are checked here and then dialled as they are, which leaves no gap
/// for a name that changes its mind.
record GuardedNames(Names names, Guard guard) implements DnsResolver {
  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return guard.admit(addresses(host), port).stream()
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return guard.admit(addresses(host), 443).toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private List<InetAddress> addresses(String host) throws UnknownHostException {
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return names.lookUp(host);
    }
  }
}
