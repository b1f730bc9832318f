// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Bench;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.Outcome;
import org.tidings.channel.Sighting;
import org.tidings.http.Misbehaviour;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.http.StubServer.Behaviour;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

/// What can be shown without a real server; `BlueskyPdsIT` has one.
class BlueskyChannelTest {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  private static final String PUT = "/xrpc/com.atproto.repo.putRecord";
  private static final String GET = "/xrpc/com.atproto.repo.getRecord";
  private static final String CANARY = "canary-password";

  /// Vectors made with the reference library.
  @ParameterizedTest
  @CsvSource({
    "1795478400000000, 0, 3n2zdm5rs2222",
    "1795478400000000, 31, 3n2zdm5rs222z",
    "1795478400000000, 1023, 3n2zdm5rs22zz",
    "1700000000000000, 7, 3ke6kg3wk222b"
  })
  void record_keys_are_tids(long micros, int clock, String tid) {
    assertThat(new Tid(micros, clock)).hasToString(tid);
  }

  @Test
  void facets_count_bytes() {
    var text = "Größe 👍 https://x.example/é #Tag";
    var link = text.indexOf("https");
    var tag = text.indexOf('#');
    var target = URI.create("https://x.example/%C3%A9");
    var post =
        new Post(
            text,
            List.of(
                new Post.Span.Link(link, tag - 1, target),
                new Post.Span.Hashtag(tag, text.length(), "Tag")),
            Optional.of(target),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "t",
            false);
    var facets = Facets.of(post);
    assertThat(facets.get(0).path("index").toString())
        .isEqualTo("{\"byteStart\":13,\"byteEnd\":33}");
    assertThat(facets.get(1).path("index").toString())
        .isEqualTo("{\"byteStart\":34,\"byteEnd\":38}");
  }

  @Test
  void the_request_names_key_and_absence() throws Exception {
    try (var bench = bench(ok())) {
      assertThat(bench.publishes(post(bench))).isInstanceOf(Outcome.Published.class);
      var body = JsonMapper.shared().readTree(bench.request().text());
      assertThat(body.path("rkey").asString()).isEqualTo(rkey());
      assertThat(body.has("swapRecord")).isTrue();
      assertThat(body.path("swapRecord").isNull()).isTrue();
      assertThat(body.has("swapCommit")).isFalse();
      var record = body.path("record");
      assertThat(record.path("$type").asString()).isEqualTo("app.bsky.feed.post");
      assertThat(record.path("embed").path("external").path("uri").asString())
          .isEqualTo("https://blog.example/2026/11/moving-house");
      assertThat(bench.request().text()).doesNotContain(CANARY);
    }
  }

  @Test
  void the_same_bytes_go_out_on_every_attempt() throws Exception {
    try (var bench = bench(Misbehaviour.closes(), ok())) {
      var payload = bench.payload(post(bench));
      assertThat(bench.channel().publish(payload, ChannelContract.KEY))
          .isInstanceOf(Outcome.Unknown.class);
      assertThat(bench.reopened().publish(payload, ChannelContract.KEY))
          .isInstanceOf(Outcome.Published.class);
      var sent = bench.server().requests(PUT);
      assertThat(sent).hasSize(2);
      assertThat(sent.get(1).text()).isEqualTo(sent.get(0).text());
    }
  }

  @TestFactory
  Stream<DynamicTest> every_row_of_the_error_table() {
    return Stream.of(
        row(400, "InvalidRequest", "Invalid app.bsky.feed.post record", Outcome.Rejected.class),
        row(400, "InvalidMimeType", "", Outcome.Rejected.class),
        row(413, "PayloadTooLarge", "", Outcome.Rejected.class),
        row(400, "BlobNotFound", "", Outcome.Stale.class),
        row(400, "InvalidSwap", "Commit was at bafy", Outcome.Deferred.class),
        row(401, "AuthFactorTokenRequired", "", Outcome.Unauthorized.class),
        row(400, "AccountTakedown", "", Outcome.Unauthorized.class),
        row(403, "Forbidden", "Bad token scope", Outcome.Misconfigured.class),
        row(501, "MethodNotImplemented", "", Outcome.Misconfigured.class),
        row(404, "XRPCNotSupported", "", Outcome.Misconfigured.class),
        row(429, "RateLimitExceeded", "", Outcome.Deferred.class),
        row(500, "InternalServerError", "", Outcome.Unknown.class),
        row(502, "UpstreamFailure", "", Outcome.Unknown.class),
        row(504, "UpstreamTimeout", "", Outcome.Unknown.class));
  }

