// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.http.Reply.Cause.FORBIDDEN;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.http.Reply.Move;
import org.tidings.secret.Secret;

class EgressRedirectTest {
  private final StubServer server = StubServer.start();
  private final StubServer other = StubServer.start();
  private final Egress egress = Egress.open("1");
  private final Http http = egress.http(List.of("127.0.0.1"));

  @AfterEach
  void close() {
    egress.close();
    server.close();
    other.close();
  }

  @TestFactory
  Stream<DynamicTest> is_followed_and_remembered() {
    return Stream.of(301, 302, 303, 307, 308)
        .map(
            status ->
                DynamicTest.dynamicTest(
                    "" + status,
                    () -> {
                      server.on("GET", "/a", StubAnswer.redirect(status, "b/c?d#e"));
                      server.on("GET", "/b/c", StubAnswer.ok("text/plain", "there"));
                      var answer = get("/a");
                      assertThat(answer.text()).isEqualTo("there");
                      assertThat(answer.uri()).isEqualTo(server.uri("/b/c?d"));
                      assertThat(answer.moves())
                          .containsExactly(
                              new Move(status, server.uri("/a"), server.uri("/b/c?d")));
                    }));
  }

  @Test
  void is_counted() {
    IntStream.range(0, 10)
        .forEach(i -> server.on("GET", "/" + i, StubAnswer.redirect(302, "/" + (i + 1))));
    var answer = get("/0");
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.uri()).isEqualTo(server.uri("/5"));
    assertThat(answer.moves()).hasSize(5);
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void in_a_circle_ends() {
    server.on("GET", "/a", StubAnswer.redirect(301, "/b"));
    server.on("GET", "/b", StubAnswer.redirect(301, "/a"));
    assertThat(get("/a").status()).isEqualTo(301);
    assertThat(server.requests()).hasSize(2);
  }

