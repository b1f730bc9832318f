// SPDX-License-Identifier: Apache-2.0
package org.tidings.websub;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tidings.secret.Secret;

/// What a delivery's `X-Hub-Signature` is worth (WebSub section 7.1).
enum Signature {
  /// Made by who knows the secret.
  RIGHT,
  /// The same, by SHA-1, which many hubs still use: a hint at best.
  WEAK,
  WRONG;

  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "sha1", "HmacSHA1",
          "sha256", "HmacSHA256",
          "sha384", "HmacSHA384",
          "sha512", "HmacSHA512");

  /// Judges the header, over the body's very bytes and in constant time.
  static Signature of(Optional<String> header, byte[] body, Secret secret) {
    var parts = header.orElse("").strip().split("=", 2);
    var method = parts[0].toLowerCase(Locale.ROOT);
    var algorithm = Optional.ofNullable(ALGORITHMS.get(method));
    if (parts.length < 2 || algorithm.isEmpty()) {
      return WRONG;
    }
    var right = HexFormat.of().formatHex(hmac(algorithm.get(), body, secret));
    var given = parts[1].toLowerCase(Locale.ROOT);
    if (!MessageDigest.isEqual(ascii(right), ascii(given))) {
      return WRONG;
    }
    return method.equals("sha1") ? WEAK : RIGHT;
  }

  private static byte[] ascii(String hex) {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hmac(String algorithm, byte[] body, Secret secret) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(ascii(secret.reveal()), algorithm));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
