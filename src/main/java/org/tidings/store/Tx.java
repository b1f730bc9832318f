// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import org.jdbi.v3.core.Handle;

/// A running transaction. Only `*Table` classes look inside.
public final class Tx {
  private final Handle handle;

  Tx(Handle handle) {
    this.handle = handle;
  }

  public Handle handle() {
    return handle;
  }
}
