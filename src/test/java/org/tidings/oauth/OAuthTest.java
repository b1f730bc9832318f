// SPDX-License-Identifier: Apache-2.0
package org.tidings.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.SettableClock;
import org.tidings.http.Egress;
import org.tidings.http.Misbehaviour;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.oauth.OAuthApp.Proof;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;

class OAuthTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String GRANTED =
      """
      {"token_type":"bearer","expires_in":7200,"access_token":"access-2","scope":"read write",
       "refresh_token":"refresh-2","refresh_token_expires_in":86400}
      """;

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1.0");
  private final SettableClock clock = new SettableClock(NOW);
  private final FakeKeyring keyring = new FakeKeyring();

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  @Test
  void the_owner_is_asked_with_state_and_pkce_and_the_code_traded_with_the_verifier() {
    server.on("POST", "/token", StubAnswer.json(200, GRANTED));
    var asked = new ArrayList<Map<String, String>>();
    var reply = Consent.ask(app(Proof.FORM), endpoint(Proof.FORM), allowing(asked));
    assertThat(((TokenReply.Granted) reply).tokens().access()).isEqualTo(Secret.of("access-2"));
    assertThat(asked.getFirst())
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "me")
        .containsEntry("redirect_uri", "http://127.0.0.1:8765/callback")
        .containsEntry("scope", "read write")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("prompt", "consent")
        .doesNotContainValue("s3cret");
    assertThat(asked.getFirst().get("state")).hasSizeGreaterThanOrEqualTo(40);
    var form = server.requests("/token").getFirst().form();
    assertThat(form)
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "the-code")
        .containsEntry("client_secret", "s3cret")
        .containsEntry("redirect_uri", "http://127.0.0.1:8765/callback");
    assertThat(
            CodeChallenge.compute(
                CodeChallengeMethod.S256, new CodeVerifier(form.get("code_verifier"))))
        .hasToString(asked.getFirst().get("code_challenge"));
  }

  @Test
  void no_two_questions_are_alike() {
    var asked = new ArrayList<Map<String, String>>();
    server.on("POST", "/token", StubAnswer.json(200, GRANTED));
    Consent.ask(app(Proof.FORM), endpoint(Proof.FORM), allowing(asked));
    Consent.ask(app(Proof.FORM), endpoint(Proof.FORM), allowing(asked));
    assertThat(asked.get(0).get("state")).isNotEqualTo(asked.get(1).get("state"));
    assertThat(asked.get(0).get("code_challenge")).isNotEqualTo(asked.get(1).get("code_challenge"));
  }

  @Test
  void a_confidential_app_can_prove_itself_in_the_header() {
    server.on("POST", "/token", StubAnswer.json(200, GRANTED));
    endpoint(Proof.BASIC).refresh(Secret.of("refresh-1"));
    var basic = Base64.getEncoder().encodeToString("me:s3cret".getBytes(StandardCharsets.UTF_8));
    assertThat(server.requests("/token").getFirst().header("Authorization"))
        .contains("Basic " + basic);
    assertThat(server.requests("/token").getFirst().form()).doesNotContainKey("client_secret");
  }

  @Test
  void a_public_app_only_says_who_it_is() {
    server.on("POST", "/token", StubAnswer.json(200, GRANTED));
    endpoint(Proof.NONE).refresh(Secret.of("refresh-1"));
    assertThat(server.requests("/token").getFirst().form())
        .containsEntry("client_id", "me")
        .doesNotContainKey("client_secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8765/callback?code=the-code&state=somebody-elses",
        "http://127.0.0.1:8765/callback?code=the-code",
        "http://127.0.0.1:8765/callback?state=x",
        "http://127.0.0.1:8765/callback?nothing=here",
      })
  void an_address_that_is_no_answer_to_our_question_is_refused(String back) {
    var reply =
        Consent.ask(app(Proof.FORM), endpoint(Proof.FORM), (page, redirect) -> URI.create(back));
    assertThat(reply).isInstanceOf(TokenReply.Refused.class);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_refusal_in_the_browser_is_told_in_the_platforms_words() {
    var reply =
        Consent.ask(
            app(Proof.FORM),
            endpoint(Proof.FORM),
            (page, redirect) ->
                URI.create(
                    redirect
                        + "?error=access_denied&error_description=The+user+said+no&state="
                        + query(page).get("state")
                        + "#_"));
    assertThat(reply)
        .isEqualTo(new TokenReply.Refused("access_denied", "access_denied: The user said no"));
  }

  @Test
  void a_refused_token_request_is_told_without_our_secret() {
    server.on(
        "POST",
        "/token",
        StubAnswer.json(
            400, "{\"error\":\"invalid_grant\",\"error_description\":\"bad s3cret given\"}"));
    assertThat(endpoint(Proof.FORM).refresh(Secret.of("refresh-1")))
        .isEqualTo(new TokenReply.Refused("invalid_grant", "invalid_grant: bad *** given"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "<html>", "{\"access_token\":7}", "", "{\"token_type\":\"bearer\"}"})
  void an_answer_that_is_none_may_have_cost_the_token(String body) {
    server.on("POST", "/token", StubAnswer.json(200, body));
    assertThat(endpoint(Proof.FORM).refresh(Secret.of("refresh-1")))
        .isInstanceOfSatisfying(TokenReply.Unreachable.class, it -> assertThat(it.used()).isTrue());
  }

  @Test
  void a_server_that_is_down_says_nothing_about_the_token() {
    server.on("POST", "/token", StubAnswer.status(503));
    assertThat(endpoint(Proof.FORM).refresh(Secret.of("r")))
        .isInstanceOf(TokenReply.Unreachable.class);
    server.close();
    assertThat(endpoint(Proof.FORM).refresh(Secret.of("r")))
        .isInstanceOf(TokenReply.Unreachable.class);
  }

  @Test
  void tokens_are_renewed_shortly_before_they_end_and_stored_before_they_are_used() {
    server.on("POST", "/token", StubAnswer.json(200, GRANTED));
    stored(NOW.plus(Duration.ofHours(2))).store(keyring, "tokens");
    assertThat(access(live().current())).isEqualTo("access-1");
    clock.advance(Duration.ofMinutes(114));
    assertThat(access(live().current())).isEqualTo("access-1");
    assertThat(server.requests()).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    assertThat(access(live().current())).isEqualTo("access-2");
    var kept = Tokens.read(keyring, "tokens", server.uri("/api")).orElseThrow();
    assertThat(kept.refresh()).contains(Secret.of("refresh-2"));
    assertThat(kept.expires()).contains(clock.instant().plusSeconds(7200));
    assertThat(kept.refreshExpires()).contains(clock.instant().plusSeconds(86400));
    assertThat(kept.scopes()).containsExactly("read", "write");
  }

  @Test
  void a_platform_that_gives_no_new_refresh_token_means_the_old_one() {
    server.on(
        "POST",
        "/token",
        StubAnswer.json(
            200, "{\"token_type\":\"Bearer\",\"access_token\":\"a\",\"expires_in\":3600}"));
    stored(NOW).store(keyring, "tokens");
    live().current();
    assertThat(Tokens.read(keyring, "tokens", server.uri("/")).orElseThrow().refresh())
        .contains(Secret.of("refresh-1"));
  }

  /// A refresh token that works once must be used once, however many need it at the same time.
  @Test
  void many_at_once_renew_once() throws Exception {
    server.on("POST", "/token", StubAnswer.json(200, GRANTED), StubAnswer.json(400, "{}"));
    stored(NOW).store(keyring, "tokens");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 20).mapToObj(_ -> threads.submit(() -> live().current())).toList();
      for (var one : all) {
        assertThat(access(one.get())).isEqualTo("access-2");
      }
    }
    assertThat(server.requests("/token")).hasSize(1);
  }

  @Test
  void a_token_that_the_platform_refuses_is_replaced_once() {
    server.on("POST", "/token", StubAnswer.json(200, GRANTED), StubAnswer.json(400, "{}"));
    stored(NOW.plus(Duration.ofHours(2))).store(keyring, "tokens");
    assertThat(access(live().instead(Secret.of("access-1")))).isEqualTo("access-2");
    assertThat(access(live().instead(Secret.of("access-1")))).isEqualTo("access-2");
    assertThat(server.requests("/token")).hasSize(1);
  }

  @Test
  void after_a_lost_answer_the_old_token_is_tried_again() {
    server.on("POST", "/token", Misbehaviour.closes(), StubAnswer.json(200, GRANTED));
    stored(NOW).store(keyring, "tokens");
    assertThat(live().current())
        .isInstanceOfSatisfying(TokenReply.Unreachable.class, it -> assertThat(it.used()).isTrue());
    assertThat(access(live().current())).isEqualTo("access-2");
    assertThat(server.requests("/token"))
        .allMatch(it -> "refresh-1".equals(it.form().get("refresh_token")));
  }

  @Test
  void tokens_are_not_shown_to_another_host() {
    stored(NOW).store(keyring, "tokens");
    assertThatThrownBy(() -> Tokens.read(keyring, "tokens", URI.create("https://evil.example/")))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("evil.example")
        .message()
        .doesNotContain("access-1", "refresh-1");
  }

  @Test
  void a_credential_that_is_damaged_is_not_quoted() {
    keyring.put("tokens", Secret.of("{\"access\":\"access-1"));
    assertThatThrownBy(() -> Tokens.read(keyring, "tokens", server.uri("/")))
        .isInstanceOf(SecretException.class)
        .message()
        .doesNotContain("access-1");
  }

  @Test
  void nothing_prints_a_secret() {
    var told = "" + stored(NOW) + app(Proof.FORM) + new TokenReply.Granted(stored(NOW));
    assertThat(told).doesNotContain("access-1", "refresh-1", "s3cret");
  }

  @Test
  void without_a_refresh_token_the_end_is_the_end() {
    new Tokens(
            "h",
            Secret.of("a"),
            Optional.empty(),
            Optional.of(NOW),
            Optional.empty(),
            NOW,
            List.of())
        .store(keyring, "tokens");
    var live =
        new LiveTokens(keyring, "tokens", URI.create("https://h/"), endpoint(Proof.FORM), clock);
    assertThat(live.current()).isInstanceOf(TokenReply.Refused.class);
    assertThat(server.requests()).isEmpty();
  }

  private static String access(TokenReply reply) {
    assertThat(reply).isInstanceOf(TokenReply.Granted.class);
    return ((TokenReply.Granted) reply).tokens().access().reveal();
  }

  private Tokens stored(Instant expires) {
    return new Tokens(
        Tokens.host(server.uri("/")),
        Secret.of("access-1"),
        Optional.of(Secret.of("refresh-1")),
        Optional.of(expires),
        Optional.empty(),
        NOW,
        List.of());
  }

  private LiveTokens live() {
    return new LiveTokens(keyring, "tokens", server.uri("/api"), endpoint(Proof.FORM), clock);
  }

  private TokenEndpoint endpoint(Proof proof) {
    return new TokenEndpoint(app(proof), egress.http(List.of("127.0.0.1")), clock);
  }

  private OAuthApp app(Proof proof) {
    return new OAuthApp(
        server.uri("/authorize?fixed=1"),
        server.uri("/token"),
        "me",
        proof == Proof.NONE ? Optional.empty() : Optional.of(Secret.of("s3cret")),
        proof,
        List.of("read", "write"),
        URI.create("http://127.0.0.1:8765/callback"),
        Map.of("prompt", "consent"));
  }

  /// An owner who allows it.
  private static Browser allowing(List<Map<String, String>> asked) {
    return (page, redirect) -> {
      asked.add(query(page));
      return URI.create(redirect + "?state=" + query(page).get("state") + "&code=the-code");
    };
  }

  private static Map<String, String> query(URI page) {
    var query = new HashMap<String, String>();
    for (var pair : page.getRawQuery().split("&", -1)) {
      var parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
