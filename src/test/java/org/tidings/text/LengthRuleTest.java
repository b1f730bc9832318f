// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthRuleTest {
  @ParameterizedTest
  @CsvSource({
    "plain, 5, 5, 5, 5",
    "é, 1, 1, 1, 2",
    "四, 1, 1, 1, 3",
    "👋, 1, 1, 2, 4",
    "🇩🇪, 1, 2, 4, 8",
    "👨‍👩‍👧‍👦, 1, 7, 11, 25",
    "'Größe 👍 https://x.example/é #Tag', 32, 32, 33, 38"
  })
  void measures_in_the_platforms_own_unit(
      String text, int graphemes, int codePoints, int utf16, int utf8) {
    assertThat(measure(LengthRule.Unit.GRAPHEMES, text)).isEqualTo(graphemes);
    assertThat(measure(LengthRule.Unit.CODE_POINTS, text)).isEqualTo(codePoints);
    assertThat(measure(LengthRule.Unit.UTF16_UNITS, text)).isEqualTo(utf16);
    assertThat(measure(LengthRule.Unit.UTF8_BYTES, text)).isEqualTo(utf8);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(utf8);
  }

  /// 500 characters, emoji as their bytes; 👍 is 4.
  @ParameterizedTest
  @CsvSource({
    "plain, 5",
    "Größe, 5",
    "四テラバイト, 6",
    "जलवायु, 6",
    "cafe\u0301, 5",
    "👍, 4",
    "👍👍🏽, 12",
    "🇩🇪, 8",
    "👨‍👩‍👧‍👦, 25",
    "1\uFE0F\u20E3, 7",
    "❤\uFE0F, 6",
    "❤, 3",
    "©, 2",
    "𠮷, 4",
    "'12 #4 * ok', 10",
    "'Our team 👨‍👩‍👧‍👦 is in 🇩🇪 now', 53",
  })
  void threads_counts_emoji_by_their_bytes(String text, int length) {
    assertThat(measure(LengthRule.Unit.THREADS_CHARACTERS, text)).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({
    "no links at all. None., 0",
    "https://a.example/x, 1",
    "https://a.example/x and https://a.example/x, 1",
    "https://a.example/x https://a.example/y, 2",
    "www.a.example and b.example/x, 2",
    "me@host.example, 0",
    "version 1.2.3 of e.g. that, 0",
    "blog.example.com and threads.com, 2",
    "'index.html app.js style.css main.go lib.rs', 0",
  })
  void links_are_counted_once_each(String text, int links) {
    assertThat(measure(LengthRule.Unit.LINKS, text)).isEqualTo(links);
  }

  @Test
  void counts_a_lone_surrogate_as_java_encodes_it() {
    assertThat(measure(LengthRule.Unit.UTF8_BYTES, "\uD83D")).isEqualTo(1);
  }

  @Test
  void allows_what_is_exactly_as_long_as_the_limit() {
    var rule = new LengthRule(LengthRule.Unit.GRAPHEMES, 3);

    assertThat(rule.allows("abc")).isTrue();
    assertThat(rule.allows("abcd")).isFalse();
  }

  @Test
  void refuses_a_limit_that_allows_nothing() {
    assertThatThrownBy(() -> new LengthRule(LengthRule.Unit.GRAPHEMES, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int measure(LengthRule.Unit unit, String text) {
    return new LengthRule(unit, 500).measure(text);
  }

  /// Vectors of twitter-text 3.1.0 (docs.x.com, "Counting characters").
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello, world! 👋|16",
        "日本語|6",
        "cafe\u0301|4",
        "👨‍👩‍👧‍👦|2",
        "a–b—c’d…|9",
        "example.com|23",
        "https://bücher.example.com/straße|23",
        "https://example.com.|24",
        "Read https://blog.example/post now|34",
        "Read https://blog.example.dev/2026/11/post?x=1 now|32",
        "http://blog.com|23",
        "blog.com/path?q=1&r=2|23",
        "One https://a.com two https://b.com c.co.jp end|83",
        "Русские слова|13",
        "저찀쯿쿿|8",
        "H🐱☺|5",
        "https://blog.com/Русские_слова|23",
        "ftp://files|11",
      })
  void x_weighs_letters_emoji_and_links(String text, int weight) {
    assertThat(new LengthRule(LengthRule.Unit.X_CHARACTERS, 280).measure(text)).isEqualTo(weight);
  }

  @Test
  void x_takes_280_and_not_281() {
    var rule = new LengthRule(LengthRule.Unit.X_CHARACTERS, 280);
    assertThat(rule.allows("x".repeat(280))).isTrue();
    assertThat(rule.allows("x".repeat(281))).isFalse();
  }
}
