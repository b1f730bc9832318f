// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextMatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sponsored     | A SPONSORED post         | true",
        "sponsored     | A sponsor                | false",
        "two words     | has two  words in it     | true",
        "what?         | So what? Nothing         | true",
        "café          | Das CAFE\u0301 am Eck    | true",
        "(?i)^ad:      | Ad: buy                  | true",
        "(?i)^ad:      | no ad: here              | false",
        "(?:)Ad        | ad                       | false",
        "(?i)\\bcat\\b | a Cat.                   | true",
        "(?i)\\bcat\\b | concatenate              | false"
      })
  void finds_words_as_they_stand_and_expressions(String wanted, String text, boolean found) {
    assertThat(TextMatch.of(wanted).isIn(text)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "politics     | Politics        | true",
        "politics     | Party politics  | false",
        "(?i)politics | Party politics  | true",
        "(?i)^pol     | Party politics  | false"
      })
  void names_must_agree_as_a_whole_unless_an_expression_says_otherwise(
      String wanted, String name, boolean found) {
    assertThat(TextMatch.of(wanted).isNameOf(name)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^Ad", "ends$", "a.*b", "\\bcat\\b", "[a-z]+ing"})
  void an_expression_that_does_not_say_so_is_a_mistake(String written) {
    assertThatThrownBy(() -> TextMatch.of(written)).hasMessageContaining("write \"(?i)" + written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?i)[a", "(?i)(a", "(?i)a(?=b)", "(?i)(a)\\1", "(?i)a{2000}"})
  void what_is_no_expression_is_a_mistake(String written) {
    assertThatThrownBy(() -> TextMatch.of(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s)not a regular expression: .*|.* repeats too much.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)((a{1000}){1000}){1000}",
        "(?i)(((a{99}){99}){99}){1,99}",
        "(?i)(a{1000}b{2})",
        "(?i)(abc){700}"
      })
  void what_would_unroll_to_too_much_is_refused_at_once(String written) {
    assertTimeout(
        Duration.ofSeconds(2),
        () -> assertThatThrownBy(() -> TextMatch.of(written)).hasMessageContaining("repeats"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(?i)(a+)+$", "(?i)(a|aa)+$", "(?i)(.*a){12}$", "(?i)^(([a-z])+.)+[A-Z]([a-z])+$"})
  void what_hangs_other_engines_takes_time_in_proportion_to_the_text(String written) {
    var match = TextMatch.of(written);
    var text = "a".repeat(20_000) + "!";
    assertTimeout(Duration.ofSeconds(2), () -> match.isIn(text));
  }

  @Test
  void it_is_shown_as_it_was_written() {
    assertThat(TextMatch.of("(?i)A b")).hasToString("(?i)A b");
  }
}
