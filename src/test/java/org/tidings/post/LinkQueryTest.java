// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkQueryTest {
  @ParameterizedTest
  @CsvSource({
    "https://b.example/a, https://b.example/a?m=so%20cial%26&s=x",
    "https://b.example, https://b.example?m=so%20cial%26&s=x",
    "https://b.example/?p=3#top, https://b.example/?p=3&m=so%20cial%26&s=x#top",
    "https://b.example/?s=mine, https://b.example/?s=mine&m=so%20cial%26",
    "https://b.example/?&s, https://b.example/?&s&m=so%20cial%26",
    "mailto:a@b.example, mailto:a@b.example"
  })
  void additions_stand_behind_what_the_link_says_itself(URI link, URI added) {
    assertThat(LinkQuery.added(link, new TreeMap<>(Map.of("s", "x", "m", "so cial&"))))
        .isEqualTo(added);
  }
}
