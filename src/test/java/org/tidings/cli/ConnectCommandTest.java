// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;

/// `connect` from standard input, as a script runs it.
class ConnectCommandTest {
  @TempDir Path folder;
  private final StubServer server = StubServer.start();
  private Keyboard owner;

  @BeforeEach
  void configure() throws IOException {
    owner = new Keyboard(folder);
    Files.writeString(
        owner.config(),
        """
        [[feed]]
        id = "blog"
        url = "https://blog.example/feed/"
        [[channel]]
        id = "threads"
        type = "threads"
        api = "%s"
        allow_private = ["127.0.0.1"]
        """
            .formatted(server.uri("/v1.0")));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whom_it_waits_for_is_said_before_it_waits() {
    server.handle(
        "GET",
        "/v1.0/me",
        _ -> {
          assertThat(owner.err()).containsOnlyOnce("asking 127.0.0.1:" + server.port() + " …");
          return StubAnswer.json(400, "{\"error\":{\"code\":190,\"message\":\"no such token\"}}");
        });
    assertThat(typing("a-token\n")).isEqualTo(77);
    assertThat(owner.err()).contains("asking 127.0.0.1", "no such token").doesNotContain("a-token");
  }

  @Test
  void nobody_to_answer_changes_nothing() {
    assertThat(typing("")).isNotZero();
    assertThat(owner.err()).contains("nothing was changed");
    assertThat(server.requests()).isEmpty();
  }

  private int typing(String words) {
    var before = System.in;
    System.setIn(new ByteArrayInputStream(words.getBytes(UTF_8)));
    try {
      return owner.tidings("connect", "threads");
    } finally {
      System.setIn(before);
    }
  }
}
