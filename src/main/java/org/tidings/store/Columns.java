// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Columns of a row that may be NULL, which is read as absent.
public final class Columns {
  private Columns() {}

  public static Optional<String> text(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getString(column));
  }

  /// An address, as it was written.
  public static Optional<URI> uri(ResultSet rs, String column) throws SQLException {
    return text(rs, column).map(URI::create);
  }

  /// A whole number.
  public static Optional<Long> number(ResultSet rs, String column) throws SQLException {
    var number = rs.getLong(column);
    return rs.wasNull() ? Optional.empty() : Optional.of(number);
  }

  /// A time, which is kept in milliseconds since 1970.
  public static Optional<Instant> time(ResultSet rs, String column) throws SQLException {
    return number(rs, column).map(Instant::ofEpochMilli);
  }
}
