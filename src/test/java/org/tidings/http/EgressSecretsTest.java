// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;
import org.tidings.http.Request.Body;
import org.tidings.http.Request.Limits;
import org.tidings.secret.Secret;

/// A canary in every place a secret may stand, and a look at all that is said about each ending.
class EgressSecretsTest {
  private static final String CANARY = "c4n4ry";
  private static final Limits HASTY =
      new Limits(Duration.ofMillis(300), Duration.ofMillis(300), 1000, 5);

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1");
  private final Http http = egress.http(List.of("127.0.0.1"));
  private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void close() {
    root.detachAppender(log);
    egress.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> no_ending_tells_a_secret() {
    var big = StubAnswer.ok("text/plain", CANARY.repeat(1000)).header("X-" + CANARY, CANARY);
    return Stream.of(
            Misbehaviour.closes(),
            Misbehaviour.resets(),
            Misbehaviour.silent(),
            Misbehaviour.endlessHeaders(),
            Misbehaviour.gzipBomb(5),
            Misbehaviour.cuts(StubAnswer.ok("text/plain", CANARY), 3),
            big,
            big.header("Content-Encoding", CANARY),
            StubAnswer.ok("text/plain", CANARY).header("Content-Encoding", "gzip"),
            wire -> wire.write("HTTP/1.1 " + CANARY + " " + CANARY + "\r\n\r\n"),
            wire -> wire.write(CANARY + "\r\n".repeat(100)),
            wire -> wire.write("HTTP/1.1 200 OK\r\n" + CANARY + "\r\n\r\n"),
            wire -> wire.write("HTTP/1.1 200 OK\r\nContent-Length: " + CANARY + "\r\n\r\n"),
            wire -> wire.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: " + CANARY + "\r\n\r\nx"),
            wire -> wire.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + CANARY),
            StubAnswer.redirect(302, "http://10.0.0.1/" + CANARY + "?" + CANARY),
            StubAnswer.redirect(302, "http://" + CANARY + "@127.0.0.1/"),
            StubAnswer.redirect(302, "file:///" + CANARY))
        .flatMap(
            behaviour ->
                Stream.of("GET", "POST")
                    .map(
                        method ->
                            DynamicTest.dynamicTest(
                                method,
                                () -> {
                                  server.on(method, "/*", behaviour);
                                  assertSilent(http.send(loaded(method, server.uri("/"))));
                                })));
  }

  @TestFactory
  Stream<DynamicTest> nor_does_what_was_never_sent() {
    return Stream.of(
            "https://127.0.0.1:" + server.port() + "/",
            "http://127.0.0.1:1/",
            "http://no-such-name.invalid/",
            "http://10.0.0.1/",
            "http://" + CANARY + ":" + CANARY + "@127.0.0.1/",
            "http://[" + "::1]/",
            "ftp://127.0.0.1/",
            "http://127.0.0.1:0/")
        .map(
            address ->
                DynamicTest.dynamicTest(
                    address.replace(CANARY, "…"),
                    () -> {
                      var reply = http.send(loaded("POST", URI.create(address)));
                      assertThat(reply).isInstanceOf(Reply.NotSent.class);
                      assertSilent(reply);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> a_value_that_would_break_the_head_is_refused_unsaid() {
    return Stream.of("\r\nX: y", "\n", "\0", "\u0100", "\u2028")
        .map(
            bad ->
                DynamicTest.dynamicTest(
                    "U+" + Integer.toHexString(bad.charAt(0)),
                    () -> {
                      var request = Request.get(server.uri("/"));
                      for (var broken :
                          List.of(
                              request.credential("X-Key", Secret.of(CANARY + bad + CANARY)),
                              request.header("X-" + CANARY + bad, "y"),
                              Request.post(server.uri("/"), new Body("a/b" + bad, new byte[0])))) {
                        var reply = http.send(broken);
                        assertThat(reply).isInstanceOf(Reply.NotSent.class);
                        assertSilent(reply);
                      }
                      assertThat(server.connections()).isZero();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> framing_is_not_for_the_caller_to_set() {
    return Stream.of("Host", "content-length", "Transfer-Encoding", "Connection", "Expect")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        assertThat(http.send(Request.get(server.uri("/")).header(name, "1")))
                            .isInstanceOf(Reply.NotSent.class)));
  }

  /// Here 127.0.0.1 stands in for a public address: nothing is special, and nothing allowed.
  @Test
  void a_credential_is_not_sent_over_plain_http_to_the_public() throws Exception {
    server.on("GET", "/*", StubAnswer.status(200));
    Names loopback = _ -> List.of(InetAddress.ofLiteral("127.0.0.1"));
    try (var open = new Egress("T", Egress::platformTls, loopback, _ -> Optional.empty())) {
      var uri = URI.create("http://api.example:" + server.port() + "/");
      var reply = open.http(List.of()).send(Request.get(uri).bearer(Secret.of(CANARY)));
      assertThat(reply)
          .isEqualTo(
              new Reply.NotSent(
                  Reply.Cause.FORBIDDEN,
                  "http://api.example:"
                      + server.port()
                      + ": refused: a credential is not sent over plain http"));
      assertThat(server.requests()).isEmpty();
      assertThat(open.http(List.of()).send(Request.get(uri))).isInstanceOf(Reply.Answer.class);
      assertThat(open.http(List.of("127.0.0.1")).send(Request.get(uri).bearer(Secret.of(CANARY))))
          .isInstanceOf(Reply.Answer.class);
    }
  }

  @Test
  void what_was_opened_for_one_is_closed_for_another() {
    server.on("GET", "/*", StubAnswer.status(200));
    var request = Request.get(server.uri("/"));
    assertThat(http.send(request)).isInstanceOf(Reply.Answer.class);
    assertThat(egress.http(List.of()).send(request))
        .isEqualTo(
            new Reply.NotSent(
                Reply.Cause.FORBIDDEN,
                "http://127.0.0.1:"
                    + server.port()
                    + ": refused: 127.0.0.1 is loopback (RFC 1122); if it is yours, allow it:"
                    + " allow_private, or --allow-private with a command"));
  }

  @Test
  void an_allow_list_that_is_none_is_a_mistake() {
    assertThatThrownBy(() -> egress.http(List.of("localhost")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("localhost");
  }

  private static Request loaded(String method, URI uri) {
    var place = URI.create(uri + CANARY + "/" + CANARY + "?" + CANARY + "=" + CANARY);
    var body = Body.json("\"" + CANARY + "\"");
    var request = method.equals("GET") ? Request.get(place) : Request.post(place, body);
    return request
        .with(HASTY)
        .bearer(Secret.of(CANARY))
        .credential("X-Key", Secret.of(CANARY))
        .header("X-Plain", CANARY);
  }

  private void assertSilent(Reply reply) {
    var said = new ArrayList<String>();
    switch (reply) {
      case Reply.Answer answer -> said.add(answer.headers().toString().replace("x-" + CANARY, ""));
      case Reply.NotSent(var cause, var why) -> said.add(cause + why);
      case Reply.NoAnswer(var why) -> said.add(why);
    }
    for (var event : log.list) {
      said.add(event.getFormattedMessage());
    }
    assertThat(said).noneMatch(it -> it.contains(CANARY));
    assertThat(LoggerFactory.getLogger("org.apache.hc.client5.http.wire").isErrorEnabled())
        .isFalse();
    assertThat(root.getLevel()).isNotEqualTo(Level.DEBUG);
  }
}
