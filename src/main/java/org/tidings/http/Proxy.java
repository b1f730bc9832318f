// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.util.Optional;
import org.tidings.secret.Secret;

/// An HTTP proxy, and how we log in to it.
///
/// @param address `http://host:port`
/// @param login the value of Proxy-Authorization (RFC 9110 section 11.7.2), which only the proxy
///     sees; absent: it is open to us
public record Proxy(URI address, Optional<Secret> login) {
  /// One that wants no login.
  public static Proxy open(URI address) {
    return new Proxy(address, Optional.empty());
  }

  /// One with basic authentication. Between us and it the password can be read along, as with
  /// every HTTP proxy.
  public static Proxy of(URI address, String user, Secret password) {
    return new Proxy(address, Optional.of(Access.basic(user, password)));
  }
}
