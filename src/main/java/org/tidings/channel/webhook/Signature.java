// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tidings.secret.Secret;

/// Signatures of Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, in base64, after
/// `v1,`.
final class Signature {
  private static final String PREFIX = "whsec_";

  /// Bytes of a key, least and most (Standard Webhooks 1.0.0, "Signature scheme").
  private static final int LEAST = 24;

  private static final int MOST = 64;

  private Signature() {}

  /// The key in a secret; empty if the secret is none.
  static Optional<SecretKeySpec> key(Secret secret) {
    var words = secret.reveal();
    if (!words.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getDecoder().decode(words.substring(PREFIX.length()));
      return bytes.length < LEAST || bytes.length > MOST
          ? Optional.empty()
          : Optional.of(new SecretKeySpec(bytes, "HmacSHA256"));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The header's value.
  ///
  /// @param timestamp of the attempt, in seconds since 1970
  static String of(SecretKeySpec key, String id, long timestamp, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      var signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is missing from this Java", e);
    }
  }
}
