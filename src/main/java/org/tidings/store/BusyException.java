// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

/// Another instance works on this state folder. It was left alone.
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BusyException(String message) {
    super(message);
  }
}
