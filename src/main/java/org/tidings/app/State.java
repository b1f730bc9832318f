// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.tidings.config.ChannelId;
import org.tidings.history.History;
import org.tidings.outbox.Accounts;
import org.tidings.outbox.Outbox;
import org.tidings.outbox.OwnersWord;
import org.tidings.secret.Keyring;
import org.tidings.secret.Vault;
import org.tidings.store.Beside;
import org.tidings.store.Database;
import org.tidings.store.DiskFloor;
import org.tidings.store.StateFolder;

/// The state folder, opened: what every command that remembers or looks something up needs.
/// Opening it does not disturb a daemon that works on it.
public final class State implements AutoCloseable {
  private final StateFolder folder;
  private final Database database;
  private final Beside beside;
  private final InstantSource clock;
  private final LongSupplier ticks;
  private final RandomGenerator random;
  private final Outbox outbox;

  private State(StateFolder folder, Database database, InstantSource clock, LongSupplier ticks) {
    this.folder = folder;
    this.database = database;
    this.beside = folder.beside();
    this.clock = clock;
    this.ticks = ticks;
    // Keys and jitter: keys must not be guessable, and there is too little of both to be slow.
    this.random = new SecureRandom();
    this.outbox = new Outbox(database, clock, random);
  }

  /// Opens the folder, made if it is missing.
  ///
  /// @throws org.tidings.store.StoreException if it can't be used; says what to do
  public static State open(Path path) {
    return open(path, InstantSource.system(), System::nanoTime);
  }

  /// The same by other clocks.
  static State open(Path path, InstantSource clock, LongSupplier ticks) {
    var folder = StateFolder.open(path);
    return new State(folder, Database.open(folder.database()), clock, ticks);
  }

  public History history() {
    return new History(database, outbox);
  }

  public Outbox outbox() {
    return outbox;
  }

  public Accounts accounts() {
    return new Accounts(database, clock);
  }

  public OwnersWord owner() {
    return new OwnersWord(database, clock);
  }

  /// What the owner should know of the disk; empty: there is room.
  public Optional<String> diskLow() {
    return Optional.of(folder.free()).filter(it -> it < DiskFloor.FLOOR).map(DiskFloor::words);
  }

  public InstantSource clock() {
    return clock;
  }

  /// The secrets of one channel, as `connect` would have stored them.
  public Keyring keyring(ChannelId channel) {
    return vault().keyring(channel.value());
  }

  Vault vault() {
    return Vault.open(database, folder.path(), clock);
  }

  Database database() {
    return database;
  }

  /// What tells how long something took, whatever is done to the clock: nanoseconds.
  LongSupplier ticks() {
    return ticks;
  }

  Beside beside() {
    return beside;
  }

  RandomGenerator random() {
    return random;
  }

  /// Keeps a daemon from working on it meanwhile.
  ///
  /// @throws org.tidings.store.BusyException if one does already
  public StateFolder.Lock lock() {
    return folder.lock();
  }

  StateFolder folder() {
    return folder;
  }

  @Override
  public void close() {
    database.close();
  }
}
