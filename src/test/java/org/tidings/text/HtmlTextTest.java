// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
  /// Of processor time for a megabyte: quadratic work would take minutes, a cold JVM a second.
  private static final Duration BOUND = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p>One.</p><p>Two.</p>|One.¶¶Two.",
        "<p>One.</p>¶¶<p>  Two¶ wrapped. </p>|One.¶¶Two wrapped.",
        "a<br>b<br/>c|a¶b¶c",
        "a<br><br><br>b|a¶¶b",
        "<div>a</div><div>b</div>|a¶b",
        "<p>Buy:</p><ul><li>milk</li><li><p>bread</p></li><li></li></ul>end|Buy:¶¶• milk¶•"
            + " bread¶¶end",
        "<h2>Head</h2>Text|Head¶¶Text",
        "<pre>a¶ b</pre>|a¶b",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>|a b¶c",
        "He said <q>yes</q>.|He said “yes”.",
        "x<script>alert(1)</script><style>p{}</style><noscript>n</noscript>y|xy",
        "<figure><img src=a alt=A><figcaption>Photo: X</figcaption></figure>Text|Text",
        "<p class='wp-caption-text'>Photo</p><p>Text</p>|Text",
        "<span class='screen-reader-text'>hidden</span>seen|seen",
        "<div style='display:none'>preheader</div>seen|seen",
        "<img src=a alt='A cat on a mat'>|A cat on a mat",
        "Good <img class='emoji' alt='🎉' src=x> news|Good 🎉 news",
        "Tom &amp; Jerry&nbsp;&mdash; &lt;3|Tom & Jerry — <3",
        "no tags &amp; entities|no tags & entities",
        "twice &amp;amp; &amp;#8217;|twice & ’",
        "<code>&amp;amp;</code> is code|&amp; is code",
        "&lt;p&gt;Escaped twice&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;|Escaped twice¶¶B",
        "zero\u200Bwidth \u202Eevil\uE001|zerowidth evil",
        "wrapped¶plain text¶¶second|wrapped plain text¶¶second",
        "``|``",
        "<p></p><p>&nbsp;</p>|``",
      })
  void writes_html_as_plain_text(String html, String expected) {
    var text = HtmlText.plain(html.replace('¶', '\n'));
    assertThat(text).isEqualTo(expected.replace('¶', '\n'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p>Text.</p><p>The post <a href='https://b.example/t/'>T</a> appeared first on <a"
            + " href='https://b.example'>B</a>.</p>",
        "<p>Text.</p><p>Der Beitrag <a href='https://b.example/t/'>T</a> erschien zuerst auf <a"
            + " href='https://b.example'>B</a>.</p>",
        "<div><p>Text.</p><p>L’article <a rel=nofollow href='https://b.example/t/'>T</a> est apparu"
            + " en premier sur <a href='https://b.example'>B</a>.</p></div>",
        "Text. The post T appeared first on B.",
        "<p>Text.</p><p><a href='x'>Continue reading on Medium »</a></p>",
        "<p>Text. <a href='x' class='more-link'>Continue reading <span>T</span> <span"
            + " class='meta-nav'>&rarr;</span></a></p>",
        "<p>Text.</p>  <p>  <a href='x'>   Read more  </a>  </p>",
      })
  void leaves_out_what_blog_software_adds(String html) {
    assertThat(HtmlText.plain(html)).isEqualTo("Text.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>It was […]</p>",
        "It was [&#8230;]",
        "It was [...]",
        "<p>It was&#8230; [&hellip;]</p>",
        "<p>It was [&hellip;]</p><p>The post <a href='https://b/t/'>T</a> appeared first on <a"
            + " href='https://b/'>B</a>.</p>",
      })
  void ends_a_cut_sentence_as_people_do(String html) {
    assertThat(HtmlText.plain(html)).isEqualTo("It was…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Compare <a href='https://b.example/x'>one</a> with <a"
            + " href='https://c.example'>two</a>.</p>",
        "<p>I wrote <a href='https://b.example/long'>this</a> and <a"
            + " href='https://b.example/'>that</a> when I had a lot of time to fill with words that"
            + " nobody would ever read to their end, or so I hoped.</p>",
        "<p><a href='x'>Read more</a> books, they say.</p>",
      })
  void leaves_the_authors_own_links_alone(String html) {
    assertThat(HtmlText.plain(html)).hasSizeGreaterThan(20).endsWith(".");
  }

  @Test
  void the_first_paragraph_is_the_first_that_says_something() {
    assertThat(HtmlText.firstParagraph("<p>***</p><p>Once <i>upon</i> a\ntime.</p><p>Then</p>"))
        .isEqualTo("Once upon a time.");
    assertThat(HtmlText.firstParagraph("<img src=x>")).isEmpty();
  }

  @Test
  void a_line_has_no_line_feeds() {
    assertThat(HtmlText.line("<p>a</p><ul><li>b</ul>")).isEqualTo("a • b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>", "<b>", "<b></i>", "<p><b>", "<table><tr><td>", "<", "&", "&#", "<!--",
            "<a href=x>x",
        "@", "[…]", "The post ", " appeared first on ", "</p>", "<li>", "<br>", "\u0316", "\n",
            "&lt;b&gt;",
        "<a href='x'>Read more</a>", "<p><a href=a></a><a href=b></a>",
      })
  void is_quick_whatever_it_is_given(String unit) {
    var html = unit.repeat(1_000_000 / unit.length());
    assertThat(ProcessorTime.of(() -> HtmlText.plain(html))).isLessThan(BOUND);
  }
}
