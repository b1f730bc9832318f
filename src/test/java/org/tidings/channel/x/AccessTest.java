// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.http.Request;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import twitter4j.RequestSigner;

class AccessTest {
  private static final String KEY = "xvz1evFS4wEEPTGEFPHBog";
  private static final String KEY_SECRET = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw";
  private static final String TOKEN = "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb";
  private static final String TOKEN_SECRET = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE";

  /// The keys of docs.x.com, "Creating a signature"; the signatures were computed independently.
  @ParameterizedTest
  @CsvSource({
    "POST, https://api.x.com/2/tweets, lr+tV/DKclEvXKVjG6tgaSSLV0k=",
    "GET, https://api.x.com/2/users/12/tweets?max_results=5&tweet.fields=created_at%2Centities,"
        + " rNuanKfYPNHWynZUkzueo+Ytou0=",
    // The page's own; a signature does not tell words in the query from words in a form.
    "POST, https://api.x.com/1.1/statuses/update.json?include_entities=true"
        + "&status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20OAuth%20request%21,"
        + " Ls93hJiZbQ3akF3HF3x1Bz8/zU4=",
  })
  void requests_are_signed_as_rfc_5849_says(String method, String url, String signature) {
    var signer = new RequestSigner(KEY, KEY_SECRET, TOKEN, TOKEN_SECRET);
    var header =
        signer.header(method, url, "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", 1_318_622_958);
    assertThat(URLDecoder.decode(header, StandardCharsets.UTF_8))
        .startsWith("OAuth ")
        .contains("oauth_signature=\"" + signature + "\"");
  }

  @Test
  void no_two_requests_have_the_same_nonce_and_the_time_is_our_clocks() {
    var now = Instant.parse("2026-11-24T12:00:00Z");
    var request = Request.get(URI.create("https://api.x.com/2/users/me"));
    var one = header(keys().allow(request, now));
    var two = header(keys().allow(request, now));
    assertThat(one).contains("oauth_timestamp=\"1795521600\"").isNotEqualTo(two);
  }

  @Test
  void the_token_names_the_account() {
    assertThat(keys().user()).contains("370773112");
  }

  @Test
  void they_are_kept_as_one_and_shown_to_no_other_host() {
    var keyring = new FakeKeyring();
    keys().store(keyring);
    assertThat(Access.Keys.read(keyring, URI.create("https://api.x.com"))).isEqualTo(keys());
    assertThatThrownBy(() -> Access.Keys.read(keyring, URI.create("https://evil.example")))
        .isInstanceOf(SecretException.class)
        .message()
        .doesNotContain(TOKEN, KEY_SECRET);
    assertThat(keys().toString()).doesNotContain(TOKEN, KEY_SECRET, TOKEN_SECRET, KEY);
    assertThat(keys().hide("x " + TOKEN + " " + KEY_SECRET)).isEqualTo("x *** ***");
  }

  private static String header(Request request) {
    return request.fields().stream()
        .filter(it -> it.name().equals("Authorization") && it.credential())
        .map(it -> it.value().reveal())
        .findFirst()
        .orElse("");
  }

  private static Access.Keys keys() {
    return new Access.Keys(
        "api.x.com",
        Secret.of(KEY),
        Secret.of(KEY_SECRET),
        Secret.of(TOKEN),
        Secret.of(TOKEN_SECRET));
  }
}
