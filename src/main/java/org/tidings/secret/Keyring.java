// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.util.Optional;
import java.util.function.Supplier;

/// The durable secrets of one channel: what `connect` obtained, sessions, and notes that may travel
/// with them. Encrypted at rest; a write is durable when the call returns.
public interface Keyring {
  /// Reads one value, decrypted.
  ///
  /// @throws SecretException if it is there and cannot be decrypted
  Optional<Secret> get(String name);

  void put(String name, Secret value);

  void remove(String name);

  /// Does some work on these secrets while nobody else, in this process or another one on the same
  /// state, does: renewing a token that works only once. Not reentrant.
  <T> T alone(Supplier<T> work);

  /// Resolves a reference from the configuration; [SecretRef.Stored] means `name` in this keyring.
  ///
  /// @throws SecretException if it is missing, unreadable, or readable by others; the message names
  ///     the place and the remedy, never the value
  Secret resolve(SecretRef reference, String name);
}
