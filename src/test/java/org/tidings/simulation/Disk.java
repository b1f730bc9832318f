// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.tidings.store.Database;

/// The disk under the real database. Each statement is a point at which the process may die, before
/// and after it; a commit may fail although it is on the disk, or because it is not; and a write
/// may find the disk full.
final class Disk implements SqlLogger {
  private final World world;
  private final Map<String, String> known = new HashMap<>();

  private Disk(World world) {
    this.world = world;
  }

  /// Puts it under a database's connections.
  static void under(Database database, World world) {
    var disk = new Disk(world);
    database.runInTx(tx -> tx.handle().getConfig(SqlStatements.class).setSqlLogger(disk));
    database.<Boolean>read(
        tx -> {
          tx.handle().getConfig(SqlStatements.class).setSqlLogger(disk);
          return true;
        });
  }

  @Override
  public void logBeforeExecution(StatementContext context) {
    var words = words(context);
    world.statement("before " + words, weight(words));
    if (world.mayFail() && writes(words) && world.fates().diskFails()) {
      if (words.startsWith("COMMIT")) {
        world.tell("DISK: the commit fails, and is not there");
        throw failure(SQLiteErrorCode.SQLITE_IOERR_FSYNC, context);
      }
      if (world.fates().pick(8) == 0) {
        world.tell("DISK: full at " + words);
        throw failure(SQLiteErrorCode.SQLITE_FULL, context);
      }
    }
  }

  @Override
  public void logAfterExecution(StatementContext context) {
    var words = words(context);
    if (words.startsWith("COMMIT")) {
      world.statement("after " + words, weight(words));
      if (world.mayFail() && world.fates().diskFails()) {
        world.tell("DISK: the commit fails, and is there");
        throw failure(SQLiteErrorCode.SQLITE_IOERR_FSYNC, context);
      }
    }
  }

  private static UnableToExecuteStatementException failure(
      SQLiteErrorCode code, StatementContext context) {
    return new UnableToExecuteStatementException(
        new SQLiteException("simulated: " + code, code), context);
  }

  private static boolean writes(String words) {
    return words.startsWith("COMMIT") || words.startsWith("INSERT") || words.startsWith("UPDATE");
  }

  /// Most statements belong to a poll that found nothing.
  private static double weight(String words) {
    if (words.contains("delivery") || words.contains("attempt")) {
      return 3;
    }
    return words.startsWith("COMMIT") ? 3 : 1;
  }

  private String words(StatementContext context) {
    return known.computeIfAbsent(String.valueOf(context.getRawSql()), Disk::brief);
  }

  private static String brief(String sql) {
    var words = sql.replaceAll("\\s+", " ").strip();
    return words.substring(0, Math.min(60, words.length()));
  }
}
