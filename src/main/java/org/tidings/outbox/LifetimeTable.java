// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import org.tidings.config.ChannelId;
import org.tidings.store.Tx;

/// The times in the table `delivery`, moved when they meant something else: the owner was awaited,
/// or somebody turned the clock.
final class LifetimeTable {
  private LifetimeTable() {}

  /// Gives all unfinished deliveries of a channel their lifetime again: time that they spent
  /// waiting for the owner does not count.
  static void renewAll(Tx tx, ChannelId channel, Instant now) {
    tx.handle()
        .createUpdate(
            """
            UPDATE delivery SET expires = :now + lifetime
            WHERE channel = :channel
              AND state IN ('ready', 'sending', 'waiting', 'unknown', 'held')
              AND expires < :now + lifetime\
            """)
        .bind("channel", channel.value())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Moves what is reckoned from, and waited for, with a clock that was set back.
  static void turnedBack(Tx tx, Duration by, Instant now) {
    tx.handle()
        .createUpdate(
            """
            UPDATE delivery SET not_before = not_before + :by, expires = expires + :by,
              lease_until = lease_until + :by, first_sent = first_sent + :by,
              last_sent = last_sent + :by
            WHERE state IN ('ready', 'sending', 'waiting', 'unknown', 'held')\
            """)
        .bind("by", by.toMillis())
        .execute();
    // What is out counts for the daily cap until a day has passed.
    tx.handle()
        .createUpdate("UPDATE delivery SET last_sent = last_sent + :by WHERE last_sent > :now")
        .bind("by", by.toMillis())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Gives back the lifetime that did not pass, and the time in which a lost request may still be
  /// applied.
  static void turnedForward(Tx tx, Duration by) {
    tx.handle()
        .createUpdate(
            """
            UPDATE delivery SET expires = expires + :by,
              last_sent = CASE WHEN state IN ('sending', 'unknown') THEN last_sent + :by
                ELSE last_sent END
            WHERE state IN ('ready', 'sending', 'waiting', 'unknown', 'held')\
            """)
        .bind("by", by.toMillis())
        .execute();
    lookAnew(tx);
  }

  /// After a restore nobody knows by which clock it was written when a request left: it is looked
  /// for from a day before, and no server is thought to remember its key.
  static void doubtTimes(Tx tx, Instant now) {
    tx.handle()
        .createUpdate(
            """
            UPDATE delivery SET first_sent = min(first_sent, :now) - :day
            WHERE state IN ('sending', 'waiting', 'unknown', 'held') AND first_sent IS NOT NULL\
            """)
        .bind("now", now.toEpochMilli())
        .bind("day", Duration.ofDays(1).toMillis())
        .execute();
  }

  /// Forgets the looks that did not find what is in doubt: the pause after them can't be reckoned.
  static void lookAnew(Tx tx) {
    tx.handle().execute("UPDATE delivery SET looks = 0 WHERE state = 'unknown' AND looks > 0");
  }
}
