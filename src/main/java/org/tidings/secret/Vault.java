// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.tidings.store.Database;

/// The encrypted store of what `connect` obtained, and the place where references from the
/// configuration are looked up.
public final class Vault {
  private final Database database;
  private final InstantSource clock;
  private final References references;
  private final VaultKey key;
  private final VaultLock lock;

  private Vault(
      Database database, InstantSource clock, References references, VaultKey key, VaultLock lock) {
    this.database = database;
    this.clock = clock;
    this.references = references;
    this.key = key;
    this.lock = lock;
  }

  /// Opens the vault with the key of this installation, made at the first use.
  ///
  /// @param stateFolder where the key is, unless systemd passes it
  /// @throws SecretException if there is a key that can't be used
  public static Vault open(Database database, Path stateFolder, InstantSource clock) {
    return open(database, stateFolder, clock, References.ofProcess());
  }

  static Vault open(
      Database database, Path stateFolder, InstantSource clock, References references) {
    return new Vault(
        database,
        clock,
        references,
        VaultKey.load(references.credentials(), stateFolder),
        new VaultLock(stateFolder));
  }

  /// The secrets of one channel, by its id.
  public Keyring keyring(String channel) {
    return new OwnKeyring(channel);
  }

  /// What the program made for itself and can make again. A note that can't be decrypted any more,
  /// since the key is another one, counts as never made.
  ///
  /// @param about whatever; no channel has the same
  public Keyring notes(String about) {
    // no channel can be called so
    return new OwnKeyring("[" + about + "]") {
      @Override
      Optional<Secret> found(String name, Sealed sealed) {
        return opened(name, sealed);
      }
    };
  }

  private class OwnKeyring implements Keyring {
    private final String owner;

    OwnKeyring(String owner) {
      this.owner = owner;
    }

    @Override
    public final Optional<Secret> get(String name) {
      return database
          .read(tx -> CredentialTable.find(tx, owner, name))
          .flatMap(it -> found(name, it));
    }

    Optional<Secret> found(String name, Sealed sealed) {
      return Optional.of(opened(name, sealed).orElseThrow(() -> closed(name, sealed)));
    }

    final Optional<Secret> opened(String name, Sealed sealed) {
      return key.open(place(name), sealed);
    }

    @Override
    public void put(String name, Secret value) {
      var sealed = key.seal(place(name), value);
      database.runInTx(tx -> CredentialTable.put(tx, owner, name, sealed, clock.instant()));
    }

    @Override
    public void remove(String name) {
      database.runInTx(tx -> CredentialTable.remove(tx, owner, name));
    }

    @Override
    public <T> T alone(Supplier<T> work) {
      return lock.alone(work);
    }

    @Override
    public Secret resolve(SecretRef reference, String name) {
      var what = "the " + name + " of channel " + owner;
      return reference instanceof SecretRef.Stored
          ? get(name).orElseThrow(() -> missing(what))
          : references.resolve(reference, what);
    }

    private SecretException missing(String what) {
      return new SecretException(what + " is not stored yet; run: tidings connect " + owner);
    }

    private String place(String name) {
      return owner + "\0" + name;
    }

    private SecretException closed(String name, Sealed sealed) {
      var why =
          sealed.keyId().equals(key.id()) ? "it was changed" : "it was encrypted with another key";
      return new SecretException(
          "the stored %s of channel %s can't be decrypted: %s; run: tidings connect %s"
              .formatted(name, owner, why, owner));
    }
  }
}
