// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.feed.FetchResult.Unavailable.Kind;
import org.tidings.http.Headers;
import org.tidings.http.Reply;
import org.tidings.http.Request;

class FeedFetcherTest {
  private static final URI URL = URI.create("https://blog.example/feed/");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String DATE = "Sat, 21 Nov 2026 10:00:00 GMT";

  /// SHA-256 of "body".
  private static final String HASH =
      "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5";

  private static final Validators KNOWN =
      new Validators(
          Optional.of("W/\"1-gzip\""), Optional.of(DATE), Optional.of(HASH), Optional.of(URL));

  private final List<Request> sent = new ArrayList<>();

  private FetchResult fetch(Validators validators, Reply... replies) {
    Queue<Reply> queue = new ArrayDeque<>(Arrays.asList(replies));
    return FeedFetcher.fetch(
        URL,
        validators,
        request -> {
          sent.add(request);
          return queue.remove();
        },
        NOW);
  }

  private static Reply.Answer answer(int status, String body, String... headers) {
    return answer(URL, status, body, headers);
  }

  private static Reply.Answer answer(URI from, int status, String body, String... headers) {
    var fields = new ArrayList<Headers.Field>();
    for (var i = 0; i < headers.length; i += 2) {
      fields.add(new Headers.Field(headers[i], headers[i + 1]));
    }
    return new Reply.Answer(status, new Headers(fields), body.getBytes(UTF_8), from, List.of());
  }

  private Optional<String> header(int request, String name) {
    return sent.get(request).fields().stream()
        .filter(it -> it.name().equals(name))
        .map(it -> it.value().reveal())
        .findFirst();
  }

  @Test
  void sends_both_validators_verbatim_and_says_what_it_reads() {
    fetch(KNOWN, answer(304, ""));
    assertThat(header(0, "If-None-Match")).hasValue("W/\"1-gzip\"");
    assertThat(header(0, "If-Modified-Since")).hasValue(DATE);
    assertThat(header(0, "Accept").orElseThrow())
        .contains("application/rss+xml", "application/atom+xml", "*/*;q=0.1");
  }

  @Test
  void a_first_fetch_is_unconditional() {
    fetch(Validators.NONE, answer(200, "x"));
    assertThat(header(0, "If-None-Match")).isEmpty();
    assertThat(header(0, "If-Modified-Since")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Tue, 01 Jan 1980 00:00:00 GMT",
        "Wed, 02 Jan 1980 00:00:00 GMT",
        "Wed, 25 Nov 2026 12:00:01 GMT",
      })
  void does_not_send_a_date_that_can_not_be_one(String date) {
    fetch(dated(Optional.of("\"e\""), date), answer(304, ""));
    assertThat(header(0, "If-Modified-Since")).isEmpty();
    assertThat(header(0, "If-None-Match")).hasValue("\"e\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thu, 03 Jan 1980 00:00:00 GMT", "whenever", "99 Foo 2020", DATE})
  void sends_every_other_date_as_it_came(String date) {
    fetch(dated(Optional.empty(), date), answer(304, ""));
    assertThat(header(0, "If-Modified-Since")).hasValue(date);
  }

  @Test
  void a_new_document_comes_with_its_type_address_and_validators() {
    var moved = URI.create("https://blog.example/new/");
    var result =
        fetch(KNOWN, answer(moved, 200, "news", "content-type", "text/xml", "ETAG", "\"2\""));
    assertThat(result)
        .asInstanceOf(type(FetchResult.Modified.class))
        .satisfies(
            it -> {
              assertThat(it.body()).asString(UTF_8).isEqualTo("news");
              assertThat(it.contentType()).hasValue("text/xml");
              assertThat(it.uri()).isEqualTo(moved);
              assertThat(it.validators().etag()).hasValue("\"2\"");
              assertThat(it.validators().lastModified()).as("200 without one clears it").isEmpty();
              assertThat(it.validators().bodyHash()).isPresent().isNotEqualTo(Optional.of(HASH));
            });
  }

  @Test
  void the_same_bytes_are_nothing_new_but_bring_their_new_validators() {
    var result = fetch(KNOWN, answer(200, "body", "ETag", "\"other\""));
    assertThat(result)
        .isEqualTo(
            new FetchResult.NotModified(
                new Validators(
                    Optional.of("\"other\""),
                    Optional.empty(),
                    Optional.of(HASH),
                    Optional.of(URL)),
                new Terms(Optional.empty(), Optional.empty(), Terms.Links.NONE, 4)));
  }

  @Test
  void a_304_replaces_the_validators_it_has_and_keeps_the_rest() {
    var later = "Sun, 22 Nov 2026 10:00:00 GMT";
    assertThat(fetch(KNOWN, answer(304, "", "Last-Modified", later)))
        .isEqualTo(
            new FetchResult.NotModified(
                new Validators(KNOWN.etag(), Optional.of(later), KNOWN.bodyHash(), KNOWN.from()),
                Terms.NONE));
    assertThat(fetch(KNOWN, answer(304, "")))
        .isEqualTo(new FetchResult.NotModified(KNOWN, Terms.NONE));
  }

