// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Words that nobody can guess.
final class RandomHex {
  private RandomHex() {}

  static String of(int bytes, RandomGenerator random) {
    var made = new byte[bytes];
    random.nextBytes(made);
    return HexFormat.of().formatHex(made);
  }
}
