// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.util.List;
import org.tidings.text.IpBlock;

/// The one way out. Holds what all requests share; safe for use by many threads.
public final class Egress implements AutoCloseable {
  private final String userAgent;

  private Egress(String userAgent) {
    this.userAgent = userAgent;
  }

  /// Opens the way out.
  ///
  /// @param version ours, for the User-Agent
  public static Egress open(String version) {
    return new Egress("Tidings/" + version);
  }

  /// A sender that reaches the public internet and, besides, these private addresses only.
  ///
  /// @param allowPrivate IP addresses or CIDR blocks, as [IpBlock#parse] reads them
  /// @throws IllegalArgumentException if one is neither
  public Http http(List<String> allowPrivate) {
    var allowed = allowPrivate.stream().map(IpBlock::parse).toList();
    return request ->
        new Reply.NotSent(Reply.Cause.UNREACHABLE, userAgent + " " + allowed + " " + request);
  }

  /// Cuts what is still under way.
  @Override
  public void close() {}
}
