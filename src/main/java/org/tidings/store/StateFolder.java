// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The folder that holds everything Tidings remembers. Readable by its owner only, since it holds
/// the key to the credentials.
public final class StateFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;

  private StateFolder(Path path) {
    this.path = path;
  }

  /// Opens the folder, made if it is missing.
  ///
  /// @throws StoreException if it can't be made, or others may read it; says how to mend that
  public static StateFolder open(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
        throw new StoreException(
            "the state folder " + path + " can be read by others; run: chmod 700 " + path);
      }
      if (!Files.isWritable(path)) {
        throw new StoreException(
            "the state folder " + path + " can't be written by this user; run as its owner");
      }
    } catch (IOException e) {
      throw new StoreException("can't use the state folder " + path + ": " + reason(e), e);
    }
    return new StateFolder(path);
  }

  public Path path() {
    return path;
  }

  /// The database file.
  public Path database() {
    return path.resolve("tidings.db");
  }

  /// What is remembered beside the database.
  public Beside beside() {
    return Beside.in(path);
  }

  /// Bytes that this user may still write here; nothing is known to be wrong where that can't be
  /// told.
  public long free() {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /// Takes the lock of the one daemon that may work here. The kernel gives it back when the process
  /// ends, however it ends.
  ///
  /// @throws BusyException if another process has it
  public Lock lock() {
    var file = path.resolve("lock");
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
        throw new BusyException(
            "another Tidings runs on "
                + path
                + "; it was left alone (stop it first, or use --state)");
      }
      return new Lock(channel, lock.get());
    } catch (IOException e) {
      throw new StoreException("can't lock " + file + ": " + reason(e), e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // held by this very process: as busy as any other
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  /// The lock while it is held.
  public static final class Lock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private Lock(FileChannel channel, FileLock lock) {
      this.channel = channel;
      this.lock = lock;
    }

    @Override
    public void close() {
      try (channel) {
        lock.release();
      } catch (IOException e) {
        throw new StoreException("can't give the lock back: " + reason(e), e);
      }
    }
  }
}
