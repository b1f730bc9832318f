// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // RFC 822 and what generators make of it
        "Sat, 21 Nov 2026 10:00:00 GMT|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 +0000|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 +05:30|2026-11-21T04:30:00Z",
        "Sat, 21 Nov 2026 10:00:00 +0530|2026-11-21T04:30:00Z",
        "Sat, 21 Nov 2026 10:00:00 -0800|2026-11-21T18:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 EST|2026-11-21T15:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 pdt|2026-11-21T17:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 Z|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 UT|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 IST|2026-11-21T04:30:00Z",
        "Sat, 21 Nov 2026 10:00:00 CEST|2026-11-21T08:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 GMT+2|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 GMT+02:00|2026-11-21T08:00:00Z",
        "Sat, 21 Nov 2026 10:00:00 +0000 (UTC)|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 2026 10:00:00|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 2026 10:00|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 2026 10:00:00.5 GMT|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 2026 10:00,66666666666666666666 GMT|2026-11-21T10:00:00Z",
        "21 Nov 2026 10:00:00 GMT|2026-11-21T10:00:00Z",
        "Sat, 21 Nov 26 10:00:00 GMT|2026-11-21T10:00:00Z",
        "Sun, 21 Nov 99 10:00:00 GMT|1999-11-21T10:00:00Z",
        "Monday, 21 Nov 2026 10:00:00 GMT|2026-11-21T10:00:00Z",
        "Saturday, 21-Nov-26 10:00:00 GMT|2026-11-21T10:00:00Z",
        "Sat,21 Nov 2026 10:00:00GMT|2026-11-21T10:00:00Z",
        "Sat, 1 Sept 2026 8:05:00 GMT|2026-09-01T08:05:00Z",
        "Sat, 21 November 2026 10:00:00 GMT|2026-11-21T10:00:00Z",
        "Thu, 31 Dec 2025 24:00:00 GMT|2026-01-01T00:00:00Z",
        "Thu, 31 Dec 2015 23:59:60 GMT|2015-12-31T23:59:59Z",
        // asctime, and people
        "Sat Nov 21 10:00:00 2026|2026-11-21T10:00:00Z",
        "Sat Nov  1 10:00:00 UTC 2025|2025-11-01T10:00:00Z",
        "Nov 21, 2026|2026-11-21T00:00:00Z",
        "November 21st, 2026 10:30 PM|2026-11-21T22:30:00Z",
        "21 Nov 2026 12:15 am|2026-11-21T00:15:00Z",
        // foreign names
        "Sa, 21 März 2026 10:00:00 +0100|2026-03-21T09:00:00Z",
        "lun., 21 déc. 2025 10:00:00 +0100|2025-12-21T09:00:00Z",
        "mié, 21 ene 2026 10:00:00 +0000|2026-01-21T10:00:00Z",
        "gio, 21 mag 2026 10:00:00 +0200|2026-05-21T08:00:00Z",
        // ISO 8601
        "2026-11-21T10:00:00Z|2026-11-21T10:00:00Z",
        "2026-11-21t10:00:00z|2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00.1Z|2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00.123456Z|2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00.123456789Z|2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00,5+02:00|2026-11-21T08:00:00Z",
        "2026-11-21T10:00:00+0200|2026-11-21T08:00:00Z",
        "2026-11-21T10:00:00+02|2026-11-21T08:00:00Z",
        "2026-11-21T10:00:00-00:00|2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00|2026-11-21T10:00:00Z",
        "2026-11-21T10:00Z|2026-11-21T10:00:00Z",
        "2026-11-21 10:00:00|2026-11-21T10:00:00Z",
        "2026-11-21 10:00:00 +0200|2026-11-21T08:00:00Z",
        "2026-11-21 10:00:00 UTC|2026-11-21T10:00:00Z",
        "2026-11-21 10:00:00 EST|2026-11-21T15:00:00Z",
        "2026-11-21|2026-11-21T00:00:00Z",
        "2026-11|2026-11-01T00:00:00Z",
        "2026-1-2|2026-01-02T00:00:00Z",
        "2026/11/21 10:00|2026-11-21T10:00:00Z",
        "20261121|2026-11-21T00:00:00Z",
        "20261121T100000Z|2026-11-21T10:00:00Z",
        // seconds since 1970
        "1704067200|2024-01-01T00:00:00Z",
        "1704067200123|2024-01-01T00:00:00Z",
      })
  void reads(String written, Instant expected) {
    assertThat(Dates.parse(written, NOW)).hasValue(expected);
    assertThat(Dates.parse("\n\t " + written + " \n", NOW)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "yesterday",
        "31 Feb 2026 10:00:00 GMT",
        "2026-13-01T00:00:00Z",
        "2026-02-30",
        "2026-11-21T25:00:00Z",
        "2026-11-21T10:00:00+99:00",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0000-00-00 00:00:00",
        "1994-12-31T23:59:59Z",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "99999999999999999999",
        "-62135596800",
        "01/02/2026",
        "{{ page.date }}",
        "Sat, 21 Foo 2026 10:00:00 GMT",
      })
  void gives_nothing_rather_than_a_wrong_date(String written) {
    assertThat(Dates.parse(written, NOW)).isEmpty();
  }

  @Test
  void takes_a_day_of_future_and_no_more() {
    assertThat(Dates.parse("2026-11-24T12:00:00Z", NOW)).isPresent();
    assertThat(Dates.parse("2026-11-24T12:00:01Z", NOW)).isEmpty();
    assertThat(Dates.parse("1995-01-01T00:00:00Z", NOW)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", " ", "12:", "Nov ", "+1", "2026-11-21T", "é"})
  void is_not_troubled_by_length(String unit) {
    assertThat(Dates.parse(unit.repeat(1_000_000), NOW)).isEqualTo(Optional.empty());
  }
}
