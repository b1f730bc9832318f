// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One worker at a time on the stored credentials, over all threads and processes: a token that can
/// be used once must not be used by the daemon and by `check --live` at the same moment.
final class VaultLock {
  private static final String FILE = "credentials.lock";

  /// File locks are the process's, not the thread's; so threads queue here first.
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path file;

  VaultLock(Path stateFolder) {
    file = stateFolder.resolve(FILE);
  }

  <T> T alone(Supplier<T> work) {
    THREADS.lock();
    try (var channel = open();
        var _ = channel.lock()) {
      return work.get();
    } catch (IOException e) {
      throw new SecretException("can't lock " + file + ": " + e.getMessage());
    } finally {
      THREADS.unlock();
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
