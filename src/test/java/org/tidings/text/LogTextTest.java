// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {
  @Test
  void leaves_ordinary_words_alone() {
    assertThat(LogText.safe("Grüße, 世界 🎉 50 % \\ \"x\"")).isEqualTo("Grüße, 世界 🎉 50 % \\ \"x\"");
    assertThat(LogText.safe("👩\u200D👩\u200D👧 می\u200Cخواهم"))
        .isEqualTo("👩\u200D👩\u200D👧 می\u200Cخواهم");
  }

  @Test
  void writes_control_characters_as_escapes() {
    assertThat(LogText.safe("a\nERROR forged\r\t\u001B[2J\u0007\u0000\u009B"))
        .isEqualTo("a\\nERROR forged\\r\\t\\u001B[2J\\u0007\\u0000\\u009B");
  }

  @Test
  void writes_what_turns_or_breaks_lines_as_escapes() {
    assertThat(LogText.safe("\u202Ex\u2028y\u2029\u200B\uFEFF\uD83D"))
        .isEqualTo("\\u202Ex\\u2028y\\u2029\\u200B\\uFEFF\\uD83D");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "世", "🎉", "\n", "\u0000", "\uDB40\uDC41"})
  void is_at_most_two_kib_of_utf8_and_says_that_it_was_cut(String unit) {
    var safe = LogText.safe(unit.repeat(5000));
    assertThat(safe.getBytes(UTF_8).length).isBetween(2030, 2048);
    assertThat(safe).endsWith("…");
  }

  @Test
  void what_just_fits_is_not_cut() {
    assertThat(LogText.safe("a".repeat(2048))).isEqualTo("a".repeat(2048));
    assertThat(LogText.safe("a".repeat(2049))).isEqualTo("a".repeat(2045) + "…");
  }
}
