// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps off a full disk: below the floor nothing new is begun, so that what is under way can still
/// be written down. Postfix does the same (postconf(5), queue_minfree).
public final class DiskFloor {
  private static final Logger LOG = LoggerFactory.getLogger(DiskFloor.class);

  /// Bytes. More than the write-ahead log ever holds between two checkpoints.
  public static final long FLOOR = 64L << 20;

  private final LongSupplier free;
  private boolean low;

  /// A floor.
  ///
  /// @param free bytes that this user may still write where the state is
  public DiskFloor(LongSupplier free) {
    this.free = free;
  }

  /// Whether something new may begin. Says so in the log when that changes.
  public synchronized boolean isRoomy() {
    var now = free.getAsLong();
    if (now < FLOOR && !low) {
      LOG.error("status=disk-low {}", words(now));
    } else if (now >= FLOOR && low) {
      LOG.info("status=disk-ok there is room on the disk again: going on");
    }
    low = now < FLOOR;
    return !low;
  }

  /// What the owner should know.
  public static String words(long free) {
    return "only %d MiB are free where the state is: nothing is polled or posted below %d MiB; free some space"
        .formatted(free >> 20, FLOOR >> 20);
  }
}
