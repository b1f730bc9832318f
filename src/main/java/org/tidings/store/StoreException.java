// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

/// The database can't be used: disk full, damaged file, another instance. The message says what to
/// do. After one of these nothing may be sent until the database was opened again: a commit that
/// failed may yet turn out to have happened.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
