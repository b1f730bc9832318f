// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretRef;

/// What an owner has just given, to be tried before it takes the place of what was stored: until
/// [#keep] it is in memory, and whoever dies meanwhile has changed nothing.
final class Trial implements Keyring {
  private final Keyring keyring;
  private final Map<String, Optional<Secret>> given = new LinkedHashMap<>();

  Trial(Keyring keyring) {
    this.keyring = keyring;
  }

  /// Only what was given: what was stored before must not help it along.
  @Override
  public Optional<Secret> get(String name) {
    return given.getOrDefault(name, Optional.empty());
  }

  @Override
  public void put(String name, Secret value) {
    given.put(name, Optional.of(value));
  }

  @Override
  public void remove(String name) {
    given.put(name, Optional.empty());
  }

  @Override
  public <T> T alone(Supplier<T> work) {
    return work.get();
  }

  @Override
  public Secret resolve(SecretRef reference, String name) {
    return keyring.resolve(reference, name);
  }

  /// It proved good: stores it, while nobody renews what was there.
  void keep() {
    keyring.alone(
        () -> {
          given.forEach(
              (name, it) ->
                  it.ifPresentOrElse(
                      value -> keyring.put(name, value), () -> keyring.remove(name)));
          return given.size();
        });
  }
}
