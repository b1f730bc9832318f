// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://blog.example/a?utm_source=rss&utm_medium=feed   | https://blog.example/a
          https://blog.example/a?id=7&utm_source=rss              | https://blog.example/a?id=7
          https://blog.example/a?utm_source=x&id=7#part           | https://blog.example/a?id=7#part
          https://blog.example/?p=12&fbclid=abc                   | https://blog.example/?p=12
          https://blog.example/a#utm_source=rss                   | https://blog.example/a
          https://medium.com/@ann/x-1a2b?source=rss----9f8e---4   | https://medium.com/@ann/x-1a2b
          https://blog.example/a?ref=rss                          | https://blog.example/a
          https://blog.example/a?x=1&amp;utm_source=rss           | https://blog.example/a?x=1
          https://youtu.be/abc?feature=youtu.be                   | https://youtu.be/abc
          """)
  void readers_are_sent_without_what_tracks_them(URI link, URI expected) {
    assertThat(CanonicalUrl.forPosting(link)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://Blog.example:443/A/../b/?b=2&a=1&&c#frag",
        "https://blog.example/caf%c3%a9?q=%7e",
        "https://blog.example/a?",
        "https://blog.example/a?ref=homepage&source=ann",
        "https://give.example/donate?campaign_id=5",
        "https://blog.example/a?b=utm_source",
        "mailto:ann@blog.example?subject=x"
      })
  void everything_else_stays_verbatim(URI link) {
    assertThat(CanonicalUrl.forPosting(link)).hasToString(link.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://blog.example/a                    | https://blog.example/a
          https://www.blog.example/a               | https://blog.example/a
          https://BLOG.Example/a                   | https://blog.example/a
          https://blog.example:443/a               | https://blog.example/a
          http://blog.example:80/a                 | https://blog.example/a
          https://ann@blog.example/a               | https://blog.example/a
          https://blog.example/a/                  | https://blog.example/a
          https://blog.example/a//                 | https://blog.example/a
          https://blog.example/a/index.html        | https://blog.example/a
          https://blog.example/a/index.php         | https://blog.example/a
          https://blog.example/a/amp               | https://blog.example/a
          https://blog.example/a/amp/              | https://blog.example/a
          https://blog.example/a?amp=1             | https://blog.example/a
          https://blog.example/x/../a/./           | https://blog.example/a
          https://blog.example/a?y=2&x=1           | https://blog.example/a?x=1&y=2
          https://blog.example/a?utm_campaign=z    | https://blog.example/a
          https://blog.example/%7Eann/%e2%82%ac    | https://blog.example/~ann/%E2%82%AC
          https://blog.example/a#comments          | https://blog.example/a
          https://b\u00fccher.example/a                 | https://xn--bcher-kva.example/a
          https://blog.example./a                  | https://blog.example/a
          https://www.youtube.com/watch?v=aB-9&t=3 | https://youtu.be/aB-9
          https://m.youtube.com/shorts/aB-9        | https://youtu.be/aB-9
          https://blog.example                     | https://blog.example/
          """)
  void addresses_of_one_page_are_the_same(URI one, URI other) {
    assertThat(CanonicalUrl.forIdentity(one)).isEqualTo(CanonicalUrl.forIdentity(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://blog.example/a          | https://blog.example/A
          https://blog.example/a          | https://blog.example:8080/a
          https://blog.example/a?x=1      | https://blog.example/a?x=2
          https://blog.example/#!/a       | https://blog.example/#!/b
          https://ann.blog.example/a      | https://blog.example/a
          https://blog.example/a%2Fb      | https://blog.example/a/b
          https://www.example/a           | https://example/a
          https://blog.example/index      | https://blog.example/
          https://youtu.be/aB-9           | https://youtu.be/ab-9
          gemini://blog.example/a         | https://blog.example/a
          """)
  void addresses_of_different_pages_differ(URI one, URI other) {
    assertThat(CanonicalUrl.forIdentity(one)).isNotEqualTo(CanonicalUrl.forIdentity(other));
  }

  @ParameterizedTest
  @CsvSource({
    "https://blog.example, true",
    "https://blog.example/, true",
    "https://www.blog.example/index.php, true",
    "https://blog.example/#comments, true",
    "https://blog.example/?p=1, false",
    "https://blog.example/#!a, false",
    "https://blog.example/a, false",
  })
  void knows_a_front_page(URI link, boolean front) {
    assertThat(CanonicalUrl.isFrontPage(CanonicalUrl.forIdentity(link))).isEqualTo(front);
  }
}
