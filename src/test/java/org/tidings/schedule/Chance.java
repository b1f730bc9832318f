// SPDX-License-Identifier: Apache-2.0
package org.tidings.schedule;

import java.util.random.RandomGenerator;

/// Chance without surprise: always the same share of what there is to draw from.
///
/// @param share 0 to just below 1
public record Chance(double share) implements RandomGenerator {
  @Override
  public double nextDouble() {
    return share;
  }

  @Override
  public int nextInt(int bound) {
    return (int) (share * bound);
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("nobody draws a long");
  }
}
