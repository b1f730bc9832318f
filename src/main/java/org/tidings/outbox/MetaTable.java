// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Instant;
import java.util.Optional;
import org.tidings.article.ArticleId;
import org.tidings.store.FileIdentity;
import org.tidings.store.Tx;

/// The table `meta`: what is true of the whole state.
final class MetaTable {
  private static final String RESTORED = "restored";
  private static final String RESTORED_ARTICLES = "restored_articles";
  private static final String INODE = "watermark_inode";
  private static final String BORN = "watermark_born";
  private static final String SENDS = "sends";
  private static final String TURNED_TO = "turned_to";
  private static final String TURNED_AFTER = "turned_after";

  private MetaTable() {}

  /// How many requests to publish may have left, ever, as far as this database knows.
  static long sends(Tx tx) {
    return number(tx, SENDS).orElse(0L);
  }

  static void sends(Tx tx, long count) {
    put(tx, SENDS, count);
  }

  /// When this state was found to be an older copy, the last time.
  static Optional<Instant> restored(Tx tx) {
    return number(tx, RESTORED).map(Instant::ofEpochMilli);
  }

  static void restored(Tx tx, Instant at) {
    put(tx, RESTORED, at.toEpochMilli());
    tx.handle()
        .createQuery("SELECT coalesce(max(id), 0) FROM article")
        .mapTo(Long.class)
        .forEach(it -> put(tx, RESTORED_ARTICLES, it));
  }

  /// Whether that copy had the article already. Not told by times: the clock may have been set.
  static boolean isRestored(Tx tx, ArticleId article) {
    return number(tx, RESTORED_ARTICLES).filter(it -> article.value() <= it).isPresent();
  }

  /// Which file the watermark was kept in when it was last written.
  static Optional<FileIdentity> home(Tx tx) {
    return number(tx, INODE)
        .flatMap(inode -> number(tx, BORN).map(born -> new FileIdentity(inode, born)));
  }

  static void home(Tx tx, FileIdentity home) {
    put(tx, INODE, home.inode());
    put(tx, BORN, home.born());
  }

  /// To when the clock was set back, if nothing has been written since.
  ///
  /// @param newest row of the history
  static Optional<Instant> turnedTo(Tx tx, long newest) {
    return number(tx, TURNED_AFTER)
        .filter(it -> newest <= it)
        .flatMap(it -> number(tx, TURNED_TO))
        .map(Instant::ofEpochMilli);
  }

  static void turnedTo(Tx tx, Instant now, long newest) {
    put(tx, TURNED_TO, now.toEpochMilli());
    put(tx, TURNED_AFTER, newest);
  }

  private static Optional<Long> number(Tx tx, String name) {
    return tx.handle()
        .createQuery("SELECT value FROM meta WHERE name = :name")
        .bind("name", name)
        .mapTo(Long.class)
        .findOne();
  }

  private static void put(Tx tx, String name, long value) {
    tx.handle()
        .createUpdate(
            """
            INSERT INTO meta (name, value) VALUES (:name, :value)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value\
            """)
        .bind("name", name)
        .bind("value", Long.toString(value))
        .execute();
  }
}
