// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

/// The death of the process, as far as one thread can play it: nothing of ours catches it.
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash(String where) {
    super(where, null, false, false);
  }
}
