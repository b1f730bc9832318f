// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void what_was_committed_is_there_after_reopening() {
    try (var database = open()) {
      database.runInTx(tx -> put(tx, "a", "1"));
    }
    try (var database = open()) {
      assertThat(database.<String>read(tx -> get(tx, "a"))).isEqualTo("1");
    }
  }

  @Test
  void a_transaction_that_throws_leaves_nothing() {
    try (var database = open()) {
      assertThatThrownBy(
              () ->
                  database.runInTx(
                      tx -> {
                        put(tx, "a", "1");
                        throw new IllegalStateException("halfway");
                      }))
          .hasMessage("halfway");
      assertThat(database.<Long>read(tx -> count(tx))).isZero();
      database.runInTx(tx -> put(tx, "a", "2"));
      assertThat(database.<String>read(tx -> get(tx, "a"))).isEqualTo("2");
    }
  }

  @Test
  void a_violated_constraint_does_not_break_the_database() {
    try (var database = open()) {
      database.runInTx(tx -> put(tx, "a", "1"));
      assertThatThrownBy(() -> database.runInTx(tx -> put(tx, "a", "2")))
          .isInstanceOf(JdbiException.class);
      database.runInTx(tx -> put(tx, "b", "2"));
      assertThat(database.<Long>read(tx -> count(tx))).isEqualTo(2);
    }
  }

  @Test
  void every_commit_is_synced() {
    try (var database = open()) {
      assertThat(database.<String>read(tx -> pragma(tx, "journal_mode"))).isEqualTo("wal");
      assertThat(database.<String>read(tx -> pragma(tx, "synchronous"))).as("FULL").isEqualTo("2");
      assertThat(database.<String>inTx(tx -> pragma(tx, "synchronous"))).isEqualTo("2");
      assertThat(database.<String>inTx(tx -> pragma(tx, "foreign_keys"))).isEqualTo("1");
    }
  }

  @Test
  void two_processes_may_read_and_write_side_by_side() {
    try (var one = open();
        var other = open()) {
      one.runInTx(tx -> put(tx, "a", "1"));
      other.runInTx(tx -> put(tx, "b", "2"));
      assertThat(one.<Long>read(tx -> count(tx))).isEqualTo(2);
    }
  }

  @Test
  void a_damaged_file_is_refused_with_the_way_out() throws IOException {
    try (var database = open()) {
      for (var i = 0; i < 2000; i++) {
        var name = "name " + i;
        database.runInTx(tx -> put(tx, name, "x".repeat(50)));
      }
    }
    var bytes = Files.readAllBytes(file());
    for (var at = 4096 * 6; at < bytes.length; at += 97) {
      bytes[at] ^= (byte) 0x5a;
    }
    Files.write(file(), bytes);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("Restore a backup");
  }

  @Test
  void a_file_that_is_no_database_is_refused() throws IOException {
    Files.writeString(file(), "this is not a database, it is a letter to my aunt".repeat(40));
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void a_newer_schema_is_refused() {
    try (var database = open()) {
      database.runInTx(tx -> tx.handle().execute("PRAGMA user_version = 99"));
    }
    assertThatThrownBy(this::open).hasMessageContaining("newer Tidings");
  }

  @Test
  void the_newest_migration_is_the_one_that_is_known() throws Exception {
    var folder = Path.of("src/main/resources", Migrations.FOLDER);
    try (var files = Files.list(folder)) {
      var newest =
          files
              .map(it -> it.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1"))
              .mapToInt(Integer::parseInt)
              .max();
      assertThat(newest).hasValue(Migrations.NEWEST);
    }
  }

  @Test
  void one_daemon_at_a_time_and_the_first_is_left_alone() {
    var state = StateFolder.open(folder.resolve("state"));
    try (var first = state.lock()) {
      assertThat(first).isNotNull();
      assertThatThrownBy(state::lock)
          .isInstanceOf(BusyException.class)
          .hasMessageContaining("another Tidings runs");
    }
    try (var again = state.lock()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void a_state_folder_that_others_can_read_is_refused() throws IOException {
    var open = folder.resolve("open");
    Files.createDirectory(open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> StateFolder.open(open)).hasMessageContaining("chmod 700");
  }

  private Database open() {
    return Database.open(file());
  }

  private Path file() {
    return folder.resolve("tidings.db");
  }

  private static void put(Tx tx, String name, String value) {
    tx.handle().execute("INSERT INTO meta (name, value) VALUES (?, ?)", name, value);
  }

  private static String get(Tx tx, String name) {
    return tx.handle()
        .createQuery("SELECT value FROM meta WHERE name = :name")
        .bind("name", name)
        .mapTo(String.class)
        .one();
  }

  private static Long count(Tx tx) {
    return tx.handle().createQuery("SELECT count(*) FROM meta").mapTo(Long.class).one();
  }

  private static String pragma(Tx tx, String name) {
    return tx.handle().createQuery("PRAGMA " + name).mapTo(String.class).one();
  }
}
