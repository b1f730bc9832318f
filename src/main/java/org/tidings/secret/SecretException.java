// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

/// A secret that is needed can't be had. The message says where it was looked for and what to do.
public final class SecretException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SecretException(String message) {
    super(message);
  }

  public SecretException(String message, Throwable cause) {
    super(message, cause);
  }
}
