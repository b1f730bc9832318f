// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.IOException;

/// A proxy that did not connect us to where we wanted to go.
final class ProxyException extends IOException {
  private static final long serialVersionUID = 1;
  private final int status;

  ProxyException(int status) {
    super("HTTP " + status);
    this.status = status;
  }

  String why() {
    return status == 407
        ? "the proxy wants a login (HTTP 407), which we can't give"
        : "the proxy does not connect us (HTTP " + status + ")";
  }
}
