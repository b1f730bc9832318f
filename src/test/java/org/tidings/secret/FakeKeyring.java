// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A keyring in memory. Survives the channel that uses it, as the real one does.
public final class FakeKeyring implements Keyring {
  private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  @Override
  public Optional<Secret> get(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public void put(String name, Secret value) {
    secrets.put(name, value);
  }

  @Override
  public void remove(String name) {
    secrets.remove(name);
  }

  @Override
  public <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Secret resolve(SecretRef reference, String name) {
    return get(name)
        .orElseThrow(() -> new SecretException("no " + name + "; run: tidings connect"));
  }
}
