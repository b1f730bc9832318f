// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.UnknownHostException;

/// Our own guard said no, before a byte left. Its words may be shown: they hold no path, query or
/// header. An UnknownHostException because HttpClient's resolver may throw nothing else.
final class RefusedException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  private final String why;

  RefusedException(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
