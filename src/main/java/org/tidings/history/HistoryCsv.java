// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

/// History as CSV (RFC 4180), for spreadsheets.
public final class HistoryCsv {
  private HistoryCsv() {}

  /// The names of the columns, without a line end.
  public static String header() {
    return "";
  }

  /// One line, without its end. A cell that a spreadsheet would run as a formula gets a `'` in
  /// front.
  public static String line(HistoryEntry entry) {
    return entry.toString();
  }
}