  @Test
  void a_304_that_nobody_asked_for_is_no_answer() {
    assertThat(fetch(Validators.NONE, answer(304, ""))).isInstanceOf(FetchResult.Unavailable.class);
  }

  @Test
  void a_304_of_another_host_says_nothing_about_what_we_have() {
    var elsewhere = URI.create("https://new.example/feed/");
    assertThat(fetch(KNOWN, answer(elsewhere, 304, "", "ETag", "W/\"1-gzip\"")))
        .isInstanceOf(FetchResult.Unavailable.class);
    var secure = URI.create("https://BLOG.example/other/");
    assertThat(fetch(KNOWN, answer(secure, 304, "")))
        .isEqualTo(new FetchResult.NotModified(from(KNOWN, secure), Terms.NONE));
  }

  @Test
  void validators_are_sent_to_the_host_that_gave_them() {
    var elsewhere = URI.create("https://feeds.example/blog");
    var asked = sentTo(from(KNOWN, elsewhere));
    assertThat(asked.isConditional(elsewhere)).isTrue();
    assertThat(asked.isConditional(URL)).isFalse();
    var others = fetch(from(KNOWN, elsewhere), answer(elsewhere, 304, ""));
    assertThat(others).isEqualTo(new FetchResult.NotModified(from(KNOWN, elsewhere), Terms.NONE));
    assertThat(fetch(from(KNOWN, elsewhere), answer(304, "")))
        .isInstanceOf(FetchResult.Unavailable.class);
  }

  /// What was read was the other page.
  @Test
  void a_304_to_what_another_page_of_the_site_gave_is_no_answer() {
    var other = from(KNOWN, URL.resolve("/other/"));
    assertThat(fetch(other, answer(304, ""))).isInstanceOf(FetchResult.Unavailable.class);
  }

  private Request sentTo(Validators validators) {
    fetch(validators, answer(500, ""));
    return sent.removeFirst();
  }

  private static Validators from(Validators it, URI from) {
    return new Validators(it.etag(), it.lastModified(), it.bodyHash(), Optional.of(from));
  }

  private static Validators dated(Optional<String> etag, String date) {
    return new Validators(etag, Optional.of(date), Optional.empty(), Optional.empty());
  }

  @Test
  void a_date_that_can_not_be_one_is_not_kept() {
    assertThat(
            fetch(
                Validators.NONE,
                answer(200, "x", "Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT")))
        .asInstanceOf(type(FetchResult.Modified.class))
        .satisfies(it -> assertThat(it.validators().spare()).isFalse());
  }

  @Test
  void an_endless_validator_is_not_kept() {
    var result = fetch(Validators.NONE, answer(200, "x", "ETag", "e".repeat(5000)));
    assertThat(result)
        .asInstanceOf(type(FetchResult.Modified.class))
        .satisfies(it -> assertThat(it.validators().etag()).isEmpty());
  }

  @Test
  void gone_is_gone() {
    assertThat(fetch(KNOWN, answer(410, ""))).isInstanceOf(FetchResult.Gone.class);
  }

  @ParameterizedTest
  @CsvSource({
    "301, redirects",
    "401, login",
    "403, refuses",
    "404, nothing at this address",
    "429, fewer requests",
    "451, refuses",
    "500, trouble",
    "503, trouble",
    "504, too long",
    "204, did not send a feed",
    "418, did not send a feed",
  })
  void every_other_status_is_said_in_words(int status, String words) {
    assertThat(fetch(KNOWN, answer(status, "<html>")))
        .asInstanceOf(type(FetchResult.Unavailable.class))
        .satisfies(
            it -> {
              assertThat(it.reason()).startsWith("HTTP " + status + ": ").contains(words);
              assertThat(it.retryAfter()).isEmpty();
            });
  }

  @Test
  void a_challenge_of_cloudflare_is_called_by_its_name() {
    assertThat(fetch(KNOWN, answer(403, "", "cf-mitigated", "challenge")))
        .asInstanceOf(type(FetchResult.Unavailable.class))
        .satisfies(it -> assertThat(it.reason()).contains("Cloudflare"));
  }

  @ParameterizedTest
  @CsvSource({"429, 120, PT2M", "503, 'Mon, 23 Nov 2026 13:00:00 GMT', PT1H", "404, 60, PT1M"})
  void the_servers_own_wait_is_handed_on(int status, String header, Duration wait) {
    assertThat(fetch(KNOWN, answer(status, "", "Retry-After", header)))
        .asInstanceOf(type(FetchResult.Unavailable.class))
        .satisfies(it -> assertThat(it.retryAfter()).hasValue(wait));
  }

  @Test
  void what_could_not_be_sent_or_read_keeps_its_own_words() {
    var refused = new Reply.NotSent(Reply.Cause.FORBIDDEN, "10.0.0.1 is a private address");
    assertThat(fetch(KNOWN, refused))
        .isEqualTo(
            new FetchResult.Unavailable(
                "10.0.0.1 is a private address", Optional.empty(), Kind.OTHER, URL));
    assertThat(fetch(KNOWN, new Reply.NoAnswer("the answer is larger than 10 MiB")))
        .isEqualTo(
            new FetchResult.Unavailable(
                "the answer is larger than 10 MiB", Optional.empty(), Kind.OTHER, URL));
  }
}
