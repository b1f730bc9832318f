// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  /// Rows as `step[:outcome[:number]]`, a second apart; events as `second words`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          enqueued                                               | 0 enqueued
          enqueued claimed                                       | 0 enqueued; 1 being prepared
          enqueued claimed intent                                | 0 enqueued; 2 being sent
          claimed intent ended:published                         | 1 sent, published
          claimed intent ended:alreadypublished                  | 1 sent, it was there already
          claimed intent ended:rejected                          | 1 sent, rejected
          claimed ended:deferred                                 | 1 not sent, put off
          claimed ended:unauthorized                             | 1 not sent, the credential was refused
          intent::2 ended:published:2                            | 0 sent (attempt 2), published
          intent ended:unknown looked:absent looked:absent       | 0 sent, no answer; 3 looked twice, not found
          looked:notlooked looked:absent looked:found            | 0 looked, could not see; 1 looked, not found; 2 looked, found
          looked:absent looked:absent looked:absent              | 2 looked 3 times, not found
          claimed orphaned                                       | 1 Tidings stopped before it was sent
          claimed intent orphaned                                | 1 sent, and Tidings stopped before the answer
          claimed intent orphaned ended:published                | 1 sent, and Tidings stopped before the answer; 3 a late answer, published
          held released posted                                   | 0 held; 1 released; 2 out, says the owner
          dropped retried expired                                | 0 dropped by the owner; 1 to be sent again, says the owner; 2 expired
          """)
  void puts_rows_into_words(String rows, String told) {
    var steps = rows.split(" ", -1);
    var events =
        Telling.events(
            Stream.iterate(0, i -> i < steps.length, i -> i + 1)
                .map(i -> step(i, steps[i]))
                .toList());
    assertThat(
            events.stream()
                .map(it -> (it.at().getEpochSecond() - START.getEpochSecond()) + " " + it.words()))
        .containsExactlyElementsOf(Arrays.asList(told.split("; ", -1)));
  }

  private static Telling.Step step(int second, String row) {
    var parts = row.split(":", -1);
    return new Telling.Step(
        START.plusSeconds(second),
        parts.length > 2 ? Integer.parseInt(parts[2]) : 1,
        parts[0],
        parts.length > 1 ? parts[1] : "",
        "");
  }
}
