// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.util.function.Function;

/// Servers in this process, reached by the real follower of redirects.
public final class Redirecting {
  private Redirecting() {}

  /// The way to them.
  ///
  /// @param servers what answers one request to one server
  public static Http to(Function<Request, Reply> servers) {
    return new Courier((request, _) -> servers.apply(request));
  }
}
