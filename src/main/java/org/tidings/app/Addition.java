// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tidings.config.ConfigFile;

/// Blocks added at the end of the owner's configuration file. What stands in it stays as it is,
/// byte for byte, comments and all; so do its owner, its mode, and links to it.
public final class Addition {
  private Addition() {}

  /// Writes the blocks, if the file makes sense with them; all of them or nothing.
  ///
  /// @param blocks TOML
  /// @throws org.tidings.config.ConfigException if it would not; nothing was written
  /// @throws IOException if it can't be written, or somebody else writes it too
  public static void to(Path file, String blocks) throws IOException {
    var old = Files.readAllBytes(file);
    var text = new String(old, UTF_8);
    var added = (text.isEmpty() || text.endsWith("\n") ? "\n" : "\n\n") + blocks;
    Setup.of(ConfigFile.parse(file, text + added));
    try (var channel = FileChannel.open(file, WRITE)) {
      if (channel.size() != old.length) {
        throw new IOException("somebody else is writing it");
      }
      append(channel, added.getBytes(UTF_8), old.length);
    }
  }

  private static void append(FileChannel channel, byte[] added, int end) throws IOException {
    try {
      var bytes = ByteBuffer.wrap(added);
      while (bytes.hasRemaining()) {
        channel.write(bytes, end + bytes.position());
      }
      channel.force(true);
    } catch (IOException e) {
      channel.truncate(end); // half a block would be a mistake in the owner's file
      throw e;
    }
  }
}
