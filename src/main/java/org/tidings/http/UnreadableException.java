// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.io.IOException;

/// An answer that we stopped reading. Its words may be shown: they are all our own.
final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String why;

  UnreadableException(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
