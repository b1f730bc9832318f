// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Reads the size of a WebP picture from its first chunk, which has one of three forms
/// (developers.google.com/speed/webp/docs/riff_container).
final class WebpHeader {
  private WebpHeader() {}

  /// Reads the first chunk.
  ///
  /// @param bytes in little-endian order
  static Optional<PictureHeader> read(ByteBuffer bytes) {
    // RIFF counts what follows its first 8 bytes, padded to an even number.
    var clean = bytes.limit() == Integer.toUnsignedLong(bytes.getInt(4)) + 8;
    if (PictureHeader.ascii(bytes, 12, "VP8 ")) {
      return webp(
          PictureHeader.u16(bytes, 26) & 0x3fff, PictureHeader.u16(bytes, 28) & 0x3fff, clean);
    }
    if (PictureHeader.ascii(bytes, 12, "VP8L")) {
      var bits = bytes.getInt(21);
      return webp((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1, clean);
    }
    if (PictureHeader.ascii(bytes, 12, "VP8X")) {
      return webp((bytes.getInt(24) & 0xffffff) + 1, (bytes.getInt(26) >>> 8) + 1, clean);
    }
    return Optional.empty();
  }

  private static Optional<PictureHeader> webp(int width, int height, boolean clean) {
    return Optional.of(PictureHeader.plain("image/webp", width, height, clean));
  }
}
