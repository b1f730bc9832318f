// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// What a picture's first bytes say, whatever its name or server calls it. Nothing is decoded.
///
/// @param orientation as in EXIF, 1 (upright) to 8
/// @param clean whether the file ends where its format says it ends; something that hangs on may
///     be a second file in disguise, something missing a broken transfer
record PictureHeader(String mimeType, int width, int height, int orientation, boolean clean) {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /// The last chunk of every PNG, checksum included (PNG section 11.2.5).
  private static final byte[] PNG_END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82
  };

  /// How far into an AVIF or HEIC file its size is looked for.
  private static final int BOXES = 4096;

  /// Reads the first bytes; empty if they are none of a format we know.
  static Optional<PictureHeader> read(byte[] file) {
    try {
      return recognize(file).filter(it -> it.width > 0 && it.height > 0);
    } catch (IndexOutOfBoundsException _) {
      // A header that points beyond its own file is the header of no picture.
      return Optional.empty();
    }
  }

  long pixels() {
    return (long) width * height;
  }

  private static Optional<PictureHeader> recognize(byte[] file) {
    var bytes = ByteBuffer.wrap(file);
    if (file.length < 32) {
      return Optional.empty();
    }
    if (bytes.slice(0, PNG.length).equals(ByteBuffer.wrap(PNG))) {
      return Optional.of(
          plain("image/png", bytes.getInt(16), bytes.getInt(20), ends(file, PNG_END)));
    }
    if (ascii(bytes, 0, "GIF87a") || ascii(bytes, 0, "GIF89a")) {
      var little = bytes.order(ByteOrder.LITTLE_ENDIAN);
      return Optional.of(
          plain("image/gif", u16(little, 6), u16(little, 8), ends(file, (byte) ';')));
    }
    if (u16(bytes, 0) == 0xffd8) {
      return JpegHeader.read(bytes, ends(file, (byte) 0xff, (byte) 0xd9));
    }
    if (ascii(bytes, 0, "RIFF") && ascii(bytes, 8, "WEBP")) {
      return WebpHeader.read(bytes.order(ByteOrder.LITTLE_ENDIAN));
    }
    return ascii(bytes, 4, "ftyp") ? boxes(bytes) : Optional.empty();
  }

  static PictureHeader plain(String mimeType, int width, int height, boolean clean) {
    return new PictureHeader(mimeType, width, height, 1, clean);
  }

  static int u16(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  static boolean ascii(ByteBuffer bytes, int at, String text) {
    var wanted = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    return bytes.limit() >= at + wanted.limit() && bytes.slice(at, wanted.limit()).equals(wanted);
  }

  /// AVIF and HEIC: ISO base media boxes; `ispe` holds width and height (ISO 23008-12, 6.5.3).
  private static Optional<PictureHeader> boxes(ByteBuffer bytes) {
    var avif = ascii(bytes, 8, "avif") || ascii(bytes, 8, "avis");
    var type = avif ? "image/avif" : "image/heic";
    for (var at = 12; at < Math.min(bytes.limit() - 16, BOXES); at++) {
      if (ascii(bytes, at, "ispe")) {
        return Optional.of(plain(type, bytes.getInt(at + 8), bytes.getInt(at + 12), true));
      }
    }
    return Optional.empty();
  }

  private static boolean ends(byte[] file, byte... end) {
    return Arrays.equals(file, file.length - end.length, file.length, end, 0, end.length);
  }
}