  @Test
  void the_servers_own_wait_is_kept() throws Exception {
    var reset = ChannelContract.NOW.plusSeconds(120).getEpochSecond();
    var busy =
        StubAnswer.json(429, "{\"error\":\"RateLimitExceeded\"}")
            .header("RateLimit-Reset", Long.toString(reset));
    try (var bench = bench(busy)) {
      assertThat(bench.publishes(post(bench)))
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              it -> assertThat(it.retryAfter()).contains(Duration.ofMinutes(2)));
    }
  }

  @Test
  void an_expired_session_is_refreshed_and_kept() throws Exception {
    var expired = StubAnswer.json(400, "{\"error\":\"ExpiredToken\"}");
    try (var bench = bench(expired, ok(), ok())) {
      assertThat(bench.publishes(post(bench))).isInstanceOf(Outcome.Published.class);
      bench.reopened().publish(bench.payload(post(bench)), ChannelContract.KEY);
      assertThat(bench.server().requests("/xrpc/com.atproto.server.createSession")).hasSize(1);
      assertThat(bench.server().requests("/xrpc/com.atproto.server.refreshSession")).hasSize(1);
    }
  }

  @Test
  void looking_it_up_decides() throws Exception {
    try (var bench = bench(ok())) {
      var payload = bench.payload(post(bench));
      var record = JsonMapper.shared().readTree(payload.body()).path("record");
      bench
          .server()
          .on(
              "GET",
              GET,
              StubAnswer.json(400, "{\"error\":\"RecordNotFound\"}"),
              StubAnswer.json(200, "{\"uri\":\"" + uri() + "\",\"value\":" + record + "}"),
              StubAnswer.status(502));
      var key = ChannelContract.KEY;
      var since = ChannelContract.NOW;
      assertThat(bench.channel().find(payload, key, since)).isInstanceOf(Sighting.Absent.class);
      assertThat(bench.channel().find(payload, key, since)).isInstanceOf(Sighting.Found.class);
      assertThat(bench.channel().find(payload, key, since)).isInstanceOf(Sighting.NotLooked.class);
    }
  }

  private static DynamicTest row(
      int status, String error, String message, Class<? extends Outcome> expected) {
    return DynamicTest.dynamicTest(
        status + " " + error,
        () -> {
          var json = "{\"error\":\"%s\",\"message\":\"%s\"}".formatted(error, message);
          try (var bench = bench(StubAnswer.json(status, json))) {
            assertThat(bench.publishes(post(bench))).isInstanceOf(expected);
          }
        });
  }

  private static Bench bench(Behaviour... answers) {
    var server = StubServer.start();
    var session =
        StubAnswer.json(
            200,
            "{\"did\":\"%s\",\"handle\":\"ann.test\",\"accessJwt\":\"a\",\"refreshJwt\":\"r\"}"
                .formatted(DID));
    var next =
        StubAnswer.json(
            200,
            "{\"did\":\"%s\",\"handle\":\"ann.test\",\"accessJwt\":\"b\",\"refreshJwt\":\"s\"}"
                .formatted(DID));
    server.on("POST", "/xrpc/com.atproto.server.createSession", session);
    server.on("POST", "/xrpc/com.atproto.server.refreshSession", next);
    server.on("POST", PUT, answers);
    var uri = server.uri("/").toString();
    return Bench.open(
        new Bluesky(),
        "handle = \"ann.test\"\napi = \"" + uri.substring(0, uri.length() - 1) + "\"",
        server,
        PUT,
        keyring -> keyring.put("password", Secret.of(CANARY)));
  }

  private static Post post(Bench bench) throws Exception {
    return bench
        .channel()
        .compose(ArticleSamples.ordinary(), Template.compile(new Bluesky().defaultTemplate()));
  }

  private static StubAnswer ok() {
    return StubAnswer.json(200, "{\"uri\":\"" + uri() + "\",\"cid\":\"bafy\"}");
  }

  private static String uri() {
    return "at://" + DID + "/app.bsky.feed.post/" + rkey();
  }

  private static String rkey() {
    return Tid.of(ChannelContract.KEY).toString();
  }
}