  @TestFactory
  Stream<DynamicTest> to_where_the_guard_says_no_is_refused() {
    return Stream.of(
            "http://169.254.169.254/latest/meta-data/",
            "http://[fd00:ec2::254]/",
            "http://127.0.0.2/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://us3r@127.0.0.1/",
            "//10.0.0.1/",
            "file:///etc/passwd",
            "ftp://127.0.0.1/",
            "data:text/plain,x",
            "javascript:alert(1)",
            "gopher://127.0.0.1/")
        .map(
            location ->
                DynamicTest.dynamicTest(
                    location,
                    () -> {
                      server.on("GET", "/a", StubAnswer.redirect(302, location));
                      var reply = http.send(Request.get(server.uri("/a")));
                      assertThat(reply).isInstanceOf(Reply.NotSent.class);
                      assertThat(((Reply.NotSent) reply).cause()).isEqualTo(FORBIDDEN);
                      assertThat(((Reply.NotSent) reply).why())
                          .doesNotContain("passwd", "meta-data", "alert", "us3r");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> without_a_readable_location_is_the_answer() {
    return Stream.of("", "#x", "http://[")
        .map(
            location ->
                DynamicTest.dynamicTest(
                    "'" + location + "'",
                    () -> {
                      server.on("GET", "/a", StubAnswer.redirect(302, location));
                      assertThat(get("/a").status()).isEqualTo(302);
                    }));
  }

  @Test
  void to_another_origin_leaves_credentials_behind() {
    server.on("GET", "/a", StubAnswer.redirect(302, other.uri("/b")));
    other.on("GET", "/b", StubAnswer.redirect(302, server.uri("/c")));
    server.on("GET", "/c", StubAnswer.status(200));
    var request =
        Request.get(server.uri("/a"))
            .bearer(Secret.of("t0ken"))
            .credential("X-Key", Secret.of("k3y"))
            .header("Accept", "x/y")
            .condition("If-None-Match", "\"1\"", server.uri("/a"));
    assertThat(http.send(request)).isInstanceOf(Reply.Answer.class);
    assertThat(server.requests("/a").getFirst().header("Authorization")).contains("Bearer t0ken");
    var away = other.requests().getFirst();
    assertThat(away.header("Authorization")).isEmpty();
    assertThat(away.header("X-Key")).isEmpty();
    assertThat(away.header("Accept")).contains("x/y");
    // Same host on another port: still the same site's page.
    assertThat(away.header("If-None-Match")).contains("\"1\"");
    assertThat(server.requests("/c").getFirst().header("Authorization")).isEmpty();
  }

  @Test
  void within_the_origin_keeps_credentials_and_conditions() {
    server.on("GET", "/a", StubAnswer.redirect(302, "/b"));
    server.on("GET", "/b", StubAnswer.status(304));
    var request =
        Request.get(server.uri("/a"))
            .bearer(Secret.of("t0ken"))
            .condition("If-None-Match", "\"1\"", server.uri("/a"));
    assertThat(http.send(request)).isInstanceOf(Reply.Answer.class);
    var seen = server.requests("/b").getFirst();
    assertThat(seen.header("Authorization")).contains("Bearer t0ken");
    assertThat(seen.header("If-None-Match")).contains("\"1\"");
  }

  @Test
  void to_another_host_leaves_conditions_behind() {
    var both = egress.http(List.of("127.0.0.0/8"));
    var elsewhere = URI.create("http://localhost:" + other.port() + "/b");
    server.on("GET", "/a", StubAnswer.redirect(302, elsewhere));
    other.on("GET", "/b", StubAnswer.status(200));
    var request =
        Request.get(server.uri("/a")).condition("If-Modified-Since", "x", server.uri("/a"));
    assertThat(both.send(request)).isInstanceOf(Reply.Answer.class);
    assertThat(other.requests().getFirst().header("If-Modified-Since")).isEmpty();
  }

  @Test
  void takes_a_condition_to_the_site_that_it_is_about_and_to_no_other() {
    var both = egress.http(List.of("127.0.0.0/8"));
    var elsewhere = URI.create("http://localhost:" + other.port() + "/b");
    server.on("GET", "/a", StubAnswer.redirect(302, elsewhere));
    other.on("GET", "/b", StubAnswer.redirect(302, server.uri("/c")));
    server.on("GET", "/c", StubAnswer.status(304));
    var request = Request.get(server.uri("/a")).condition("If-None-Match", "\"1\"", elsewhere);
    assertThat(both.send(request)).isInstanceOf(Reply.Answer.class);
    assertThat(other.requests().getFirst().header("If-None-Match")).contains("\"1\"");
    assertThat(server.requests("/a").getFirst().header("If-None-Match")).isEmpty();
    assertThat(server.requests("/c").getFirst().header("If-None-Match")).isEmpty();
  }

  @Test
  void takes_a_condition_about_another_page_of_the_site_to_that_page_only() {
    server.on("GET", "/a", StubAnswer.redirect(302, "/b"));
    server.on("GET", "/b", StubAnswer.status(304));
    var request =
        Request.get(server.uri("/a")).condition("If-None-Match", "\"1\"", server.uri("/b"));
    assertThat(http.send(request)).isInstanceOf(Reply.Answer.class);
    assertThat(server.requests("/a").getFirst().header("If-None-Match")).isEmpty();
    assertThat(server.requests("/b").getFirst().header("If-None-Match")).contains("\"1\"");
  }

  @Test
  void of_a_head_stays_a_head() {
    server.on("HEAD", "/a", StubAnswer.redirect(303, "/b"));
    server.on("HEAD", "/b", StubAnswer.ok("text/plain", "unsent"));
    var get = Request.get(server.uri("/a"));
    var head = new Request(Request.Method.HEAD, get.uri(), get.fields(), get.body(), get.limits());
    var answer = (Reply.Answer) http.send(head);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().first("Content-Length")).contains("6");
    assertThat(server.requests()).extracting(StubRequest::method).containsOnly("HEAD");
  }

  private Reply.Answer get(String path) {
    var reply = http.send(Request.get(server.uri(path)));
    assertThat(reply).isInstanceOf(Reply.Answer.class);
    return (Reply.Answer) reply;
  }
}
