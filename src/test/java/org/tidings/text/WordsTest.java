// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    // whole, and one over
    "'One two three', 13, 'One two three'",
    "'One two three', 12, 'One two…'",
    "'One two three', 8, 'One two…'",
    "'One two three', 7, 'One…'",
    "'One two three', 4, 'One…'",
    "'One two three', 3, 'On…'",
    "'One two three', 1, ''",
    "'One two three', 0, ''",
    // nothing that would hang before the ellipsis
    "'Either, or else', 8, 'Either…'",
    "'A plan – and a bill', 8, 'A plan…'",
    "'Is it? Surely so', 8, 'Is it?…'",
    "'It ends. Then more', 9, 'It ends…'",
    // one gigantic word is cut, and so is one behind a short word
    "Donaudampfschifffahrtsgesellschaft, 10, Donaudamp…",
    "'Die Donaudampfschifffahrtsgesellschaft', 14, 'Die Donaudamp…'",
    // hyphens and slashes do not divide a word
    "'A state-of-the-art thing', 15, 'A state-of-the…'",
    "'The state-of-the-art and/or more', 25, 'The state-of-the-art…'",
    // no spaces: between characters, never before a full stop or inside a word of katakana
    "四テラバイトを止めずに移す方法, 11, 四テラバイトを止めず…",
    "雨が降る。行かない, 5, 雨が降…",
    "ภาษาไทยง่ายนิดเดียวครับ, 10, ภาษาไทย…",
    // right to left
    "'كيف نقلنا أربعة تيرابايت', 12, 'كيف نقلنا…'"
  })
  void cuts_after_a_word(String text, int max, String cut) {
    assertThat(Words.cut(text, max)).isEqualTo(cut);
    assertThat(Graphemes.count(Words.cut(text, max))).isLessThanOrEqualTo(max);
  }

  @Test
  void never_cuts_a_character() {
    var family = "👨‍👩‍👧‍👦";

    assertThat(Words.cut(family.repeat(5), 3)).isEqualTo(family + family + "…");
    assertThat(Words.cut("e\u0301".repeat(9), 4)).isEqualTo("e\u0301".repeat(3) + "…");
    assertThat(Words.cut("🇩🇪".repeat(9), 4)).isEqualTo("🇩🇪".repeat(3) + "…");
  }

  @Test
  void never_cuts_an_address() {
    var text = "See https://blog.example/a/very/long/address/indeed for more";

    for (var max = 0; max < text.length(); max++) {
      assertThat(Words.cut(text, max)).doesNotContain("http…").doesNotContain("/…");
    }
    assertThat(Words.cut(text, 30)).isEqualTo("See…");
    assertThat(Words.cut(text, 56)).isEqualTo(text.substring(0, 55) + "…");
    assertThat(Words.cut("https://blog.example/a/very/long/address", 20)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'Rain came late. The farmers wait. We too', 40, 'Rain came late. The farmers wait. We too'",
    "'Rain came late. The farmers wait. We too', 39, 'Rain came late. The farmers wait.'",
    "'Rain came late. The farmers wait. We too', 33, 'Rain came late. The farmers wait.'",
    "'Rain came late. The farmers wait. We too', 32, 'Rain came late. The farmers…'",
    "'Rain came late. The farmers wait. We too', 28, 'Rain came late.'",
    "'Rain came late. The farmers wait. We too', 15, 'Rain came late.'",
    "'Rain came late. The farmers wait. We too', 14, 'Rain came…'",
    // what looks like the end of a sentence
    "'It was found by Dr. Smith, who went home early', 30, 'It was found by Dr. Smith…'",
    "'It was sold by Prof. Smith, who went home early', 30, 'It was sold by Prof. Smith…'",
    "'It cost 3.5 million pounds and nobody knows why', 20, 'It cost 3.5 million…'",
    // other scripts end sentences otherwise
    "'बारिश देर से आई। किसानों ने बताया कि', 20, 'बारिश देर से आई।'",
    "雨が降る。行かない人もいます, 8, 雨が降る。",
    "'He said: \"We will come back.\" Then he left for good', 40, 'He said: \"We will come back.\"'"
  })
  void cuts_after_a_sentence_if_that_keeps_half(String text, int max, String cut) {
    assertThat(Words.cutAtSentence(text, max)).isEqualTo(cut);
  }

  @ParameterizedTest
  @CsvSource({
    "'One two three', 3, 'One two three'",
    "'One two three', 2, 'One two…'",
    "'One two, three', 2, 'One two…'",
    "'One', 5, 'One'"
  })
  void takes_the_first_words(String text, int max, String first) {
    assertThat(Words.first(text, max)).isEqualTo(first);
  }
}
