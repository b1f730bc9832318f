// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Reads a JPEG's segments (ITU-T T.81 annex B) up to the one that tells its size.
final class JpegHeader {
  private static final int APP1 = 0xe1;

  /// The tag of TIFF and EXIF that says how the camera was held.
  private static final int ORIENTATION = 0x0112;

  private JpegHeader() {}

  static Optional<PictureHeader> read(ByteBuffer bytes, boolean clean) {
    var orientation = 1;
    for (var at = 2; at + 4 <= bytes.limit(); at += 2 + PictureHeader.u16(bytes, at + 2)) {
      var marker = PictureHeader.u16(bytes, at) - 0xff00;
      if (marker < 0xc0 || PictureHeader.u16(bytes, at + 2) < 2) {
        return Optional.empty();
      }
      if (frame(marker)) {
        var height = PictureHeader.u16(bytes, at + 5);
        var width = PictureHeader.u16(bytes, at + 7);
        return Optional.of(new PictureHeader("image/jpeg", width, height, orientation, clean));
      }
      if (marker == APP1 && PictureHeader.ascii(bytes, at + 4, "Exif\0\0")) {
        orientation = orientation(bytes.slice(at + 10, PictureHeader.u16(bytes, at + 2) - 8));
      }
    }
    return Optional.empty();
  }

  /// SOF0 to SOF15, but for the three numbers among them that mean something else.
  private static boolean frame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /// A broken EXIF block says nothing, but the picture may be good.
  private static int orientation(ByteBuffer tiff) {
    try {
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      var directory = tiff.getInt(4);
      var entries = PictureHeader.u16(tiff, directory);
      for (var i = 0; i < entries; i++) {
        var entry = directory + 2 + 12 * i;
        if (PictureHeader.u16(tiff, entry) == ORIENTATION) {
          var value = PictureHeader.u16(tiff, entry + 8);
          return value >= 1 && value <= 8 ? value : 1;
        }
      }
      return 1;
    } catch (IndexOutOfBoundsException _) {
      return 1;
    }
  }
}
