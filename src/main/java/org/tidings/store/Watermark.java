// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// How many requests to publish may have left, ever, kept outside the database. It only rises. A
/// database that counts fewer is a copy from before: what it believes to be unsent may be out long
/// since.
public final class Watermark {
  private static final int DIGITS = 19;

  private final Path file;
  private long written = -1;

  public Watermark(Path file) {
    this.file = file;
  }

  /// What was last written; empty if there is no such file, or none that can be read.
  public OptionalLong read() {
    try {
      var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return text.matches("\\d{1,19}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /// Which file it is kept in; empty if there is none, or the system can't tell.
  public Optional<FileIdentity> identity() {
    return FileIdentity.of(file);
  }

  /// Raises it; on the disk when this returns. Lanes send at the same time: it never sinks. Always
  /// so many bytes in the same place, so that a full disk does not matter once the file is there.
  ///
  /// @throws StoreException if it can't be written; then nothing may be sent
  public synchronized void raise(long count) {
    if (count <= written) {
      return;
    }
    try (var out = new RandomAccessFile(file.toFile(), "rwd")) {
      var line = String.format(Locale.ROOT, "%0" + DIGITS + "d%n", count);
      out.write(line.getBytes(StandardCharsets.US_ASCII));
      written = count;
    } catch (IOException e) {
      throw new StoreException(
          "can't write " + file + " (" + e.getMessage() + "); nothing is sent without it", e);
    }
  }
}
