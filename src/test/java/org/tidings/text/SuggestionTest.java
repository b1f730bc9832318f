// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KNOWN =
      List.of("title", "link", "hashtags", "template", "timezone");

  @ParameterizedTest
  @CsvSource({
    "titel, title",
    "tittle, title",
    "Title, title",
    "lnk, link",
    "hashtag, hashtags",
    "tempalte, template",
    "timezoen, timezone"
  })
  void names_what_was_probably_meant(String written, String meant) {
    assertThat(Suggestion.nearest(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"body", "summary", "x"})
  void says_nothing_if_nothing_is_near(String written) {
    assertThat(Suggestion.nearest(written, KNOWN)).isEmpty();
    assertThat(Suggestion.ending(written, KNOWN)).isEmpty();
  }

  @Test
  void a_word_of_which_no_letter_is_left_is_not_near() {
    assertThat(Suggestion.nearest("m", List.of("g"))).isEmpty();
    assertThat(Suggestion.nearest("", List.of("g"))).isEmpty();
  }

  @Test
  void ends_a_sentence() {
    assertThat(Suggestion.ending("titel", KNOWN)).isEqualTo("; did you mean 'title'?");
  }
}
