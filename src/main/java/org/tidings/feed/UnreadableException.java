// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

/// A document that can't be read; ends the parse from wherever that shows. Its message is for the
/// owner.
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableException(String reason) {
    super(reason);
  }

  UnreadableException(String reason, Throwable cause) {
    super(reason, cause);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
