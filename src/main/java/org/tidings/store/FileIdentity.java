// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/// What makes a file itself, and not a copy of it. Moving a file within its disk, or its disk to
/// another machine, keeps it.
///
/// @param inode its number on its disk
/// @param born when it was made, milliseconds since 1970
public record FileIdentity(long inode, long born) {
  /// Of an existing file; empty where the system can't tell.
  static Optional<FileIdentity> of(Path file) {
    try {
      var inode = ((Number) Files.getAttribute(file, "unix:ino")).longValue();
      var born = ((FileTime) Files.getAttribute(file, "creationTime")).toMillis();
      return Optional.of(new FileIdentity(inode, born));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether this is another file than that one was. Some file systems number their files anew at
  /// each start, and others don't know when they were made: one difference is not enough.
  public boolean isCopyOf(FileIdentity other) {
    return inode != other.inode && born != other.born;
  }
}
