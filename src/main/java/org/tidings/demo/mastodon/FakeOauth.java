// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.mastodon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Who may post to [FakeMastodon]: applications, codes and tokens. Whoever opens the page where an
/// application is allowed, allows it.
final class FakeOauth {
  private static final int RANDOM_BYTES = 20;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, App> apps = new HashMap<>();
  private final Map<String, Grant> grants = new HashMap<>();
  private final Set<String> tokens = new HashSet<>();
  private boolean closed;

  /// A registered application.
  private record App(String secret, String scopes) {}

  /// A code that can be traded once.
  private record Grant(String client, String scopes, String challenge) {}

  synchronized String newToken() {
    var token = word();
    tokens.add(token);
    return token;
  }

  synchronized void revokeAll() {
    closed = true;
  }

  /// @param authorization the header field of that name
  synchronized boolean knows(String authorization) {
    return !closed
        && authorization.startsWith("Bearer ")
        && tokens.contains(authorization.substring("Bearer ".length()));
  }

  synchronized JsonNode register(Map<String, String> form) {
    var id = word();
    var secret = word();
    apps.put(id, new App(secret, form.getOrDefault("scopes", "read")));
    return FakeJson.JSON
        .createObjectNode()
        .put("name", form.getOrDefault("client_name", ""))
        .put("client_id", id)
        .put("client_secret", secret);
  }

  /// The code for an application; empty if it is not known here or wants more than it said.
  synchronized Optional<String> authorize(Map<String, String> query) {
    var client = query.getOrDefault("client_id", "");
    var scopes = query.getOrDefault("scope", "read");
    return Optional.ofNullable(apps.get(client))
        .filter(it -> Set.of(it.scopes().split(" ", -1)).containsAll(Set.of(scopes.split(" ", -1))))
        .filter(_ -> "code".equals(query.get("response_type")))
        .map(
            _ -> {
              var code = word();
              grants.put(code, new Grant(client, scopes, query.getOrDefault("code_challenge", "")));
              return code;
            });
  }

  /// The token for a code; empty if anything about it is wrong. A code works once.
  synchronized Optional<JsonNode> trade(Map<String, String> form) {
    var client = form.getOrDefault("client_id", "");
    var grant = Optional.ofNullable(grants.remove(form.getOrDefault("code", "")));
    return grant
        .filter(it -> it.client().equals(client))
        .filter(_ -> secretOf(client).equals(Optional.ofNullable(form.get("client_secret"))))
        .filter(it -> proves(form.getOrDefault("code_verifier", ""), it.challenge()))
        .map(
            it ->
                FakeJson.JSON
                    .createObjectNode()
                    .put("access_token", newToken())
                    .put("token_type", "Bearer")
                    .put("scope", it.scopes()));
  }

  private Optional<String> secretOf(String client) {
    return Optional.ofNullable(apps.get(client)).map(App::secret);
  }

  /// RFC 7636 section 4.6, method S256.
  private static boolean proves(String verifier, String challenge) {
    if (challenge.isEmpty()) {
      return true;
    }
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Objects.equals(
          Base64.getUrlEncoder().withoutPadding().encodeToString(hash), challenge);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private String word() {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
