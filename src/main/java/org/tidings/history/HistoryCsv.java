// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// History as CSV (RFC 4180), for spreadsheets.
public final class HistoryCsv {
  private static final List<String> COLUMNS =
      List.of(
          "time",
          "feed",
          "article",
          "title",
          "article_url",
          "channel",
          "type",
          "state",
          "attempts",
          "post",
          "post_url",
          "text",
          "reason");

  /// A cell that begins so may be run as a formula (OWASP, "CSV Injection").
  private static final String FORMULA = "=+-@\t\r\n";

  private HistoryCsv() {}

  /// The names of the columns, without a line end.
  public static String header() {
    return String.join(",", COLUMNS);
  }

  /// One line, without its end. A cell that a spreadsheet would run as a formula gets a `'` in
  /// front.
  public static String line(HistoryEntry entry) {
    return Stream.of(
            entry.time(),
            entry.feed(),
            entry.article(),
            entry.title(),
            text(entry.link()),
            entry.channel(),
            entry.type(),
            entry.state().word(),
            entry.attempts(),
            text(entry.remoteId()),
            text(entry.url()),
            text(entry.text()),
            entry.reason())
        .map(Object::toString)
        .map(HistoryCsv::cell)
        .collect(Collectors.joining(","));
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private static String cell(String value) {
    var safe = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    return safe.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
