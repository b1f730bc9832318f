// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static java.lang.Integer.parseInt;
import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a\\u0000b\\u0007c\\u001B[31m|abc[31m",
        "zero\\u200Bwidth\\uFEFF\\u2060|zerowidth",
        "\\u202Eevil\\u202C \\u2066x\\u2069|evil x",
        "soft\\u00ADhyphen|softhyphen",
        "mark\\uE000s\\uF8FF of ours|marks of ours",
        "plane \\uDB80\\uDC00fifteen|plane fifteen",
        "lone \\uD83D surrogate \\uDE00.|lone surrogate .",
        "no\\u00A0break\\u202F\\u3000space|no break space",
        "e\\u0301|é",
        "blank\\u2800braille|blank braille",
        "hidden\\uDB40\\uDC41\\uDB40\\uDC42 tags|hidden tags",
        "\\uFFFE\\uFDD0nothing\\uFFFC|nothing",
        "a\\u200Db|ab",
        "end\\u200D|end",
        "  two  lines\\r\\n\\there  |two lines here",
      })
  void takes_away_what_nobody_sees(String text, String expected) {
    assertThat(PlainText.line(unescape(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "` One \\u00A0two\\n\\nthree `|Onetwothree",
        "e\\u0301\\u200B|é",
        "\\uFEFFa\\u2060b\\u202E, c!|ab,c!",
        "` \\u200D `|``",
      })
  void keeps_the_letters_to_compare_texts_by(String text, String expected) {
    assertThat(PlainText.letters(unescape(text))).isEqualTo(expected);
  }

  private static String unescape(String text) {
    var units = Pattern.compile("\\\\u([0-9A-F]{4})").matcher(text);
    var decoded = units.replaceAll(it -> Character.toString((char) parseInt(it.group(1), 16)));
    return decoded.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👨‍👩‍👧‍👦",
        "❤️‍🔥",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "1️⃣",
        "क्‍ष",
        "می‌خواهم",
        "नमस्ते",
        "日本語",
        "ﷺ",
        "𝒳",
      })
  void leaves_what_scripts_and_emoji_need(String text) {
    assertThat(PlainText.line(text)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  @Test
  void keeps_line_feeds_and_makes_other_breaks_into_them() {
    assertThat(PlainText.clean("a\nb\r\nc\rd\u2028e\u0085f")).isEqualTo("a\nb\nc\nd\ne\nf");
  }

  @Test
  void keeps_thirty_marks_on_a_letter_and_no_more() {
    var cleaned = PlainText.clean("z" + "\u0316".repeat(10_000) + "x");
    assertThat(cleaned).hasSize(32).startsWith("z").endsWith("x");
  }

  @Test
  void is_linear_in_marks() {
    var zalgo = "\u0316\u0301".repeat(500_000);
    assertThat(ProcessorTime.of(() -> PlainText.clean("a" + zalgo)))
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void cleaning_twice_changes_nothing() {
    var once = PlainText.clean("e\u0301\u200B\uD800 \u202E👨‍👩‍👧\r\nx\u0085\u200D\u00E9\u200D");
    assertThat(PlainText.clean(once)).isEqualTo(once);
  }
}
