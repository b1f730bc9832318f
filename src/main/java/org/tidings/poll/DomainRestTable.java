// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidings.store.Tx;

/// The table `domain_rest`: whose servers asked to be left alone, and until when.
final class DomainRestTable {
  private DomainRestTable() {}

  /// Lets a domain rest; a longer rest that is there stays.
  static void rest(Tx tx, String domain, Instant until, Instant now) {
    tx.handle()
        .createUpdate("DELETE FROM domain_rest WHERE until <= :now")
        .bind("now", now.toEpochMilli())
        .execute();
    tx.handle()
        .createUpdate(
            """
            INSERT INTO domain_rest (domain, until) VALUES (:domain, :until)
            ON CONFLICT (domain) DO UPDATE SET until = max(until, excluded.until)\
            """)
        .bind("domain", domain)
        .bind("until", until.toEpochMilli())
        .execute();
  }

  /// Those that rest now.
  static Set<String> resting(Tx tx, Instant now) {
    return tx.handle()
        .createQuery("SELECT domain FROM domain_rest WHERE until > :now")
        .bind("now", now.toEpochMilli())
        .mapTo(String.class)
        .collect(Collectors.toSet());
  }

  /// Moves what is waited for with a clock that was set back.
  static void turnedBack(Tx tx, Duration by) {
    tx.handle()
        .createUpdate("UPDATE domain_rest SET until = until + :by")
        .bind("by", by.toMillis())
        .execute();
  }
}
