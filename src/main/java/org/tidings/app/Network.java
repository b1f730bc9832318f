// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.time.Instant;
import java.util.List;
import org.tidings.http.Egress;
import org.tidings.http.Http;

/// The way out and the time, for commands that need nothing else.
public final class Network implements AutoCloseable {
  private final Egress egress;
  private final List<String> allowPrivate;

  private Network(Egress egress, List<String> allowPrivate) {
    this.egress = egress;
    this.allowPrivate = List.copyOf(allowPrivate);
  }

  /// Opens the way out.
  ///
  /// @param allowPrivate private addresses that may be reached
  public static Network open(List<String> allowPrivate) {
    return new Network(Egress.open(Version.current()), allowPrivate);
  }

  public Http http() {
    return egress.http(allowPrivate);
  }

  public Instant now() {
    return Instant.now();
  }

  @Override
  public void close() {
    egress.close();
  }
}
