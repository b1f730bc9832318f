// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.tidings.channel.DeliveryKey;

/// A record key made from a time (atproto.com/specs/tid): 53 bits of microseconds and 10 bits of
/// clock id as 13 characters that sort like the number.
record Tid(long micros, int clock) {
  private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
  private static final int CLOCK_BITS = 10;
  private static final int LENGTH = 13;

  /// 32 bits of salt: 10 for the clock id and these for the time, which they shift by 4.2 s at
  /// most.
  private static final int TIME_SALT_BITS = 22;

  Tid {
    if (micros < 0 || micros >>> 53 != 0 || clock < 0 || clock >>> CLOCK_BITS != 0) {
      throw new IllegalArgumentException("out of a TID's range: " + micros + ", " + clock);
    }
  }

  /// The key of a delivery: the same on every attempt. All of the salt goes in, so that two
  /// deliveries of one moment meet once in four thousand million times.
  static Tid of(DeliveryKey key) {
    var made = ChronoUnit.MICROS.between(Instant.EPOCH, key.madeAt());
    var shift = key.salt() & ((1L << TIME_SALT_BITS) - 1);
    var clock = (int) ((key.salt() >>> TIME_SALT_BITS) & ((1L << CLOCK_BITS) - 1));
    return new Tid(made + shift, clock);
  }

  @Override
  public String toString() {
    var text = new StringBuilder(LENGTH);
    var bits = (micros << CLOCK_BITS) | clock;
    for (var i = LENGTH - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt((int) ((bits >>> (5 * i)) & 31)));
    }
    return text.toString();
  }
}
