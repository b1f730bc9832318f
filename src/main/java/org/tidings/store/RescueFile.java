// SPDX-License-Identifier: Apache-2.0
package org.tidings.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A few lines of room that are set aside on the disk while there is some: for what an answer said
/// when the database can't be written any more, above all because the disk is full.
public final class RescueFile {
  /// Room for an answer of each of a hundred channels.
  private static final int SIZE = 64 << 10;

  private final Path file;
  private int used;

  public RescueFile(Path file) {
    this.file = file;
  }

  /// The lines that were kept.
  ///
  /// @throws StoreException if it can't be read
  public synchronized List<String> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      var text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\0", "");
      var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      // A line that was cut off in the middle says nothing.
      var whole = Arrays.copyOf(bytes, text.lastIndexOf('\n') + 1);
      return new String(whole, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new StoreException("can't read " + file + " (" + e.getMessage() + ")", e);
    }
  }

  /// Forgets all lines, and sets the room aside anew; on the disk when this returns.
  ///
  /// @throws StoreException if there is no room
  public synchronized void reserve() {
    try (var out = new RandomAccessFile(file.toFile(), "rwd")) {
      // Zeros that are written are blocks that are taken: a hole would find the disk full later.
      out.write(new byte[SIZE]);
      used = 0;
    } catch (IOException e) {
      throw new StoreException(
          "can't set aside " + SIZE / 1024 + " KiB in " + file + " (" + e.getMessage() + ")", e);
    }
  }

  /// Keeps one line; on the disk when this returns.
  ///
  /// @param line without a line break
  /// @return whether there was room
  public synchronized boolean keep(String line) {
    var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (used + bytes.length > SIZE || !Files.exists(file)) {
      return false;
    }
    try (var out = new RandomAccessFile(file.toFile(), "rwd")) {
      out.seek(used);
      out.write(bytes);
      used += bytes.length;
      return true;
    } catch (IOException e) {
      return false; // the disk is failing altogether: it is as after a crash
    }
  }
}
