// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/// Brings the schema up to date by Flyway. Flyway takes most of a second to load, so it is not even
/// touched when `user_version`, which we set after it, says that there is nothing to do.
final class Migrations {
  /// The number of the newest `V…__….sql`; a test compares.
  static final int NEWEST = 10;

  static final String FOLDER = "org/tidings/store/sqlite";

  private Migrations() {}

  /// Migrates if need be.
  ///
  /// @throws StoreException if the database was written by a newer Tidings
  static void run(Handle handle, DataSource source) {
    var current = handle.createQuery("PRAGMA user_version").mapTo(Integer.class).first();
    if (current > NEWEST) {
      throw new StoreException(
          "the database was written by a newer Tidings (schema %d, this one knows %d); upgrade"
                  .formatted(current, NEWEST)
              + " Tidings, or restore the backup from before");
    }
    if (current < NEWEST) {
      migrate(source);
      handle.execute("PRAGMA user_version = " + NEWEST);
    }
  }

  private static void migrate(DataSource source) {
    try {
      Flyway.configure().dataSource(source).locations("classpath:" + FOLDER).load().migrate();
    } catch (FlywayException e) {
      throw new StoreException("the database can't be brought up to date: " + cause(e), e);
    }
  }

  private static String cause(Throwable e) {
    for (var it = e; it != null; it = it.getCause()) {
      if (it instanceof SQLException) {
        return String.valueOf(it.getMessage());
      }
    }
    return String.valueOf(e.getMessage());
  }
}
