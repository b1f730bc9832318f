// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

/// The counters of a delivery: doubts in all, the others in a row.
record Counters(int failures, int looks, int stales, int crashes, int doubts) {
  static Counters of(Delivery delivery) {
    return new Counters(
        delivery.failures(),
        delivery.looks(),
        delivery.stales(),
        delivery.crashes(),
        delivery.doubts());
  }

  Counters failed() {
    return new Counters(failures + 1, looks, stales, 0, doubts);
  }

  /// A look that did not find it.
  Counters looked() {
    return new Counters(0, looks + 1, stales, crashes, doubts);
  }

  Counters failedToLook() {
    return new Counters(failures + 1, looks, stales, crashes, doubts);
  }

  Counters answered() {
    return new Counters(failures, looks, stales, 0, doubts);
  }

  /// A request whose answer was lost.
  Counters doubted() {
    return new Counters(failures, looks, stales, crashes, doubts + 1);
  }

  Counters stale() {
    return new Counters(failures, looks, stales + 1, 0, doubts);
  }

  /// Before another request: what was looked for before it says nothing about it.
  Counters resending() {
    return new Counters(failures, 0, stales, crashes, doubts);
  }

  /// What failed before it says nothing about what comes after it.
  Counters crashed() {
    return new Counters(0, looks, stales, crashes + 1, doubts);
  }

  /// The owner let it go on, which says nothing about what may be out.
  Counters released() {
    return new Counters(0, looks, 0, 0, doubts);
  }

  static Counters none() {
    return new Counters(0, 0, 0, 0, 0);
  }
}
