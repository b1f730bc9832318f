// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  @ParameterizedTest
  @CsvSource({
    "'See https://blog.example/a.', https://blog.example/a",
    "'(https://blog.example/a)', https://blog.example/a",
    "'https://blog.example/a_(b)', https://blog.example/a_(b)",
    "'https://blog.example/a_(b))', https://blog.example/a_(b)",
    "'https://blog.example/?q=a&b=c#d!', https://blog.example/?q=a&b=c#d",
    "'https://blog.example/é/straße.', https://blog.example/é/straße",
    "'\"https://blog.example/a\"', https://blog.example/a",
    "'https://blog.example/aを見る', https://blog.example/a",
    "'HTTP://BLOG.EXAMPLE/A', HTTP://BLOG.EXAMPLE/A",
    "'https://user.example/@ann/1', https://user.example/@ann/1"
  })
  void finds_an_address_without_the_sentence_around_it(String text, String address) {
    assertThat(Links.in(text))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(text.substring(it.start(), it.end())).isEqualTo(address);
              assertThat(it.target()).hasToString(address);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blog.example/a",
        "javascript://alert(1)",
        "ftp://blog.example/",
        "xhttps://blog.example/",
        "https://",
        "https:// blog.example",
        "https://..."
      })
  void leaves_alone_what_is_no_web_address(String text) {
    assertThat(Links.in(text)).isEmpty();
  }

  @Test
  void finds_several_in_order() {
    assertThat(Links.in("https://a.example and https://b.example, too"))
        .extracting(it -> it.target().getHost())
        .containsExactly("a.example", "b.example");
  }

  @ParameterizedTest
  @CsvSource({
    "https://blog.example/a?b=c#d, https://blog.example/a?b=c#d",
    "https://blog.example/größe, https://blog.example/größe",
    "https://blog.example/политика, https://blog.example/политика",
    "https://blog.example/जल, https://blog.example/%E0%A4%9C%E0%A4%B2",
    "https://blog.example/見る, https://blog.example/%E8%A6%8B%E3%82%8B",
    "https://例え.jp/見る, https://xn--r8jz45g.jp/%E8%A6%8B%E3%82%8B",
    "https://blog.example/a., https://blog.example/a%2E",
    "https://blog.example/what!, https://blog.example/what%21",
    "https://blog.example/a_(b), https://blog.example/a_(b)",
    "https://blog.example/a), https://blog.example/a%29",
    "https://blog.example:8080/\u202E, https://blog.example:8080/%E2%80%AE"
  })
  void makes_an_address_recognisable_whole(String address, String recognisable) {
    var made = Links.recognisable(URI.create(address.replace("\\u202E", "\u202E")));

    assertThat(made).hasToString(recognisable);
    assertThat(Links.in("See " + made + "."))
        .singleElement()
        .extracting(Links.Found::target)
        .isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "https://a.example, https://a.example/",
        "https://A.Example/B?c=D, https://a.example/B?c=D",
        "https://müller.example/straße, https://xn--mller-kva.example/stra%C3%9Fe",
        "https://a.example?b, https://a.example?b",
        "` https://a.example/b/ `, https://a.example/b/",
        "not an address, not an address",
        "``, ``",
      })
  void gives_an_address_one_form(String address, String canonical) {
    assertThat(Links.canonical(address)).isEqualTo(canonical);
    assertThat(Links.canonical(canonical)).isEqualTo(canonical);
  }
}
