// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://a.example/b/c?d | e | http://a.example/b/e",
        "http://a.example/b/c?d | /e | http://a.example/e",
        "http://a.example/b/c?d | ../e | http://a.example/e",
        "http://a.example/b/c?d | ?e=f | http://a.example/b/c?e=f",
        "http://a.example | e | http://a.example/e",
        "http://a.example | ?e | http://a.example/?e",
        "http://a.example/b | //c.example/d | http://c.example/d",
        "https://a.example/b | http://c.example | http://c.example",
        "http://a.example/b | https://c.example/d#e | https://c.example/d",
        "http://a.example/b | /c d | http://a.example/c%20d",
        "http://a.example/b | /100% | http://a.example/100%25",
        "http://a.example/b | /%41%zz | http://a.example/%41%25zz",
        "http://a.example/b | /gr\u00c3\u00bc\u00c3\u009f | http://a.example/gr%C3%BC%C3%9F",
        "http://a_b.example/c | d | http://a_b.example/d",
        "http://a_b.example/c | ?d | http://a_b.example/c?d",
      })
  void is_resolved_as_browsers_do(URI base, String value, URI expected) {
    assertThat(Location.resolve(base, value)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "#f", "http://", "http://[", ":", "http:"})
  void what_can_not_be_made_out_is_nothing(String value) {
    assertThat(Location.resolve(URI.create("http://a.example/b"), value)).isEmpty();
  }
}
