// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.linkedin;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Who may post to [FakeLinkedIn]: its one app, codes and tokens. Whoever opens the page where the
/// app is allowed, allows it.
final class FakeGrants {
  static final String CLIENT = "86fake";
  static final String SECRET = "WPL_AP1.fake";
  static final String REDIRECT = "http://127.0.0.1:8765/callback";

  private static final Duration ACCESS = Duration.ofDays(60);
  private static final Duration REFRESH = Duration.ofDays(365);
  private static final Duration CODE = Duration.ofMinutes(30);

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Token> tokens = new HashMap<>();
  private final Map<String, Token> refreshTokens = new HashMap<>();
  private final Map<String, Token> codes = new HashMap<>();
  private boolean partner;
  private List<String> products =
      List.of(
          "openid", "profile", "w_member_social", "w_organization_social", "r_organization_social");

  FakeGrants(InstantSource clock) {
    this.clock = clock;
  }

  /// Something that is good until then.
  private record Token(List<String> scopes, Instant until) {}

  synchronized String newToken(List<String> scopes) {
    var token = word();
    tokens.put(token, new Token(scopes, clock.instant().plus(ACCESS)));
    return token;
  }

  synchronized void revokeAll() {
    tokens.clear();
    codes.clear();
  }

  /// Whether the app is a partner's, whose tokens can be renewed.
  synchronized void partner(boolean partner) {
    this.partner = partner;
  }

  /// What the app may ask for.
  synchronized void products(List<String> scopes) {
    products = List.copyOf(scopes);
  }

  /// What a token allows; empty if it is not good.
  ///
  /// @param authorization the header field of that name
  synchronized Optional<List<String>> scopes(String authorization) {
    return Optional.of(authorization)
        .filter(it -> it.startsWith("Bearer "))
        .map(it -> tokens.get(it.substring("Bearer ".length())))
        .filter(it -> it.until().isAfter(clock.instant()))
        .map(Token::scopes);
  }

  /// The code for the app; empty if anything about the question is wrong.
  synchronized Optional<String> authorize(Map<String, String> query) {
    var scopes = List.of(query.getOrDefault("scope", "").split(" ", -1));
    var right =
        "code".equals(query.get("response_type"))
            && CLIENT.equals(query.get("client_id"))
            && REDIRECT.equals(query.get("redirect_uri"))
            && !query.getOrDefault("state", "").isEmpty()
            && products.containsAll(scopes);
    if (!right) {
      return Optional.empty();
    }
    var code = word();
    codes.put(code, new Token(scopes, clock.instant().plus(CODE)));
    return Optional.of(code);
  }

  /// Answers the token endpoint: a status, and an object.
  record Traded(int status, JsonNode json) {}

  synchronized Traded trade(Map<String, String> form) {
    if (!CLIENT.equals(form.get("client_id"))
        || !SECRET.equals(form.get("client_secret"))
        // As met with live: UsefulSoftwareCo/executor#2087.
        || form.containsKey("code_verifier")) {
      return refused(401, "invalid_client", "Client authentication failed");
    }
    var grant =
        switch (form.getOrDefault("grant_type", "")) {
          case "authorization_code" ->
              Optional.ofNullable(codes.remove(form.getOrDefault("code", "")))
                  .filter(_ -> REDIRECT.equals(form.get("redirect_uri")));
          case "refresh_token" ->
              Optional.ofNullable(refreshTokens.get(form.getOrDefault("refresh_token", "")));
          default -> Optional.<Token>empty();
        };
    return grant
        .filter(it -> it.until().isAfter(clock.instant()))
        .map(it -> granted(it, Optional.ofNullable(form.get("refresh_token"))))
        .orElseGet(
            () -> refused(400, "invalid_grant", "The provided authorization grant is invalid"));
  }

  /// Without `token_type`, and with commas, as LinkedIn has it.
  private Traded granted(Token grant, Optional<String> refresh) {
    var json = object().put("access_token", newToken(grant.scopes()));
    json.put("expires_in", ACCESS.toSeconds()).put("scope", String.join(",", grant.scopes()));
    if (partner) {
      var token = refresh.orElseGet(() -> newRefreshToken(grant.scopes()));
      var until = Optional.ofNullable(refreshTokens.get(token)).map(Token::until).orElseThrow();
      json.put("refresh_token", token);
      json.put("refresh_token_expires_in", Duration.between(clock.instant(), until).toSeconds());
    }
    return new Traded(200, json);
  }

  synchronized String newRefreshToken(List<String> scopes) {
    var token = word();
    refreshTokens.put(token, new Token(scopes, clock.instant().plus(REFRESH)));
    return token;
  }

  private static Traded refused(int status, String error, String words) {
    return new Traded(status, object().put("error", error).put("error_description", words));
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  private String word() {
    var bytes = new byte[20];
    random.nextBytes(bytes);
    return "AQ" + HexFormat.of().formatHex(bytes);
  }
}
