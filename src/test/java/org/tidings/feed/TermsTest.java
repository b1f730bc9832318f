// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    assertThat(offers(fields, document(hub, self))).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // what the channel has | what is offered; a ~ stands for the feed's own address
        "domain='c.example' port='80' path='/?rsscloud=notify' protocol='http-post'"
            + " | http://c.example/?rsscloud=notify ~",
        "domain='c.example' port='5337' path='/pleaseNotify' protocol='HTTP-POST'"
            + " | http://c.example:5337/pleaseNotify ~",
        "domain='c.example' path='rpc' protocol='https-post' | https://c.example/rpc ~",
        "domain='c.example' port='443' path='/' protocol='http-post' | https://c.example/ ~",
        "domain='c.example' port='80' path='/RPC2' protocol='xml-rpc' | ``",
        "domain='c.example' port='80' path='/' protocol='soap' | ``",
        "domain='c.example' port='80' path='/' | ``",
        "domain='' port='80' path='/' protocol='http-post' | ``",
        "domain='c.example' port='http' path='/' protocol='http-post' | ``",
        "domain='c.example' port='99999' path='/' protocol='http-post' | ``",
        "domain='me@c.example' port='80' path='/' protocol='http-post' | ``",
        "domain='c.example/x?' port='80' path='/' protocol='http-post' | ``",
        " | ``",
      })
  void a_cloud_is_offered_if_it_speaks_http(@Nullable String attributes, String expected) {
    var document = rss("<cloud %s/>".formatted(attributes == null ? "" : attributes));
    assertThat(offers("", document)).isEqualTo(expected.replace("~", URL.toString()));
  }

  @Test
  void a_cloud_comes_after_hubs_and_calls_the_feed_as_it_calls_itself() {
    var cloud = "<cloud domain='c.example' path='/rpc' protocol='http-post'/>";
    var self = "<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='self' href='http://d/s'/>";
    var hub = "<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='hub' href='http://d/h'/>";
    assertThat(offers("", rss(cloud + self))).isEqualTo("http://c.example/rpc http://d/s");
    assertThat(offers("", rss(cloud + self + hub)))
        .isEqualTo("http://d/h http://d/s http://c.example/rpc http://d/s");
  }

  @Test
  void the_archive_is_where_the_fields_say() {
    var both = terms("<p2>; rel=\"next\", </archive/9>; rel=prev-archive").links();
    assertThat(both.older()).contains(URI.create("https://blog.example/archive/9"));
    assertThat(terms("<p2>; rel=next").links().older())
        .contains(URI.create("https://blog.example/feed/p2"));
    assertThat(terms("<p2>; rel=previous").links().older()).isEmpty();
  }

  private static String offers(String fields, String document) {
    var parsed = FeedParser.parse(document.getBytes(UTF_8), Optional.empty(), URL, NOW);
    return terms(fields).offers(((ParseResult.Parsed) parsed).document(), URL).stream()
        .map(it -> it.address() + " " + it.topic())
        .collect(Collectors.joining(" "));
  }

  private static String rss(String head) {
    return "<rss version='2.0'><channel><title>A blog</title>%s</channel></rss>".formatted(head);
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
