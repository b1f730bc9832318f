// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A token, password or signing key. Prints as `***` everywhere; only [#reveal] gives the words,
/// and only the line that puts them on the wire or into the vault calls it.
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /// Wraps a value.
  ///
  /// @throws IllegalArgumentException if the value is blank: an empty secret is a mistake made
  ///     somewhere else, and must not overwrite a good one
  public static Secret of(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a secret is empty");
    }
    return new Secret(value);
  }

  public String reveal() {
    return value;
  }

  /// Compares in constant time.
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  /// The same for all secrets, so that a hash can't be compared with guesses.
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "***";
  }
}
