// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.threads;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One app, its codes and its tokens, which end by the clock (Threads API, "Get Access Tokens" and
/// "Long-Lived Access Tokens").
final class FakeTokens {
  static final String APP = "990602627938098";
  static final String SECRET = "fake-app-secret-5c1f";

  private static final Duration BRIEF = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofSeconds(5_183_944);
  private static final Duration RENEWABLE_AFTER = Duration.ofHours(24);

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, Token> tokens = new HashMap<>();

  /// A token's life.
  private record Token(Instant from, Instant until, boolean brief) {}

  FakeTokens(InstantSource clock) {
    this.clock = clock;
  }

  /// A token of 60 days, as the dashboard gives it.
  synchronized String newToken() {
    return issue(LONG, false);
  }

  synchronized String briefToken() {
    return issue(BRIEF, true);
  }

  synchronized void revokeAll() {
    tokens.clear();
  }

  synchronized boolean knows(String token) {
    return live(token).isPresent();
  }

  private Optional<Token> live(String token) {
    return Optional.ofNullable(tokens.get(token))
        .filter(it -> clock.instant().isBefore(it.until()));
  }

  /// Where the browser is sent; whoever opens the page allows the app.
  synchronized String authorize(Map<String, String> query) throws FakeRefusal {
    var redirect = query.getOrDefault("redirect_uri", "");
    if (!APP.equals(query.get("client_id"))) {
      throw new FakeRefusal(400, 101, 0, "Missing client_id parameter or unknown app.");
    }
    if (!redirect.startsWith("https://")) {
      throw new FakeRefusal(400, 191, 0, "Insecure Login Blocked: the redirect is not https.");
    }
    var scopes = query.getOrDefault("scope", "");
    if (!scopes.contains("threads_basic,") || !scopes.contains("threads_content_publish")) {
      throw FakeRefusal.parameter("Invalid Scopes: " + scopes);
    }
    var code = word();
    codes.put(code, redirect);
    return redirect + "?code=" + code + "&state=" + query.getOrDefault("state", "") + "#_";
  }

  /// The code, once, for a token of an hour.
  synchronized JsonNode trade(Map<String, String> form) throws FakeRefusal {
    var redirect = Optional.ofNullable(codes.remove(form.getOrDefault("code", "")));
    if (redirect.isEmpty()
        || !redirect.get().equals(form.get("redirect_uri"))
        || !"authorization_code".equals(form.get("grant_type"))
        || !APP.equals(form.get("client_id"))
        || !SECRET.equals(form.get("client_secret"))) {
      throw FakeRefusal.parameter("Invalid code, redirect_uri or client_secret.");
    }
    return JsonMapper.shared()
        .createObjectNode()
        .put("access_token", issue(BRIEF, true))
        .put("user_id", Long.parseLong(FakePosts.USER));
  }

  synchronized JsonNode prolong(Map<String, String> fields) throws FakeRefusal {
    var brief = fields.getOrDefault("access_token", "");
    if (live(brief).filter(Token::brief).isEmpty()) {
      throw FakeRefusal.noToken();
    }
    if (!"th_exchange_token".equals(fields.get("grant_type"))
        || !SECRET.equals(fields.get("client_secret"))) {
      throw new FakeRefusal(400, 1, 0, "Error validating client secret.");
    }
    return granted();
  }

  synchronized JsonNode renew(String old, Map<String, String> fields) throws FakeRefusal {
    var token = live(old).orElseThrow(FakeRefusal::noToken);
    if (token.brief()
        || clock.instant().isBefore(token.from().plus(RENEWABLE_AFTER))
        || !"th_refresh_token".equals(fields.get("grant_type"))) {
      throw FakeRefusal.parameter("The token can't be refreshed: it is not 24 hours old.");
    }
    return granted();
  }

  private JsonNode granted() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("access_token", issue(LONG, false))
        .put("token_type", "bearer")
        .put("expires_in", LONG.toSeconds());
  }

  private String issue(Duration life, boolean brief) {
    var token = "THAA" + word();
    var now = clock.instant();
    tokens.put(token, new Token(now, now.plus(life), brief));
    return token;
  }

  private String word() {
    var bytes = new byte[20];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
