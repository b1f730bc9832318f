// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Misbehaviour;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.http.StubServer.Behaviour;

/// The whole way through real sockets.
class FeedFetcherServerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("test");
  private final Http http = egress.http(List.of("127.0.0.1"));

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  private FetchResult fetch(URI url, Validators validators) {
    return FeedFetcher.fetch(url, validators, http, NOW);
  }

  @Test
  void the_second_time_the_server_is_asked_whether_anything_is_new() {
    server.handle(
        "GET",
        "/feed",
        request ->
            request.header("If-None-Match").filter("\"v1\""::equals).isPresent()
                ? StubAnswer.status(304).header("ETag", "\"v1\"")
                : StubAnswer.ok("text/xml", "<rss/>").header("ETag", "\"v1\""));
    var first = (FetchResult.Modified) fetch(server.uri("/feed"), Validators.NONE);
    assertThat(first.body()).asString(UTF_8).isEqualTo("<rss/>");
    assertThat(fetch(server.uri("/feed"), first.validators()))
        .isEqualTo(new FetchResult.NotModified(first.validators(), Terms.NONE));
    assertThat(server.requests("/feed")).hasSize(2);
  }

  @Test
  void a_redirect_is_followed_and_the_base_is_where_it_led() {
    server.on("GET", "/old", StubAnswer.redirect(301, "/new/"));
    server.on("GET", "/new/", StubAnswer.ok("text/xml", "<rss/>"));
    assertThat(fetch(server.uri("/old"), Validators.NONE))
        .asInstanceOf(type(FetchResult.Modified.class))
        .satisfies(it -> assertThat(it.uri()).isEqualTo(server.uri("/new/")));
  }

  @TestFactory
  @Timeout(60)
  Stream<DynamicTest> a_hostile_server_ends_in_words() {
    var answer = StubAnswer.ok("text/xml", "<rss/>");
    Map<String, Behaviour> hostile =
        Map.of(
            "twenty megabytes", StubAnswer.ok("text/xml", new byte[20 << 20]),
            "no end", Misbehaviour.endlessBody("text/xml"),
            "a bomb", Misbehaviour.gzipBomb(200),
            "no answer", Misbehaviour.closes(),
            "a reset", Misbehaviour.resets(),
            "a cut", Misbehaviour.cuts(answer, 3),
            "no http", Misbehaviour.garbage(),
            "a circle", StubAnswer.redirect(302, "/a%20circle"));
    return hostile.entrySet().stream()
        .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> endsInWords(it)));
  }

  private void endsInWords(Map.Entry<String, Behaviour> hostile) {
    var path = "/" + hostile.getKey().replace(" ", "%20");
    server.on("GET", path, hostile.getValue());
    assertThat(fetch(server.uri(path), Validators.NONE))
        .asInstanceOf(type(FetchResult.Unavailable.class))
        .satisfies(it -> assertThat(it.reason()).contains(" ").doesNotContain("null"))
        .satisfies(it -> assertThat(it.retryAfter()).isEqualTo(Optional.empty()));
  }

  @Test
  void nobody_there_is_said_so() {
    var url = server.uri("/feed");
    server.close();
    assertThat(fetch(url, Validators.NONE)).isInstanceOf(FetchResult.Unavailable.class);
  }
}
