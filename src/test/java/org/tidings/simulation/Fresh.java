// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tidings.store.Database;

/// Empty databases with the schema of all migrations, made once and copied for each run: Flyway
/// takes longer than a run.
final class Fresh {
  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

  private static final String NAME = "fresh-";

  private Fresh() {}

  /// Whether a file is one of these, or belongs to one.
  static boolean isOne(Path file) {
    return file.getFileName().toString().startsWith(NAME);
  }

  /// The one with the schema as a mistake leaves it.
  static Path of(Bug bug, Path folder) {
    var file = folder.resolve(NAME + bug + ".db");
    if (Files.exists(file)) {
      return file;
    }
    var migrations = migrations();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA journal_mode = WAL");
      statement.executeUpdate(bug.mistake().schema(String.join("\n", migrations.values())));
      statement.executeUpdate("PRAGMA user_version = " + migrations.lastKey());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  /// The migrations' SQL by their numbers.
  private static SortedMap<Integer, String> migrations() {
    var sql = new TreeMap<Integer, String>();
    var folder = Objects.requireNonNull(Database.class.getResource("/org/tidings/store/sqlite"));
    try (var files = Files.list(Path.of(folder.toURI()))) {
      for (var file : files.toList()) {
        var number = MIGRATION.matcher(file.getFileName().toString());
        if (number.matches()) {
          sql.put(Integer.valueOf(number.group(1)), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return sql;
  }
}
