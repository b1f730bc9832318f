// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.http.Request.Body;
import org.tidings.secret.Secret;

/// Through a real proxy, to names that only it can resolve. TLS through it: `EgressTlsTest`.
class EgressProxyTest {
  private static final Names NOWHERE =
      name -> {
        throw new UnknownHostException(name);
      };

  private final StubServer server = StubServer.start();
  private final LocalProxy proxy = LocalProxy.start();
  private final Egress egress =
      new Egress("T", Egress::platformTls, NOWHERE, SpecialAddresses::what);

  @AfterEach
  void close() throws IOException {
    egress.close();
    proxy.close();
    server.close();
  }

  @Test
  void the_proxy_is_asked_for_the_whole_address_and_resolves_its_name() {
    server.on("GET", "/feed/", StubAnswer.ok("text/xml", "<rss/>"));
    var reply = send(Request.get(address("blog.example", "/feed/?a=%20b")));
    assertThat(reply)
        .asInstanceOf(type(Reply.Answer.class))
        .satisfies(it -> assertThat(it.text()).isEqualTo("<rss/>"));
    var authority = "blog.example:" + server.port();
    assertThat(proxy.heads())
        .singleElement()
        .asString()
        .startsWith("GET http://" + authority + "/feed/?a=%20b HTTP/1.1\r\n")
        .contains("Host: " + authority + "\r\n");
    assertThat(server.requests().getFirst().target()).isEqualTo("/feed/?a=%20b");
  }

  @Test
  void redirects_go_through_it_too() {
    server.on("GET", "/old", StubAnswer.redirect(302, address("other.example", "/new")));
    server.on("GET", "/new", StubAnswer.status(200));
    assertThat(send(Request.get(address("blog.example", "/old")))).isInstanceOf(Reply.Answer.class);
    assertThat(proxy.heads()).hasSize(2);
    server.on("GET", "/in", StubAnswer.redirect(302, "http://169.254.169.254/"));
    assertThat(send(Request.get(address("blog.example", "/in"))))
        .asInstanceOf(type(Reply.NotSent.class))
        .satisfies(it -> assertThat(it.cause()).isEqualTo(Reply.Cause.FORBIDDEN));
    assertThat(proxy.heads()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "http://10.1.2.3:8080/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "http://localhost/",
        "http://a.localhost:8080/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://blog.example:22/",
        "https://blog.example:25/",
        "ftp://blog.example/",
      })
  void what_is_written_down_as_private_is_not_even_asked_for(URI address) {
    assertThat(send(Request.get(address)))
        .asInstanceOf(type(Reply.NotSent.class))
        .satisfies(it -> assertThat(it.cause()).isEqualTo(Reply.Cause.FORBIDDEN));
    assertThat(proxy.heads()).isEmpty();
  }

  @Test
  void what_the_owner_opened_is_asked_for() {
    server.on("GET", "/", StubAnswer.status(200));
    var http = egress.http(List.of("127.0.0.1"), Optional.of(proxy.known()));
    assertThat(http.send(Request.get(server.uri("/")).bearer(Secret.of("t0ken"))))
        .isInstanceOf(Reply.Answer.class);
    assertThat(proxy.heads()).hasSize(1);
  }

  @Test
  void no_credential_goes_through_it_in_plain_sight() {
    server.on("GET", "/", StubAnswer.status(200));
    assertThat(send(Request.get(address("blog.example", "/")).bearer(Secret.of("t0ken"))))
        .asInstanceOf(type(Reply.NotSent.class))
        .satisfies(it -> assertThat(it.why()).contains("a credential is not sent"));
    assertThat(proxy.heads()).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_proxy_that_does_not_connect_has_sent_nothing() {
    var post = Request.post(URI.create("https://blog.example/"), Body.json("{}"));
    proxy.refuse(502);
    assertThat(send(post))
        .isEqualTo(
            new Reply.NotSent(
                Reply.Cause.UNREACHABLE,
                "https://blog.example through the proxy "
                    + proxy.address()
                    + ": the proxy does not connect us (HTTP 502)"));
  }

  @Test
  void a_login_is_shown_to_the_proxy_with_each_request_and_to_nobody_else() {
    proxy.wants("ann", "pr0xy");
    server.on("GET", "/old", StubAnswer.redirect(302, address("other.example", "/new")));
    server.on("GET", "/new", StubAnswer.status(200));
    assertThat(send(Request.get(address("blog.example", "/old")))).isInstanceOf(Reply.Answer.class);
    assertThat(proxy.heads())
        .hasSize(2)
        .allMatch(it -> it.contains("\r\nProxy-Authorization: Basic YW5uOnByMHh5\r\n"));
    assertThat(server.requests()).allMatch(it -> it.header("Proxy-Authorization").isEmpty());
    var direct = egress.http(List.of("127.0.0.1"), Optional.empty());
    direct.send(Request.get(server.uri("/new")));
    assertThat(server.requests()).allMatch(it -> it.header("Proxy-Authorization").isEmpty());
  }

  /// Over TLS the proxy is asked to connect, else to hand on; neither has reached the server.
  @ParameterizedTest
  @ValueSource(strings = {"https", "http"})
  void a_login_that_is_wanted_or_refused_says_what_to_write_and_nothing_was_sent(String scheme) {
    server.on("POST", "/", StubAnswer.status(200));
    proxy.wants("ann", "pr0xy");
    var post =
        Request.post(
            URI.create(scheme + "://blog.example:" + server.port() + "/"), Body.json("{}"));
    assertThat(unsent(Proxy.open(proxy.address()), post))
        .contains("through the proxy " + proxy.address(), "write proxy = { address = ");
    assertThat(unsent(Proxy.of(proxy.address(), "ann", Secret.of("s3same")), post))
        .contains("refuses our login (HTTP 407); look at user and password")
        .doesNotContain("s3same", "YW5u");
    proxy.speaks("Digest realm=\"lab\"");
    assertThat(unsent(Proxy.open(proxy.address()), post)).contains("let it take Basic");
    proxy.speaks("Negotiate, basic realm=\"lab\"");
    assertThat(unsent(Proxy.open(proxy.address()), post)).contains("write proxy = ");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void the_login_is_never_printed() {
    assertThat(Proxy.of(proxy.address(), "ann", Secret.of("s3same")).toString())
        .contains("***")
        .doesNotContain("s3same", "YW5u");
  }

  private String unsent(Proxy through, Request request) {
    var reply = egress.http(List.of(), Optional.of(through)).send(request);
    assertThat(reply).isInstanceOf(Reply.NotSent.class);
    var unsent = (Reply.NotSent) reply;
    assertThat(unsent.cause()).isEqualTo(Reply.Cause.UNREACHABLE);
    return unsent.why();
  }

  @Test
  void a_proxy_that_is_not_there_is_named() throws IOException {
    URI nobody;
    try (var closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
    var through = egress.http(List.of(), Optional.of(Proxy.open(nobody)));
    assertThat(through.send(Request.get(address("blog.example", "/"))))
        .asInstanceOf(type(Reply.NotSent.class))
        .satisfies(it -> assertThat(it.why()).contains("proxy", "the connection was refused"));
  }

  private URI address(String host, String path) {
    return URI.create("http://" + host + ":" + server.port() + path);
  }

  private Reply send(Request request) {
    return egress.http(List.of(), Optional.of(proxy.known())).send(request);
  }
}
