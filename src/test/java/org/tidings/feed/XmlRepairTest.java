// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlRepairTest {
  private final Repairs repairs = new Repairs();

  private String repair(String text) throws UnreadableException {
    return XmlRepair.repair(text, repairs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<rss><a/></rss>|<rss><a></a></rss>",
        "<rss a='1' b=\"2\">x</rss>|<rss a=\"1\" b=\"2\">x</rss>",
        "<?xml version='1.0'?><!-- <rss> --><rss>x<!-- y --><?php z ?></rss>|<rss>x</rss>",
        "<!DOCTYPE rss [<!ENTITY x \"]><rss>\">]><rss>x</rss>|<rss>x</rss>",
        "<rss>&amp;&lt;&gt;&quot;&apos;</rss>|<rss>&amp;&lt;&gt;&quot;'</rss>",
        "<rss><![CDATA[a <b> & ]]]]><![CDATA[>]]></rss>|<rss><![CDATA[a <b> &"
            + " ]]]]><![CDATA[>]]></rss>",
        "<rss xmlns:x=' urn:x '><x:a x:b='1'/></rss>|<rss xmlns:x=\"urn:x\"><x:a"
            + " x:b=\"1\"></x:a></rss>",
      })
  void a_sound_document_is_left_as_it_is(String text, String expected) throws UnreadableException {
    assertThat(repair(text)).isEqualTo(expected);
    assertThat(repairs.list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<rss>a & b &x; &nbsp;</rss>|<rss>a &amp; b &amp;x; \u00A0</rss>",
        "<rss a='b & c < d \"e\"'/>|<rss a=\"b &amp; c &lt; d &quot;e&quot;\"></rss>",
        "<rss>1 < 2 <3 <</rss>|<rss>1 &lt; 2 &lt;3 &lt;</rss>",
        "<rss><a><b>x</a></rss>|<rss><a><b>x</b></a></rss>",
        "<rss>x</b></rss>|<rss>x</rss>",
        "<rss><item>1<item>2</rss>|<rss><item>1</item><item>2</item></rss>",
        "<rss>a<br>b<img src=x></rss>|<rss>a<br></br>b<img src=\"x\"></img></rss>",
        "<rss><dc:a/></rss>|<rss><dc:a xmlns:dc=\"http://purl.org/dc/elements/1.1/\"></dc:a></rss>",
        "<rss><q:a q:b='1'/></rss>|<rss><q:a xmlns:q=\"urn:unbound:q\" q:b=\"1\"></q:a></rss>",
        "<rss><a xmlns:q='u'/><q:b/></rss>|<rss><a xmlns:q=\"u\"></a><q:b"
            + " xmlns:q=\"urn:unbound:q\"></q:b></rss>",
        "<rss><a xmlns:q=''><q:b/></a></rss>|<rss><a><q:b"
            + " xmlns:q=\"urn:unbound:q\"></q:b></a></rss>",
        "<rss>x\u0001\uFFFE\uD800y</rss>|<rss>xy</rss>",
        "<rss>&#0;&#xFFFF;&#150;&#x1F600;</rss>|<rss>–😀</rss>",
        "<rss><![CDATA[x</rss>|<rss><![CDATA[x</rss>]]></rss>",
        "<rss>x</rss><p>y</p>|<rss>x</rss>",
        "junk<rss>x</rss>|<rss>x</rss>",
        "<rss a=1 a=2 b>x</rss>|<rss a=\"1\" b=\"\">x</rss>",
        "<rss><a:b:c/></rss>|<rss><a:b_c xmlns:a=\"urn:unbound:a\"></a:b_c></rss>",
        "<rss><item>1</item><item><t>half|<rss><item>1</item></rss>",
        "<rss><t>half|<rss><t>half</t></rss>",
        "<entry>1</entry><entry>2</entry>|<feed><entry>1</entry><entry>2</entry></feed>",
        "<fe><entry>1<entry>2</entry></feed>|<feed><entry>1</entry><entry>2</entry></feed>",
        "<a:entry xmlns:a='u'/>|<a:feed xmlns:a=\"u\"><a:entry xmlns:a=\"u\"></a:entry></a:feed>",
        "<channel/><item/></rss>|<rss><channel></channel><item></item></rss>",
        "<entry>1</entry><entry>ha|<feed><entry>1</entry></feed>",
      })
  void a_broken_document_is_mended_and_the_owner_told(String text, String expected)
      throws UnreadableException {
    assertThat(repair(text)).isEqualTo(expected);
    assertThat(repairs.list()).isNotEmpty();
  }

  @Test
  void depth_has_a_bound() throws UnreadableException {
    var deep = XmlRepair.MAX_DEPTH - 1;
    assertThat(repair("<rss>" + "<a>".repeat(deep) + "</a>".repeat(deep) + "</rss>"))
        .startsWith("<rss><a>");
    assertThatThrownBy(() -> repair("<rss>" + "<a>".repeat(deep + 1)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("deeper than");
  }

  @Test
  void the_number_of_tags_has_a_bound() {
    assertThatThrownBy(() -> repair("<rss>" + "<a/>".repeat(XmlRepair.MAX_ELEMENTS)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("too large");
  }
}
