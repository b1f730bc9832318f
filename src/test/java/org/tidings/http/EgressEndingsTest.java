// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.http.Reply.Cause.UNREACHABLE;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.http.Request.Body;
import org.tidings.http.Request.Limits;
import org.tidings.secret.Secret;

/// Could it have been acted upon? Every way a request can end.
class EgressEndingsTest {
  static final Limits SHORT = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(4), 1 << 20, 5);
  private static final Limits HASTY =
      new Limits(Duration.ofMillis(300), Duration.ofMillis(300), 1 << 20, 5);

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1.2.3");
  private final Http http = egress.http(List.of("127.0.0.1"));

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  @Test
  void an_answer_comes_back_whole() {
    server.on("GET", "/a", StubAnswer.ok("text/plain", "grüß dich").header("ETag", "W/\"x\""));
    var answer = answer(Request.get(server.uri("/a?b=c&d=%20")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("grüß dich");
    assertThat(answer.headers().first("etag")).contains("W/\"x\"");
    assertThat(answer.uri()).isEqualTo(server.uri("/a?b=c&d=%20"));
    assertThat(answer.moves()).isEmpty();
    assertThat(server.requests()).singleElement().extracting("target").isEqualTo("/a?b=c&d=%20");
  }

  @Test
  void a_request_says_who_we_are_and_nothing_it_was_not_told_to() {
    server.on("GET", "/a", StubAnswer.status(204));
    answer(Request.get(server.uri("/a")).header("Accept", "x/y"));
    var fields = server.requests().getFirst().headers().fields();
    assertThat(fields)
        .containsExactlyInAnyOrder(
            new Headers.Field("Host", "127.0.0.1:" + server.port()),
            new Headers.Field("Accept", "x/y"),
            new Headers.Field("Accept-Encoding", "gzip, deflate"),
            new Headers.Field("Connection", "close"),
            new Headers.Field("User-Agent", "Tidings/1.2.3 (+https://github.com/tidings/tidings)"));
  }

  @Test
  void a_cookie_is_kept_for_nobody() {
    var cookie = new Headers.Field("Set-Cookie", "session=1; Path=/");
    server.on("GET", "/a", StubAnswer.redirect(302, "/b").header(cookie.name(), cookie.value()));
    server.on("GET", "/b", StubAnswer.status(204).header(cookie.name(), cookie.value()));
    answer(Request.get(server.uri("/a")));
    answer(Request.get(server.uri("/b")));
    assertThat(server.requests())
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.header("Cookie")).isEmpty());
  }

  @Test
  void a_post_carries_its_body_type_and_credential() {
    server.on("POST", "/p", StubAnswer.json(201, "{\"id\":7}"));
    var request =
        Request.post(server.uri("/p"), Body.json("{\"text\":\"ü\"}")).bearer(Secret.of("t0ken"));
    assertThat(answer(request).text()).isEqualTo("{\"id\":7}");
    var seen = server.requests().getFirst();
    assertThat(seen.text()).isEqualTo("{\"text\":\"ü\"}");
    assertThat(seen.header("Content-Type")).contains("application/json");
    assertThat(seen.header("Content-Length")).contains("13");
    assertThat(seen.header("Authorization")).contains("Bearer t0ken");
    assertThat(seen.header("Expect")).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> every_status_is_an_answer() {
    return Stream.of(200, 201, 204, 301, 304, 400, 401, 404, 410, 429, 500, 502, 503, 504, 999)
        .map(
            status ->
                DynamicTest.dynamicTest(
                    "POST answered " + status,
                    () -> {
                      server.on("POST", "/s", StubAnswer.status(status));
                      var request = Request.post(server.uri("/s"), Body.json("{}"));
                      assertThat(answer(request).status()).isEqualTo(status);
                    }));
  }

  @Test
  void a_redirect_of_a_post_is_an_answer_and_not_followed() {
    server.on("POST", "/p", StubAnswer.redirect(307, "/q"));
    server.on("POST", "/q", StubAnswer.status(200));
    var request = Request.post(server.uri("/p"), Body.json("{}")).with(SHORT);
    assertThat(answer(request).status()).isEqualTo(307);
    assertThat(server.requests("/q")).isEmpty();
  }

  /// The trap of `HttpURLConnection`: it sends such a POST twice.
  @TestFactory
  Stream<DynamicTest> a_request_that_is_read_and_not_answered_is_in_doubt_and_sent_once() {
    var behaviours =
        Map.of(
            "closes", Misbehaviour.closes(),
            "resets", Misbehaviour.resets(),
            "silent", Misbehaviour.silent(),
            "garbage", Misbehaviour.garbage(),
            "cuts", Misbehaviour.cuts(StubAnswer.json(200, "{\"id\":1}"), 3),
            "cuts packed", Misbehaviour.cuts(EgressLimitsTest.gzipped("x".repeat(999)), 9),
            "says too much", Misbehaviour.liesAboutLength(100, new byte[10]));
    return Stream.of("POST", "PUT", "DELETE", "GET")
        .flatMap(
            method ->
                behaviours.entrySet().stream()
                    .map(
                        it ->
                            DynamicTest.dynamicTest(
                                method + " " + it.getKey(),
                                () -> endsInDoubt(method, it.getValue()))));
  }

  private void endsInDoubt(String method, StubServer.Behaviour behaviour) {
    try (var fresh = StubServer.start()) {
      fresh.on(method, "/p", behaviour);
      var request = Request.post(fresh.uri("/p"), Body.json("{}"));
      var sent =
          new Request(
              Request.Method.valueOf(method),
              request.uri(),
              List.of(),
              method.startsWith("P") ? request.body() : Optional.empty(),
              HASTY);
      assertThat(http.send(sent)).isInstanceOf(Reply.NoAnswer.class);
      assertThat(fresh.requests()).hasSize(1);
      assertThat(fresh.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_reset_before_anything_was_read_is_in_doubt() {
    server.raw((socket, wire) -> wire.reset());
    // The kernel may take our bytes before the reset arrives, or not: nobody can tell.
    for (var i = 0; i < 20; i++) {
      var reply = http.send(Request.post(server.uri("/"), Body.json("{}")).with(SHORT));
      assertThat(reply).isNotInstanceOf(Reply.Answer.class);
    }
  }

  @TestFactory
  Stream<DynamicTest> a_reset_after_some_bytes_is_in_doubt() {
    return Stream.of(1, 10, 100, 200)
        .map(
            bytes ->
                DynamicTest.dynamicTest(
                    bytes + " bytes",
                    () -> {
                      server.raw(
                          (socket, wire) -> {
                            socket.getInputStream().readNBytes(bytes);
                            wire.reset();
                          });
                      var body = Body.json("[" + " ".repeat(1000) + "]");
                      assertThat(http.send(Request.post(server.uri("/"), body).with(SHORT)))
                          .isInstanceOf(Reply.NoAnswer.class);
                    }));
  }

  @Test
  void a_refused_connection_is_not_sent() throws IOException {
    int port;
    try (var gone = new ServerSocket(0)) {
      port = gone.getLocalPort();
    }
    assertNotSent(
        Request.get(URI.create("http://127.0.0.1:" + port + "/")), UNREACHABLE, "refused");
  }

  @Test
  void a_name_without_address_is_not_sent() {
    try (var blind =
        egress(
            name -> {
              throw new UnknownHostException(name);
            })) {
      var reply = blind.http(List.of()).send(Request.get(URI.create("https://nowhere.example/x")));
      assertThat(reply)
          .isEqualTo(
              new Reply.NotSent(UNREACHABLE, "https://nowhere.example: the name does not resolve"));
    }
  }

  @Test
  void a_tls_handshake_that_fails_is_not_sent() {
    server.raw((socket, wire) -> wire.write("220 no TLS here\r\n"));
    assertNotSent(tls(server), UNREACHABLE, "TLS failed");
  }

  @Test
  void a_tls_handshake_that_is_never_answered_is_not_sent() {
    server.raw((socket, wire) -> wire.pause(Duration.ofDays(1)));
    assertNotSent(tls(server).with(HASTY), UNREACHABLE, "took longer than 0.3 s");
  }

  @Test
  void a_tls_handshake_that_is_cut_is_not_sent() {
    server.raw((socket, wire) -> socket.getInputStream().readNBytes(10));
    assertNotSent(tls(server), UNREACHABLE, "");
  }

  @Test
  void after_closing_nothing_is_sent() {
    server.on("POST", "/p", StubAnswer.status(200));
    egress.close();
    var reply = http.send(Request.post(server.uri("/p"), Body.json("{}")).with(SHORT));
    assertThat(reply).isInstanceOf(Reply.NotSent.class);
    assertThat(server.requests()).isEmpty();
  }

  private static Request tls(StubServer server) {
    return Request.get(URI.create("https://127.0.0.1:" + server.port() + "/")).with(SHORT);
  }

  private static Egress egress(Names names) {
    return new Egress("Test", Egress::platformTls, names, SpecialAddresses::what);
  }

  private void assertNotSent(Request request, Reply.Cause cause, String words) {
    var reply = http.send(request);
    assertThat(reply).isInstanceOf(Reply.NotSent.class);
    assertThat(((Reply.NotSent) reply).cause()).isEqualTo(cause);
    assertThat(((Reply.NotSent) reply).why()).contains(words);
  }

  private Reply.Answer answer(Request request) {
    var reply = http.send(request);
    assertThat(reply).isInstanceOf(Reply.Answer.class);
    return (Reply.Answer) reply;
  }
}
