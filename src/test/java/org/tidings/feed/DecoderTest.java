// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
  private final Repairs repairs = new Repairs();

  private String decode(byte[] body, String contentType) {
    return Decoder.decode(body, Optional.of(contentType), repairs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows-1251|text/xml; charset=windows-1251|Привет",
        "windows-1252|text/xml; charset=ISO-8859-1|“naïve” €5",
        "windows-1252|text/xml; charset=us-ascii|“naïve”",
        "gb18030|application/xml;charset=\"gb2312\"|你好，世界",
        "windows-31j|text/xml; charset=Shift_JIS|①日本語",
        "EUC-JP|text/xml; charset=' euc-jp'|日本語",
        "x-windows-949|text/xml; charset=EUC-KR|안녕하세요",
        "Big5|text/xml; charset=big5|你好世界",
        "KOI8-R|text/xml; charset=koi8-r|Привет, мир",
        "x-windows-874|text/xml; charset=TIS-620|สวัสดี",
        "UTF-8|text/xml; charset=ISO-8859-1|Grüße 世界",
        "UTF-8|text/xml; charset=utf-16|Grüße 世界",
        "UTF-8|text/xml; charset=nonsense-1|Grüße",
        "UTF-8|text/xml|plain",
        "windows-1252|text/xml|déjà vu",
        "windows-1252|text/xml; charset=utf-8|déjà vu",
        "windows-1252|text/xml; charset=utf-16|déjà vu!",
        "UTF-16BE|text/xml|<a>Grüße</a> to everybody",
        "UTF-16LE|text/xml; charset=utf-8|<a>Grüße</a> to everybody",
        "UTF-32BE|text/xml|<a>Grüße</a> to everybody",
        "UTF-32LE|text/xml|<a>Grüße</a> to everybody",
      })
  void what_the_bytes_are_beats_what_is_said(Charset charset, String contentType, String text) {
    assertThat(decode(text.getBytes(charset), contentType)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void a_byte_order_mark_settles_it_and_goes(Charset charset) {
    var body = "\uFEFF\uFEFF世界".getBytes(charset);
    assertThat(decode(body, "text/xml; charset=windows-1252")).isEqualTo("世界");
  }

  @Test
  void the_prolog_is_asked_after_the_header() {
    var text = "<?xml version='1.0' encoding='windows-1251'?><a>Привет</a>";
    var body = text.getBytes(Charset.forName("windows-1251"));
    assertThat(decode(body, "text/xml")).isEqualTo(text);
    assertThat(decode(body, "text/xml; charset=utf-8")).isEqualTo(text);
  }

  @Test
  void a_wrong_label_is_told_to_the_owner() {
    decode("<?xml version='1.0' encoding='iso-8859-1'?>é".getBytes(Charset.forName("UTF-8")), "");
    assertThat(repairs.list())
        .containsExactly("it says that it is in iso-8859-1, but it is in UTF-8");
  }

  @Test
  void a_label_that_makes_no_difference_is_not() {
    decode("<?xml version='1.0' encoding='iso-8859-1'?>e".getBytes(Charset.forName("UTF-8")), "");
    assertThat(repairs.list()).isEmpty();
  }

  @Test
  void nothing_is_nothing() {
    assertThat(decode(new byte[0], "text/xml")).isEmpty();
    assertThat(decode(new byte[] {0}, "text/xml")).isEqualTo("\0");
  }
}
