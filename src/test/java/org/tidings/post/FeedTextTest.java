// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTextTest {
  private static final String WORD = "\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}";

  /// Mastodon's `Account::MENTION_RE`: who is called by a text.
  static final Pattern MASTODON_MENTION =
      Pattern.compile(
          "(?<![=/"
              + WORD
              + "])@((?i:[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@["
              + WORD
              + "]+(?:[.-]+["
              + WORD
              + "]+)*)?)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@ann",
        "Thanks to @ann!",
        "Thanks to @ann@host.example!",
        "(@ann)",
        ".@ann",
        ".@ann.smith",
        "-@ann.It was great",
        "@everyone and @here",
        "me@",
        "@@ann",
        "@ann-b.c",
        "＠ann",
        "a @1 b",
        "mail@ann"
      })
  void calls_nobody(String text) {
    var defused = FeedText.withoutMentions(text);

    assertThat(MASTODON_MENTION.matcher(defused).find()).isFalse();
    assertThat(defused).isNotEqualTo(text);
    assertThat(defused.replace("\u2060", "")).isEqualTo(text);
    assertThat(FeedText.withoutMentions(defused)).isEqualTo(defused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "me@host.example",
        "first.last+tag@mail.host.example",
        "https://social.example/@ann/1",
        "https://x.example/?user=@ann",
        "5 @ 3 pence",
        "no sign at all"
      })
  void leaves_addresses_whole(String text) {
    assertThat(FeedText.withoutMentions(text)).isEqualTo(text);
  }

  @Test
  void removes_escape_sequences_whole() {
    assertThat(FeedText.line("\u001B[1;31mred\u001B[0m \u001B]0;title\u0007x\u009B2Jy"))
        .isEqualTo("red xy");
    assertThat(FeedText.line("\u001B[")).isEqualTo("[");
  }

  @Test
  void removes_what_nobody_sees() {
    assertThat(FeedText.line("a\u200Bb\uFEFF \u202Ec\u2066 \uE000d\uF8FF \uD83D \u0000e\u00ADf"))
        .isEqualTo("ab c d ef");
  }

  @Test
  void keeps_what_shapes_emoji_and_words() {
    var text = "👨‍👩‍👧‍👦 ☕️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 می‌خواهم क्‍ष";

    assertThat(FeedText.line(text)).isEqualTo(text);
  }

  @Test
  void tidies_white_space() {
    assertThat(FeedText.line(" a\t b\r\n\r\nc \n")).isEqualTo("a b c");
    assertThat(FeedText.paragraphs(" a  b \r\n \n\n\n c\u2028d \n")).isEqualTo("a b\n\nc\nd");
  }
}
