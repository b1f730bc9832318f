// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackListenerTest {
  private final Egress egress = Egress.open("1.0");
  private final Http browser = egress.http(List.of("127.0.0.1"));

  @AfterEach
  void close() {
    egress.close();
  }

  @Test
  void it_hears_the_whole_address_and_thanks() throws Exception {
    var redirect = redirect();
    try (var listener = LoopbackListener.open(redirect).orElseThrow()) {
      var page = visit(redirect + "?code=abc&state=x%20y");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).contains("Thank you").doesNotContain("abc");
      assertThat(listener.heard().get(10, TimeUnit.SECONDS))
          .isEqualTo(URI.create(redirect + "?code=abc&state=x%20y"));
    }
  }

  @Test
  void other_addresses_are_not_heard() throws Exception {
    var redirect = redirect();
    try (var listener = LoopbackListener.open(redirect).orElseThrow()) {
      assertThat(visit(redirect.resolve("/favicon.ico").toString()).status()).isEqualTo(404);
      assertThat(visit(redirect.toString()).status()).isEqualTo(404);
      assertThat(listener.heard()).isNotDone();
    }
  }

  @Test
  void a_port_that_is_taken_is_no_failure() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var redirect = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/callback");
      assertThat(LoopbackListener.open(redirect)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/callback",
        "https://127.0.0.1:8765/",
        "http://127.0.0.1/callback",
        "http://0.0.0.0:8765/",
        "http://example.org:8765/",
      })
  void it_listens_on_this_machine_only(String redirect) {
    assertThat(LoopbackListener.open(URI.create(redirect))).isEmpty();
  }

  private Reply.Answer visit(String address) {
    return (Reply.Answer) browser.send(Request.get(URI.create(address)));
  }

  private static URI redirect() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return URI.create("http://127.0.0.1:" + free.getLocalPort() + "/callback");
    }
  }
}
