// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.secret.Secret;

class AccessTest {
  private static final Secret LOGIN = Access.basic("me", Secret.of("open sesame"));

  private final StubServer mine = StubServer.start();
  private final StubServer other = StubServer.start();
  private final Egress egress = Egress.open("0-test");

  @AfterEach
  void close() {
    egress.close();
    mine.close();
    other.close();
  }

  @Test
  void a_feeds_own_origin_is_opened() {
    mine.on("GET", "/feed", StubAnswer.redirect(302, "/there"));
    mine.on("GET", "/there", StubAnswer.status(200));
    http().send(Request.get(mine.uri("/feed")));
    assertThat(mine.requests())
        .extracting(it -> it.header("Authorization").orElse("none"))
        .containsExactly("Basic bWU6b3BlbiBzZXNhbWU=", "Basic bWU6b3BlbiBzZXNhbWU=");
  }

  @Test
  void no_other_origin_sees_the_key_asked_or_redirected_to() {
    mine.on("GET", "/feed", StubAnswer.redirect(301, other.uri("/feed")));
    other.on("GET", "/feed", StubAnswer.status(200));
    http().send(Request.get(mine.uri("/feed")));
    http().send(Request.get(other.uri("/feed")));
    assertThat(other.requests()).hasSize(2);
    assertThat(other.requests()).allMatch(it -> it.header("Authorization").isEmpty());
  }

  @Test
  void the_key_is_never_printed() {
    assertThat(access().toString()).contains("***").doesNotContain("bWU6", "sesame");
  }

  private Http http() {
    return access().over(egress.http(List.of("127.0.0.1")));
  }

  private Access access() {
    return new Access(Origin.of(mine.uri("/feed")), Map.of("Authorization", LOGIN));
  }
}
