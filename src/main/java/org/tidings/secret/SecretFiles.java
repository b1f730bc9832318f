// SPDX-License-Identifier: Apache-2.0
package org.tidings.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/// Files with secrets in them: refused while others may read them.
final class SecretFiles {
  /// A token is short; what is longer is the wrong file.
  private static final long MOST_BYTES = 64 << 10;

  private SecretFiles() {}

  /// The file's words, without the newline that editors add.
  ///
  /// @throws SecretException if it is missing, empty, too large, or open to others
  static Secret read(Path file, String what) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new SecretException(what + ": there is no file " + file);
      }
      refuseIfOpen(file);
      return words(file, what);
    } catch (IOException e) {
      throw new SecretException(
          what + ": can't read " + file + " (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /// systemd passes credentials in files that it guards itself.
  static Secret readCredential(Path file, String what) {
    try {
      return words(file, what);
    } catch (IOException e) {
      throw new SecretException(
          what + ": systemd passed no credential " + file.getFileName() + "; add LoadCredential=",
          e);
    }
  }

  static void refuseIfOpen(Path file) throws IOException {
    var others =
        EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    others.retainAll(Files.getPosixFilePermissions(file));
    if (!others.isEmpty()) {
      throw new SecretException(
          file + " holds a secret and is open to others; run: chmod 600 " + file);
    }
  }

  private static Secret words(Path file, String what) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new SecretException(what + ": " + file + " is too large to be a secret");
    }
    var words = Files.readString(file).strip();
    if (words.isEmpty()) {
      throw new SecretException(what + ": " + file + " is empty");
    }
    return Secret.of(words);
  }
}
