// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Pictures made for tests, good and hostile.
final class PictureSamples {
  private PictureSamples() {}

  static BufferedImage drawing(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var brush = image.createGraphics();
    brush.setColor(Color.ORANGE);
    brush.fillOval(0, 0, width, height);
    brush.dispose();
    return image;
  }

  static BufferedImage noise(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(3);
    for (var y = 0; y < height; y++) {
      for (var x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  static byte[] encode(BufferedImage image, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IllegalArgumentException("no encoder for " + format);
    }
    return bytes.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    var whole = new ByteArrayOutputStream();
    for (var part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  /// Puts an EXIF block with that orientation behind a JPEG's first two bytes.
  static byte[] exif(byte[] jpeg, int orientation) {
    var block =
        HexFormat.of()
            .parseHex(
                "ffe10022457869660000"
                    + "49492a0008000000"
                    + ("01001201030001000000" + "0" + orientation + "000000")
                    + "00000000");
    return joined(Arrays.copyOf(jpeg, 2), block, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /// The head of a PNG of that size, with nothing in it.
  static byte[] bigPng(int width, int height) {
    var png = ByteBuffer.allocate(45);
    png.put("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR".getBytes(StandardCharsets.ISO_8859_1));
    png.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    var sum = new CRC32();
    sum.update(png.array(), 12, 17);
    png.putInt((int) sum.getValue());
    png.put("\0\0\0\0IEND\u00aeB`\u0082".getBytes(StandardCharsets.ISO_8859_1));
    return png.array();
  }

  static byte[] webp(String chunk, String content) {
    var file = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(72);
    file.put(("WEBP" + chunk).getBytes(StandardCharsets.US_ASCII));
    file.put(HexFormat.of().parseHex(content));
    return file.array();
  }
}
