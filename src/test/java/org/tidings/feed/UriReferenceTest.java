// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriReferenceTest {
  private static final URI BASE = URI.create("https://b.example/a/d;p?q");

  /// The examples of RFC 3986 section 5.4 that mean http addresses.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g|https://b.example/a/g",
        "./g|https://b.example/a/g",
        "g/|https://b.example/a/g/",
        "/g|https://b.example/g",
        "//g.example|https://g.example",
        "?y|https://b.example/a/d;p?y",
        "g?y|https://b.example/a/g?y",
        "#s|https://b.example/a/d;p?q#s",
        "g#s|https://b.example/a/g#s",
        "g?y#s|https://b.example/a/g?y#s",
        ";x|https://b.example/a/;x",
        ".|https://b.example/a/",
        "./|https://b.example/a/",
        "..|https://b.example/",
        "../g|https://b.example/g",
        "../../../g|https://b.example/g",
        "/./g|https://b.example/g",
        "g.|https://b.example/a/g.",
        "..g|https://b.example/a/..g",
        "./../g|https://b.example/g",
        "g/./h|https://b.example/a/g/h",
        "g/../h|https://b.example/a/h",
        "g?y/../x|https://b.example/a/g?y/../x",
      })
  void resolves_as_rfc_3986_says(String reference, URI expected) {
    assertThat(UriReference.resolve(BASE, reference)).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://x.example/a b|https://x.example/a%20b",
        "https://x.example/ü|https://x.example/%C3%BC",
        "https://bücher.example/|https://xn--bcher-kva.example/",
        "https://x.example/%zz%41|https://x.example/%25zz%41",
        "https://x.example/a[1]?b[]=2|https://x.example/a%5B1%5D?b[]=2",
        "HTTPS://X.EXAMPLE:443/A|https://x.example:443/A",
        "https://user:pw@x.example/|https://x.example/",
        "https://[2001:db8::1]:8080/x|https://[2001:db8::1]:8080/x",
        "https://x.example/?a=1&amp;b=2|https://x.example/?a=1&b=2",
        "https:\\\\x.example\\a|https://x.example/a",
        "https://my_blog.example/|https://my_blog.example/",
        "https://x.example/#a#b|https://x.example/#a%23b",
      })
  void encodes_what_people_write(String reference, URI expected) {
    assertThat(UriReference.resolve(BASE, reference)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https://:80/",
        "https://x.example:port/",
        "https://a b.example/",
        "tag:x.example,2026:1",
      })
  void what_is_no_web_address_is_none(String reference) {
    assertThat(UriReference.resolve(BASE, reference)).isEmpty();
  }

  @Test
  void a_base_without_a_path_is_a_base() {
    assertThat(UriReference.resolve(URI.create("https://b.example"), "x"))
        .hasValue(URI.create("https://b.example/x"));
  }

  @Test
  void a_file_is_no_base_for_links() {
    assertThat(UriReference.resolve(URI.create("file:///tmp/feed.xml"), "x")).isEmpty();
    assertThat(UriReference.resolve(URI.create("file:///tmp/feed.xml"), "https://x.example/"))
        .hasValue(URI.create("https://x.example/"));
  }

  @Test
  void removes_line_breaks_and_refuses_what_is_too_long() {
    assertThat(UriReference.resolve(BASE, "\n https://x.exa\n\tmple/ \r\n"))
        .hasValue(URI.create("https://x.example/"));
    assertThat(UriReference.resolve(BASE, "https://x.example/" + "a".repeat(5000))).isEmpty();
  }
}
