// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.x;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// OAuth 2 as X does it: access for two hours, and a refresh token that works once. One that is
/// used again ends all access that ever came from it.
final class FakeGrants {
  private static final Duration LIFE = Duration.ofHours(2);
  private static final int BYTES = 12;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> access = new HashMap<>();
  private final Map<String, Boolean> refresh = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();

  FakeGrants(InstantSource clock) {
    this.clock = clock;
  }

  /// A pair.
  record Pair(String access, String refresh) {}

  synchronized Pair newPair() {
    var pair = new Pair(word(), word());
    access.put(pair.access(), clock.instant().plus(LIFE));
    refresh.put(pair.refresh(), true);
    return pair;
  }

  synchronized boolean knows(String token) {
    return Optional.ofNullable(access.get(token))
        .filter(it -> it.isAfter(clock.instant()))
        .isPresent();
  }

  /// A code for the page that was asked so.
  synchronized String code(Map<String, String> asked) {
    var code = word();
    codes.put(code, asked.getOrDefault("redirect_uri", ""));
    return code;
  }

  /// Trades a code or a refresh token; empty: `invalid_request`.
  synchronized Optional<Pair> trade(Map<String, String> form) {
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" ->
          Optional.ofNullable(codes.remove(form.getOrDefault("code", "")))
              .filter(it -> it.equals(form.get("redirect_uri")))
              .filter(_ -> form.containsKey("code_verifier"))
              .map(_ -> newPair());
      case "refresh_token" -> renew(form.getOrDefault("refresh_token", ""));
      default -> Optional.empty();
    };
  }

  private Optional<Pair> renew(String token) {
    var fresh = refresh.replace(token, false);
    if (fresh == null) {
      return Optional.empty();
    }
    if (!fresh) {
      access.clear(); // the whole family dies
      refresh.clear();
      return Optional.empty();
    }
    return Optional.of(newPair());
  }

  private String word() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
