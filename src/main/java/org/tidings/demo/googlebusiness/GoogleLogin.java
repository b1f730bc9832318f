// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.googlebusiness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Who may act for the owner of [FakeGoogle]: one app, its codes, access tokens for an hour,
/// refresh tokens that stay. Whoever opens the page where the app is allowed, allows it.
final class GoogleLogin {
  static final String CLIENT_ID = "tidings-demo.apps.googleusercontent.com";
  static final String SCOPE = "https://www.googleapis.com/auth/business.manage";

  private static final Duration ACCESS = Duration.ofSeconds(3599);
  private static final Duration TESTING = Duration.ofDays(7);

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final String clientSecret = "GOCSPX-" + word();
  private final Map<String, Grant> codes = new HashMap<>();
  private final Map<String, Instant> access = new HashMap<>();
  private final Map<String, Instant> refresh = new HashMap<>();
  private final Set<String> withheld = new HashSet<>();
  private boolean testing;

  GoogleLogin(InstantSource clock) {
    this.clock = clock;
  }

  /// A code that can be traded once.
  private record Grant(String redirect, String challenge, boolean offline) {}

  /// How the token endpoint answered.
  record Answer(int status, ObjectNode json) {}

  String clientSecret() {
    return clientSecret;
  }

  synchronized void testing(boolean status) {
    testing = status;
  }

  /// The owner doesn't tick the box.
  synchronized void withhold(String scope) {
    withheld.add(scope);
  }

  synchronized void revoke() {
    access.clear();
    refresh.clear();
  }

  synchronized void forgetAccess() {
    access.clear();
  }

  synchronized String newAccess() {
    var token = "ya29." + word();
    access.put(token, clock.instant().plus(ACCESS));
    return token;
  }

  synchronized String newRefresh() {
    var token = "1//" + word();
    refresh.put(token, testing ? clock.instant().plus(TESTING) : Instant.MAX);
    return token;
  }

  /// @param authorization the header field of that name
  synchronized boolean knows(String authorization) {
    return Optional.of(authorization)
        .filter(it -> it.startsWith("Bearer "))
        .flatMap(it -> Optional.ofNullable(access.get(it.substring("Bearer ".length()))))
        .filter(clock.instant()::isBefore)
        .isPresent();
  }

  /// The code for the app; empty if it is not known here, or asks for what it may not.
  synchronized Optional<String> authorize(Map<String, String> query) {
    var redirect = query.getOrDefault("redirect_uri", "");
    if (!CLIENT_ID.equals(query.get("client_id"))
        || !"code".equals(query.get("response_type"))
        || !SCOPE.equals(query.get("scope"))
        || !redirect.matches("http://127\\.0\\.0\\.1(:\\d+)?(/.*)?")) {
      return Optional.empty();
    }
    var offline =
        "offline".equals(query.get("access_type")) && "consent".equals(query.get("prompt"));
    var code = "4/" + word();
    codes.put(code, new Grant(redirect, query.getOrDefault("code_challenge", ""), offline));
    return Optional.of(code);
  }

  synchronized Answer token(Map<String, String> form) {
    if (!CLIENT_ID.equals(form.get("client_id"))
        || !clientSecret.equals(form.get("client_secret"))) {
      return new Answer(401, GoogleError.oauth("invalid_client", "Unauthorized"));
    }
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> trade(form);
      case "refresh_token" -> renew(form.getOrDefault("refresh_token", ""));
      default -> new Answer(400, GoogleError.oauth("unsupported_grant_type", "Invalid grant_type"));
    };
  }

  private Answer trade(Map<String, String> form) {
    var grant =
        Optional.ofNullable(codes.remove(form.getOrDefault("code", "")))
            .filter(it -> it.redirect().equals(form.get("redirect_uri")))
            .filter(it -> proves(form.getOrDefault("code_verifier", ""), it.challenge()));
    if (grant.isEmpty()) {
      return new Answer(400, GoogleError.oauth("invalid_grant", "Malformed auth code."));
    }
    var json = granted();
    if (grant.get().offline()) {
      json.put("refresh_token", newRefresh());
      if (testing) {
        json.put("refresh_token_expires_in", TESTING.toSeconds());
      }
    }
    return new Answer(200, json);
  }

  private Answer renew(String token) {
    return Optional.ofNullable(refresh.get(token)).filter(clock.instant()::isBefore).isPresent()
        ? new Answer(200, granted())
        : new Answer(400, GoogleError.oauth("invalid_grant", "Token has been expired or revoked."));
  }

  private ObjectNode granted() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("access_token", newAccess())
        .put("expires_in", ACCESS.toSeconds())
        .put("scope", withheld.contains(SCOPE) ? "openid" : SCOPE)
        .put("token_type", "Bearer");
  }

  /// RFC 7636 section 4.6, method S256.
  private static boolean proves(String verifier, String challenge) {
    if (challenge.isEmpty()) {
      return true;
    }
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(challenge);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private String word() {
    var bytes = new byte[24];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
