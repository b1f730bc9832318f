// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4), written in lower-case hexadecimal digits, two a byte.
public final class Sha256 {
  private static final int BYTES = 32;

  private Sha256() {}

  /// The whole hash.
  public static String hex(byte[] bytes) {
    return hex(bytes, BYTES);
  }

  /// The beginning of the hash.
  ///
  /// @param length in bytes of the hash, 1 to 32
  public static String hex(byte[] bytes, int length) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
