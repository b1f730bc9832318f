// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Receipt;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

class WebhookContractTest extends ChannelContract {
  /// The key of Standard Webhooks' own example.
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  @Override
  protected ChannelType type() {
    return new Webhook();
  }

  @Override
  protected String toml(StubServer server) {
    return "url = \"" + server.uri("/hooks/tidings") + "\"";
  }

  @Override
  protected void credentials(Keyring keyring) {
    keyring.put("secret", Secret.of(SECRET));
  }

  @Override
  protected String publishPath() {
    return "/hooks/tidings";
  }

  @Override
  protected StubAnswer accepted() {
    return StubAnswer.status(204);
  }

  @Override
  protected Receipt receipt() {
    return new Receipt(KEY.idempotency(), Optional.empty());
  }

  @Override
  protected String words(StubRequest request) {
    return JsonMapper.shared().readTree(request.text()).path("data").path("text").asString();
  }

  /// Any 2xx is the receiver's yes (Standard Webhooks 1.0.0); it names nothing.
  @Override
  protected boolean answerNamesPost() {
    return false;
  }

  @Override
  protected List<Row> errors() {
    return List.of(
        new Row("redirect", StubAnswer.redirect(307, "/elsewhere"), Outcome.Misconfigured.class),
        new Row("400", StubAnswer.status(400), Outcome.Rejected.class),
        new Row("401", StubAnswer.status(401), Outcome.Unauthorized.class),
        new Row("403", StubAnswer.status(403), Outcome.Unauthorized.class),
        new Row("404", StubAnswer.status(404), Outcome.Misconfigured.class),
        new Row("408", StubAnswer.status(408), Outcome.Unknown.class),
        new Row("410 asks to stop", StubAnswer.status(410), Outcome.Misconfigured.class),
        new Row("413", StubAnswer.status(413), Outcome.Rejected.class),
        new Row("429", StubAnswer.status(429), Outcome.Deferred.class),
        new Row(
            "429 with seconds",
            StubAnswer.status(429).header("Retry-After", "90"),
            Duration.ofSeconds(90)),
        new Row(
            "429 with a date",
            StubAnswer.status(429).header("Retry-After", "Tue, 24 Nov 2026 12:05:00 GMT"),
            Duration.ofMinutes(5)),
        new Row("500", StubAnswer.status(500), Outcome.Unknown.class),
        new Row("502", StubAnswer.status(502), Outcome.Unknown.class),
        new Row("503", StubAnswer.status(503), Outcome.Unknown.class),
        new Row(
            "503 that says when",
            StubAnswer.status(503).header("Retry-After", "120"),
            Duration.ofSeconds(120)),
        new Row("504", StubAnswer.status(504), Outcome.Unknown.class));
  }

  /// The vector that the reference library agrees with.
  @Test
  void signs_as_standard_webhooks_does() {
    var body =
        "{\"type\":\"article.published\",\"timestamp\":\"2026-01-01T00:00:00Z\","
            + "\"data\":{\"url\":\"https://blog.example/a\"}}";
    var key = Signature.key(Secret.of(SECRET)).orElseThrow();
    assertThat(Signature.of(key, "msg_01JGFJJZ00EXAMPLE", 1_767_225_600, body))
        .isEqualTo("v1,qnYoxotPFmSweHscWeaulJVnwQT5poiaUzmIB93Oz54=");
  }

  @Test
  void refuses_what_is_no_signing_secret() {
    for (var words : List.of("abc", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!", SECRET.substring(6))) {
      assertThat(Signature.key(Secret.of(words))).as(words).isEmpty();
    }
  }

  @Test
  void without_a_secret_nothing_is_sent() {
    try (var bench = bench(accepted())) {
      bench.keyring().remove("secret");
      assertThat(bench.channel().check()).isInstanceOf(Health.Bad.class);
      var payload = new Payload("{}", "");
      assertThat(bench.channel().publish(payload, KEY)).isInstanceOf(Outcome.Unauthorized.class);
      assertThat(bench.server().requests()).isEmpty();
    }
  }

  @Test
  void neither_address_nor_signing_key_is_ever_told() {
    try (var bench = bench(StubAnswer.status(500))) {
      var told =
          bench.channel().publish(new Payload("{}", ""), KEY)
              + bench.channel().toString()
              + bench.channel().check();
      assertThat(told).doesNotContain("/hooks/tidings", SECRET.substring(6));
    }
  }

  @Test
  void nothing_can_be_proved_of_a_webhook() {
    try (var bench = bench(accepted())) {
      assertThat(bench.channel().proofs()).isEmpty();
    }
  }
}
