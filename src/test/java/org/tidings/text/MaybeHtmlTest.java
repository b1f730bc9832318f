// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaybeHtmlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Plain words|Plain words",
        "AT&T, R&D and Q&A; done|AT&T, R&D and Q&A; done",
        "AT&amp;T|AT&T",
        "It&#8217;s &#x201C;new&#x201d;|It’s “new”",
        "AT&amp;amp;T|AT&T",
        "It&amp;#8217;s|It’s",
        "A <b>bold</b> claim|A bold claim",
        "A &lt;b&gt; claim|A <b> claim",
        "A &lt;b&gt;bold&lt;/b&gt; claim|A <b>bold</b> claim",
        "A &amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt; claim|A bold claim",
        "Generics: List<T> and Map<K, V>|Generics: List<T> and Map<K, V>",
        "Generics: List<T> and <em>more</em>|Generics: List<T> and more",
        "1 < 2 and 3 > 2|1 < 2 and 3 > 2",
        "I <3 tea|I <3 tea",
        "one<br/>two|one two",
        "H<sub>2</sub>O|H2O",
        "safe<script>alert(1)</script>|safe",
        "smile <img class='wp-smiley' alt='🙂' src='x.png'>|smile 🙂",
        "<STRONG>Loud</STRONG>|Loud",
        "non&nbsp;breaking &hellip;|non breaking …",
        "&#0;&#xD800;&#128;uro|€uro",
        "&unknown; stays|&unknown; stays",
        "caf&eacute;|café",
      })
  void reads_a_title_as_its_author_meant_it(String text, String expected) {
    assertThat(MaybeHtml.line(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "&", "</b", "<b>", "&amp;", "&#", "<b></i>", "&lt;b&gt;"})
  void is_quick_whatever_it_is_given(String unit) {
    var text = unit.repeat(1_000_000 / unit.length());
    assertThat(ProcessorTime.of(() -> MaybeHtml.line(text))).isLessThan(Duration.ofSeconds(1));
  }
}
