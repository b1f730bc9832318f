// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Who may do what: one app, the person that it belongs to, and tokens. Whoever opens the page
/// where the app is allowed, allows it.
final class Grants {
  static final String APP = "1029384756";
  static final String PERSON = "100000000000017";

  /// Meta, "Access Token Guide": short-lived ones last an hour or two, long-lived ones 60 days.
  static final Duration SHORT = Duration.ofMinutes(90);

  static final Duration LONG = Duration.ofSeconds(5_183_944);

  /// Meta, "Refresh data access".
  static final Duration DATA = Duration.ofDays(90);

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final String secret = word();
  private final Map<String, Grant> tokens = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();
  private Set<String> scopes =
      Set.of("pages_show_list", "pages_read_engagement", "pages_manage_posts");
  private int revoked;

  Grants(InstantSource clock) {
    this.clock = clock;
  }

  /// What a token is good for.
  ///
  /// @param holder a person or a Page
  /// @param expires empty: never
  /// @param data when the access to the data behind it ends
  record Grant(
      String holder, Optional<Instant> expires, Optional<Instant> data, Set<String> scopes) {
    Grant {
      scopes = Set.copyOf(scopes);
    }

    boolean person() {
      return holder.equals(PERSON);
    }

    boolean allows(String scope) {
      return scopes.contains(scope);
    }
  }

  String secret() {
    return secret;
  }

  /// What the person allows from now on.
  synchronized void allow(Set<String> allowed) {
    scopes = Set.copyOf(new TreeSet<>(allowed));
  }

  /// From now on no token is good.
  synchronized void revoke(int subcode) {
    revoked = subcode;
  }

  synchronized String shortToken() {
    return token(PERSON, Optional.of(clock.instant().plus(SHORT)), Optional.of(DATA));
  }

  /// Of a System User: has no end.
  synchronized String systemUserToken() {
    return token(PERSON, Optional.empty(), Optional.empty());
  }

  /// A Page's, as lasting as the one that it is made of.
  synchronized String pageToken(String page, Grant by) {
    var lasting = by.expires().filter(it -> it.isBefore(clock.instant().plus(Duration.ofDays(1))));
    return token(page, lasting, by.data().map(_ -> DATA));
  }

  synchronized String longToken() {
    return token(PERSON, Optional.of(clock.instant().plus(LONG)), Optional.of(DATA));
  }

  synchronized String code(String redirect) {
    var code = word();
    codes.put(code, redirect);
    return code;
  }

  /// Whether the code was given for that address; works once.
  synchronized boolean redeem(String code, String redirect) {
    return Optional.ofNullable(codes.remove(code)).filter(redirect::equals).isPresent();
  }

  synchronized Optional<Grant> find(String token) {
    return Optional.ofNullable(tokens.get(token));
  }

  /// What is wrong with a token; 0: nothing.
  synchronized int trouble(Grant grant) {
    if (revoked != 0) {
      return revoked;
    }
    var now = clock.instant();
    return ended(grant.expires(), now) || ended(grant.data(), now) ? 463 : 0;
  }

  boolean isApp(String token) {
    return token.equals(APP + "|" + secret);
  }

  /// Meta, "Secure Graph API Calls".
  String proof(String token) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  private String token(String holder, Optional<Instant> expires, Optional<Duration> data) {
    var token = "EAA" + word();
    tokens.put(token, new Grant(holder, expires, data.map(clock.instant()::plus), scopes));
    return token;
  }

  private static boolean ended(Optional<Instant> end, Instant now) {
    return end.filter(it -> !now.isBefore(it)).isPresent();
  }

  private String word() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
