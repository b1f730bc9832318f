// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The tests' server, asked by hand: what it records is what others' tests believe.
class StubServerTest {
  private final StubServer server = StubServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void records_what_was_sent_byte_for_byte() throws IOException {
    server.on("POST", "/p", StubAnswer.json(201, "{}"));
    var answer =
        talk(
            "POST /p?a=b+c&d=%26 HTTP/1.1\r\nHost: x\r\nX-Twice: 1\r\nx-twice: 2\r\n"
                + "Content-Length: 7\r\n\r\ne=f&g=ü");
    assertThat(answer)
        .isEqualTo(
            "HTTP/1.1 201 Stub\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                + "Connection: close\r\n\r\n{}");
    var seen = server.requests().getFirst();
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.target()).isEqualTo("/p?a=b+c&d=%26");
    assertThat(seen.path()).isEqualTo("/p");
    assertThat(seen.query()).isEqualTo("a=b+c&d=%26");
    assertThat(seen.parameters()).isEqualTo(Map.of("a", "b c", "d", "&"));
    assertThat(seen.headers().all("X-Twice")).containsExactly("1", "2");
    assertThat(seen.body()).hasSize(7);
  }

  @Test
  void reads_chunks() throws IOException {
    server.on("PUT", "/p", StubAnswer.status(204));
    var head = "PUT /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    talk(head + String.join("\r\n", "3;ext=1", "abc", "2", "de", "0", "", ""));
    assertThat(server.requests("/p").getFirst().text()).isEqualTo("abcde");
  }

  @Test
  void plays_the_script_and_stays_at_its_end() throws IOException {
    server.on("GET", "/p", StubAnswer.status(500), StubAnswer.status(503), StubAnswer.status(200));
    for (var status : new int[] {500, 503, 200, 200}) {
      assertThat(talk("GET /p HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void the_longest_route_wins_and_an_unknown_one_is_404() throws IOException {
    server.on("GET", "/a/*", StubAnswer.status(201));
    server.on("GET", "/a/b/*", StubAnswer.status(202));
    server.handle("GET", "/a/b/c", seen -> StubAnswer.ok("text/plain", seen.target()));
    assertThat(talk("GET /a/x HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 201");
    assertThat(talk("GET /a/b/x HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 202");
    assertThat(talk("GET /a/b/c?d HTTP/1.1\r\n\r\n")).endsWith("/a/b/c?d");
    assertThat(talk("POST /a/b/c HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 404");
    assertThat(server.requests()).hasSize(4);
    assertThat(server.connections()).isEqualTo(4);
  }

  @Test
  void a_request_that_was_cut_is_not_recorded() throws IOException {
    server.on("POST", "/p", StubAnswer.status(200));
    assertThat(talk("POST /p HTTP/1.1\r\nContent-Length: 9\r\n\r\nx")).isEmpty();
    assertThat(talk("POST /p HTT")).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  private String talk(String request) throws IOException {
    try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
