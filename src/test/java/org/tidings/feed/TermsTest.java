// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.http.Headers;
import org.tidings.http.Reply;

/// What `Link` fields say of a feed, beside what its document says.
class TermsTest {
  private static final URI URL = URI.create("https://blog.example/feed/");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // fields | the document's | where the hub is, and what it calls the feed
        "</h>; rel=hub, </s>; rel=self | - | - | https://blog.example/h https://blog.example/s",
        "</h>; rel=hub, </s>; rel=self | http://d/h | http://d/s"
            + " | https://blog.example/h https://blog.example/s",
        "</h>; rel=\"hub self\" | - | - | https://blog.example/h https://blog.example/h",
        "</h>; rel=hub | - | http://d/s | https://blog.example/h http://d/s",
        "</h>; rel=hub | http://d/h | http://d/s | https://blog.example/h http://d/s",
        "</s>; rel=self | http://d/h | - | http://d/h https://blog.example/s",
        "</s>; rel=self | http://d/h | http://d/s | http://d/h http://d/s",
        "</x>; rel=next | http://d/h | http://d/s | http://d/h http://d/s",
        "</h>; rel=hub | - | - | -",
        "</s>; rel=self | - | http://d/s | -",
      })
  void a_hub_is_offered_by_the_first_place_that_names_one(
      String fields, @Nullable String hub, @Nullable String self, @Nullable String expected) {
    var document =
        FeedParser.parse(document(hub, self).getBytes(UTF_8), Optional.empty(), URL, NOW);
    var offer = terms(fields).offer(((ParseResult.Parsed) document).document());
    assertThat(offer.map(it -> it.hubs().getFirst() + " " + it.topic()))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void the_archive_is_where_the_fields_say() {
    var both = terms("<p2>; rel=\"next\", </archive/9>; rel=prev-archive").links();
    assertThat(both.older()).contains(URI.create("https://blog.example/archive/9"));
    assertThat(terms("<p2>; rel=next").links().older())
        .contains(URI.create("https://blog.example/feed/p2"));
    assertThat(terms("<p2>; rel=previous").links().older()).isEmpty();
  }

  private static Terms terms(String link) {
    return Terms.of(
        new Reply.Answer(200, Headers.of("Link", link), new byte[0], URL, List.of()), NOW);
  }

  private static String document(@Nullable String hub, @Nullable String self) {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A blog</title>"
        + link("hub", hub)
        + link("self", self)
        + "</feed>";
  }

  private static String link(String relation, @Nullable String address) {
    return address == null ? "" : "<link rel=\"%s\" href=\"%s\"/>".formatted(relation, address);
  }
}
