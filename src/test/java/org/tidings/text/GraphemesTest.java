// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphemesTest {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "plain, 5",
    "👨‍👩‍👧‍👦, 1",
    "🧑🏽‍💻, 1",
    "🇩🇪, 1",
    "🇩🇪🇫🇷, 2",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿, 1",
    "1️⃣, 1",
    "☕️, 1",
    "🐦‍🔥, 1",
    "각, 1",
    "क्षि, 1",
    "நி, 1",
    "ก็, 1",
    "四テラ, 3",
    "שלום, 4"
  })
  void counts_what_a_reader_calls_a_character(String text, int count) {
    assertThat(Graphemes.count(text)).isEqualTo(count);
    assertThat(CLUSTER.matcher(text).results().count()).isEqualTo(count);
  }

  @Test
  void counts_a_decomposed_letter_and_a_line_end_once() {
    assertThat(Graphemes.count("e\u0301")).isEqualTo(1);
    assertThat(Graphemes.count("a\r\nb")).isEqualTo(3);
    assertThat(Graphemes.count("a" + "\u0301".repeat(10_000))).isEqualTo(1);
  }

  @Test
  void cuts_between_characters_only() {
    var text = "a👨‍👩‍👧‍👦e\u0301🇩🇪z";

    assertThat(Graphemes.first(text, 0)).isEmpty();
    assertThat(Graphemes.first(text, 1)).isEqualTo("a");
    assertThat(Graphemes.first(text, 2)).isEqualTo("a👨‍👩‍👧‍👦");
    assertThat(Graphemes.first(text, 3)).isEqualTo("a👨‍👩‍👧‍👦e\u0301");
    assertThat(Graphemes.first(text, 4)).isEqualTo("a👨‍👩‍👧‍👦e\u0301🇩🇪");
    assertThat(Graphemes.first(text, 99)).isEqualTo(text);
    assertThat(Graphemes.first("plain", 3)).isEqualTo("pla");
    assertThat(Graphemes.endOf("plain", -1)).isZero();
  }
}
