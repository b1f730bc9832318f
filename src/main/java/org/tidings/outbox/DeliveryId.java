// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

/// Our number for a delivery.
public record DeliveryId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
