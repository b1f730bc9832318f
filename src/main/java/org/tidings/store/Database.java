// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database. One connection writes, one transaction at a time; another reads. What `inTx`
/// returns is on the disk.
///
/// SQLite keeps its promise of durability only with `synchronous=FULL` (in WAL mode NORMAL does not
/// sync each commit, sqlite.org/pragma.html#pragma_synchronous), and a COMMIT that failed with an
/// I/O error may still turn out to have happened after the next start. So after such a failure this
/// object is broken for good: the process must end, and read its state anew.
public final class Database implements AutoCloseable {
  /// Remembers the statements that it has read, which costs more than running them.
  private static final SqlParser PARSER = new ColonPrefixSqlParser();

  private final Connection writer;
  private final Connection reader;
  private final AtomicReference<Optional<StoreException>> broken =
      new AtomicReference<>(Optional.empty());

  private Database(Connection writer, Connection reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /// Opens the file, made and migrated if need be, and checked.
  ///
  /// @throws StoreException if it can't be used; says what to do
  public static Database open(Path file) {
    var source = source(file);
    try {
      var jdbi = jdbi(source);
      var handle = jdbi.open();
      check(file, handle);
      Migrations.run(handle, source);
      return new Database(new Connection(handle), new Connection(jdbi.open()));
    } catch (JdbiException e) {
      throw new StoreException(unusable(file, e), e);
    }
  }

  /// Runs `work` in a transaction of its own, alone; everything or nothing of it stays.
  ///
  /// @throws StoreException if it can't be known to have happened
  public <T> T inTx(Function<Tx, T> work) {
    refuseIfBroken();
    return writer.use(
        handle -> {
          begin(handle);
          var result = attempt(handle, work);
          commit(handle);
          return result;
        });
  }

  /// Like [#inTx], without a result.
  public void runInTx(Consumer<Tx> work) {
    inTx(
        tx -> {
          work.accept(tx);
          return Boolean.TRUE;
        });
  }

  /// Reads from one consistent state.
  public <T> T read(Function<Tx, T> work) {
    refuseIfBroken();
    return reader.use(
        handle -> {
          handle.execute("BEGIN");
          try {
            return work.apply(new Tx(handle));
          } finally {
            handle.execute("ROLLBACK");
          }
        });
  }

  /// Writes a whole, consistent copy of the database to a new file; others may write meanwhile.
  ///
  /// @throws StoreException if there is a file already, or it can't be written
  public void backup(Path file) {
    refuseIfBroken();
    try {
      reader.use(
          handle ->
              handle.createUpdate("VACUUM INTO :file").bind("file", file.toString()).execute());
    } catch (JdbiException e) {
      throw new StoreException("can't back up to " + file + ": " + reason(e), e);
    }
  }

  /// Folds the write-ahead log into the file; for upkeep and a clean stop.
  public void checkpoint() {
    refuseIfBroken();
    writer.use(
        handle ->
            handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").mapTo(Integer.class).first());
  }

  @Override
  public void close() {
    reader.close();
    writer.close();
  }

  private void begin(Handle handle) {
    try {
      handle.execute("BEGIN IMMEDIATE");
    } catch (JdbiException e) {
      throw failed("begin a transaction", e);
    }
  }

  /// Whatever ends the work early, an Error too, must not leave the transaction open.
  private <T> T attempt(Handle handle, Function<Tx, T> work) {
    var done = false;
    try {
      var result = work.apply(new Tx(handle));
      done = true;
      return result;
    } catch (JdbiException e) {
      throw isBroken(e) ? failed("write", e) : e;
    } finally {
      if (!done) {
        rollback(handle);
      }
    }
  }

  private void commit(Handle handle) {
    try {
      handle.execute("COMMIT");
    } catch (JdbiException e) {
      throw failed("commit", e);
    }
  }

  private void rollback(Handle handle) {
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException e) {
      throw failed("roll back", e);
    }
  }

  private StoreException failed(String what, JdbiException cause) {
    var failure =
        new StoreException(
            "the database could not "
                + what
                + " ("
                + reason(cause)
                + "); nothing is sent until Tidings was started again: free some disk space or"
                + " check the disk first",
            cause);
    broken.set(Optional.of(failure));
    return failure;
  }

  private void refuseIfBroken() {
    broken
        .get()
        .ifPresent(
            it -> {
              throw new StoreException(String.valueOf(it.getMessage()), it);
            });
  }

  /// Whether the database itself is in trouble, as opposed to a constraint that did its duty.
  private static boolean isBroken(JdbiException e) {
    return code(e)
        .map(
            it ->
                switch (it) {
                  case SQLITE_FULL,
                      SQLITE_CORRUPT,
                      SQLITE_NOTADB,
                      SQLITE_READONLY,
                      SQLITE_CANTOPEN ->
                      true;
                  default -> it.name().startsWith("SQLITE_IOERR");
                })
        .orElse(false);
  }

  private static Optional<SQLiteErrorCode> code(JdbiException e) {
    return e.getCause() instanceof SQLiteException sqlite
        ? Optional.of(sqlite.getResultCode())
        : Optional.empty();
  }

  private static String reason(JdbiException e) {
    return String.valueOf(
        e.getCause() instanceof SQLException sql ? sql.getMessage() : e.getMessage());
  }

  private static Jdbi jdbi(SQLiteDataSource source) {
    var jdbi = Jdbi.create(source);
    jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
    return jdbi;
  }

  private static SQLiteDataSource source(Path file) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(5_000);
    config.setJournalSizeLimit(16 << 20);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static void check(Path file, Handle handle) {
    // A damaged or hostile file must not make SQLite run functions or trust its cells
    // (sqlite.org/security.html).
    handle.execute("PRAGMA trusted_schema = OFF");
    handle.execute("PRAGMA cell_size_check = ON");
    var verdict = handle.createQuery("PRAGMA quick_check(1)").mapTo(String.class).first();
    if (!verdict.equals("ok")) {
      throw new StoreException(damaged(file, verdict));
    }
  }

  private static String unusable(Path file, JdbiException e) {
    var damage =
        code(e)
            .filter(
                it -> it == SQLiteErrorCode.SQLITE_CORRUPT || it == SQLiteErrorCode.SQLITE_NOTADB)
            .isPresent();
    return damage ? damaged(file, reason(e)) : "can't open " + file + ": " + reason(e);
  }

  private static String damaged(Path file, String verdict) {
    return file
        + " is damaged ("
        + verdict
        + "). Nothing was sent. Restore a backup of it; without one, move it away and start again:"
        + " what is in the feeds then is remembered, not posted";
  }

  /// One connection, used by one thread at a time.
  private static final class Connection implements AutoCloseable {
    private final Handle handle;
    private final ReentrantLock lock = new ReentrantLock();

    Connection(Handle handle) {
      this.handle = handle;
    }

    <T> T use(Function<Handle, T> work) {
      lock.lock();
      try {
        if (lock.getHoldCount() > 1) {
          throw new IllegalStateException("a transaction inside a transaction");
        }
        return work.apply(handle);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        handle.close();
      } finally {
        lock.unlock();
      }
    }
  }
}
