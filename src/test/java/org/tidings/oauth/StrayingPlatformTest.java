// SPDX-License-Identifier: Apache-2.0
package org.tidings.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.SettableClock;
import org.tidings.channel.ChannelContract;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// Platforms that keep to RFC 6749 and RFC 7636 less than to the letter.
class StrayingPlatformTest {
  private static final URI REDIRECT = URI.create("http://127.0.0.1:8765/callback");

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1.0");
  private final SettableClock clock = new SettableClock(ChannelContract.NOW);
  private final List<URI> pages = new ArrayList<>();

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  @Test
  void an_answer_without_a_type_and_with_commas_is_understood() {
    answers("{\"access_token\":\"a\",\"expires_in\":5184000,\"scope\":\"openid,profile,w_x\"}");
    var tokens = granted(Consent.ask(app(), endpoint(), this::allows));
    assertThat(tokens.access()).isEqualTo(Secret.of("a"));
    assertThat(tokens.scopes()).containsExactly("openid", "profile", "w_x");
    assertThat(tokens.expires()).hasValue(ChannelContract.NOW.plus(Duration.ofDays(60)));
  }

  @Test
  void an_answer_without_a_token_is_no_grant() {
    answers("{\"expires_in\":5184000}");
    assertThat(Consent.ask(app(), endpoint(), this::allows))
        .isInstanceOf(TokenReply.Unreachable.class);
  }

  /// Meta's Graph API, and Meta's Threads.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"Invalid code\",\"type\":\"OAuthException\",\"code\":100}}",
        "{\"error_type\":\"OAuthException\",\"code\":400,\"error_message\":\"Invalid code\"}"
      })
  void a_refusal_in_the_platforms_own_form_is_told(String body) {
    server.on("POST", "/token", StubAnswer.json(400, body));
    assertThat(Consent.ask(app(), endpoint(), this::allows))
        .isInstanceOfSatisfying(
            TokenReply.Refused.class, it -> assertThat(it.reason()).endsWith(": Invalid code"));
  }

  @Test
  void pkce_is_sent_unless_the_platform_refuses_it() {
    answers("{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");
    granted(Consent.ask(app(), endpoint(), this::allows));
    granted(Consent.askWithoutPkce(app(), endpoint(), this::allows));
    assertThat(pages.get(0).getQuery()).contains("code_challenge=", "state=");
    assertThat(pages.get(1).getQuery()).doesNotContain("code_challenge").contains("state=");
    var forms = server.requests("/token");
    assertThat(forms.get(0).form()).containsKey("code_verifier").containsEntry("code", "c");
    assertThat(forms.get(1).form()).doesNotContainKey("code_verifier").containsEntry("code", "c");
  }

  @Test
  void an_answer_to_another_question_is_refused() {
    var reply =
        Consent.askWithoutPkce(
            app(), endpoint(), (_, redirect) -> URI.create(redirect + "?code=c&state=stranger"));
    assertThat(reply).isInstanceOf(TokenReply.Refused.class);
    assertThat(server.requests()).isEmpty();
  }

  /// The interface's host is not the one that gives tokens.
  @Test
  void a_renewal_keeps_what_it_does_not_say() {
    answers("{\"access_token\":\"b\",\"expires_in\":60}");
    var api = URI.create("https://api.example");
    var keyring = new FakeKeyring();
    var end = ChannelContract.NOW.plus(Duration.ofDays(300));
    new Tokens(
            "www.example",
            Secret.of("a"),
            Optional.of(Secret.of("r")),
            Optional.of(ChannelContract.NOW),
            Optional.of(end),
            ChannelContract.NOW,
            List.of("w_x"))
        .at(api)
        .store(keyring, "tokens");
    var live = new LiveTokens(keyring, "tokens", api, endpoint(), clock);
    var renewed = granted(live.current());
    assertThat(renewed.access()).isEqualTo(Secret.of("b"));
    assertThat(renewed.refresh()).hasValue(Secret.of("r"));
    assertThat(renewed.refreshExpires()).hasValue(end);
    assertThat(renewed.scopes()).containsExactly("w_x");
    assertThat(Tokens.read(keyring, "tokens", api)).hasValue(renewed);
  }

  private void answers(String json) {
    server.on("POST", "/token", StubAnswer.json(200, json));
  }

  private URI allows(URI page, URI redirect) {
    pages.add(page);
    var state = Pattern.compile("state=([^&]+)").matcher(page.getRawQuery());
    assertThat(state.find()).isTrue();
    return URI.create(redirect + "?code=c&state=" + state.group(1));
  }

  private TokenEndpoint endpoint() {
    return new TokenEndpoint(app(), egress.http(List.of("127.0.0.1")), clock);
  }

  private OAuthApp app() {
    return new OAuthApp(
        server.uri("/authorize"),
        server.uri("/token"),
        "id",
        Optional.of(Secret.of("s")),
        OAuthApp.Proof.FORM,
        List.of("w_x"),
        REDIRECT,
        Map.of());
  }

  private static Tokens granted(TokenReply reply) {
    assertThat(reply).isInstanceOf(TokenReply.Granted.class);
    return ((TokenReply.Granted) reply).tokens();
  }
}
