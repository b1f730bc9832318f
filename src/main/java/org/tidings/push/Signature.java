// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

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
import org.tidings.push.Protocol.Worth;
import org.tidings.secret.Secret;

/// A push's `X-Hub-Signature` (WebSub section 7.1).
final class Signature {
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "sha1", "HmacSHA1",
          "sha256", "HmacSHA256",
          "sha384", "HmacSHA384",
          "sha512", "HmacSHA512");

  private Signature() {}

  /// Judges the header, over the body's very bytes and in constant time. SHA-1, which many hubs
  /// still use, is worth a hint at best.
  static Worth worth(Optional<String> header, byte[] body, Secret secret) {
    var parts = header.orElse("").strip().split("=", 2);
    var method = parts[0].toLowerCase(Locale.ROOT);
    var algorithm = Optional.ofNullable(ALGORITHMS.get(method));
    if (parts.length < 2 || algorithm.isEmpty()) {
      return Worth.NOTHING;
    }
    var right = HexFormat.of().formatHex(hmac(algorithm.get(), body, secret));
    var given = parts[1].toLowerCase(Locale.ROOT);
    if (!MessageDigest.isEqual(ascii(right), ascii(given))) {
      return Worth.NOTHING;
    }
    return method.equals("sha1") ? Worth.HINT : Worth.PROOF;
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
