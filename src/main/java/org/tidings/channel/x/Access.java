// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.tidings.http.Request;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import twitter4j.RequestSigner;

/// What a request is allowed with.
sealed interface Access {
  /// The name of the four OAuth 1.0a strings in the keyring.
  String KEYS = "oauth1";

  /// The name of the OAuth 2 pair.
  String TOKENS = "tokens";

  Request allow(Request request, Instant now);

  /// Without the secrets, should X repeat them.
  String hide(String words);

  /// The number of the account, where the access itself names it.
  Optional<String> user();

  /// OAuth 1.0a: ends only when it is revoked.
  record Keys(String host, Secret key, Secret keySecret, Secret token, Secret tokenSecret)
      implements Access {
    /// 128 bits: no two requests may have the same (RFC 5849 section 3.3).
    private static final int NONCE = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Request allow(Request request, Instant now) {
      var nonce = new byte[NONCE];
      RANDOM.nextBytes(nonce);
      var signer =
          new RequestSigner(key.reveal(), keySecret.reveal(), token.reveal(), tokenSecret.reveal());
      var header =
          signer.header(
              request.method().name(),
              request.uri().toString(),
              HexFormat.of().formatHex(nonce),
              now.getEpochSecond());
      return request.credential("Authorization", Secret.of(header));
    }

    @Override
    public String hide(String words) {
      return words
          .replace(tokenSecret.reveal(), "***")
          .replace(token.reveal(), "***")
          .replace(keySecret.reveal(), "***")
          .replace(key.reveal(), "***");
    }

    /// The token begins with the account's number.
    @Override
    public Optional<String> user() {
      var words = token.reveal();
      var dash = words.indexOf('-');
      return dash > 0
          ? Optional.of(words.substring(0, dash)).filter(it -> it.matches("\\d{1,19}"))
          : Optional.empty();
    }

    void store(Keyring keyring) {
      var json = JsonMapper.shared().createObjectNode().put("host", host);
      json.put("consumer_key", key.reveal()).put("consumer_secret", keySecret.reveal());
      json.put("token", token.reveal()).put("token_secret", tokenSecret.reveal());
      keyring.put(KEYS, Secret.of(json.toString()));
    }

    /// Reads them.
    ///
    /// @throws SecretException if there are none, or they belong to another host
    static Keys read(Keyring keyring, URI api) {
      var json =
          keyring
              .get(KEYS)
              .map(Keys::json)
              .orElseThrow(() -> new SecretException("no credential is stored"));
      var host = json.path("host").asString("");
      if (!host.equals(Tokens.host(api))) {
        throw new SecretException(
            "the stored credential came from %s and is not shown to %s"
                .formatted(host, Tokens.host(api)));
      }
      return new Keys(
          host,
          Secret.of(json.path("consumer_key").asString("")),
          Secret.of(json.path("consumer_secret").asString("")),
          Secret.of(json.path("token").asString("")),
          Secret.of(json.path("token_secret").asString("")));
    }

    private static JsonNode json(Secret stored) {
      try {
        return JsonMapper.shared().readTree(stored.reveal());
      } catch (JacksonException e) {
        // Its message quotes what it could not read.
        throw new SecretException("the stored credential can't be read");
      }
    }
  }

  /// OAuth 2: ends after two hours, and is renewed.
  record Bearer(Secret token) implements Access {
    @Override
    public Request allow(Request request, Instant now) {
      return request.bearer(token);
    }

    @Override
    public String hide(String words) {
      return words.replace(token.reveal(), "***");
    }

    @Override
    public Optional<String> user() {
      return Optional.empty();
    }
  }
}
