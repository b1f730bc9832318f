// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Decodes and encodes with the JDK's own codecs, in memory that does not grow with the picture.
final class PictureCodec {
  private PictureCodec() {}

  /// Decodes the first frame, leaving out rows and columns so that it comes out at most half
  /// as large again as needed.
  ///
  /// @param side the longest side that is needed
  /// @throws IOException if the file is damaged, or larger than its header said
  static BufferedImage decode(byte[] file, PictureHeader header, int side) throws IOException {
    var reader = ImageIO.getImageReadersByMIMEType(header.mimeType()).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      return decode(reader, header, side);
    } catch (RuntimeException e) {
      // The JDK's decoders answer some damaged files with whatever exception they ran into.
      throw new IOException("the decoder failed", e);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage decode(ImageReader reader, PictureHeader header, int side)
      throws IOException {
    var width = reader.getWidth(0);
    var height = reader.getHeight(0);
    // A GIF's frame may be larger than the screen that its header tells.
    if ((long) width * height > PictureFitter.DECODED_PIXELS) {
      throw new IOException("a frame is larger than its picture");
    }
    var warned = new AtomicBoolean();
    reader.addIIOReadWarningListener((_, _) -> warned.set(true));
    var step = Math.max(1, Math.round((float) Math.max(width, height) / side));
    var param = reader.getDefaultReadParam();
    param.setSourceSubsampling(step, step, 0, 0);
    var image = reader.read(0, param);
    // JPEG's decoder fills what is missing with grey and only warns. It also warns of oddities that
    // do no harm, so a file that ends as it should is believed.
    if (warned.get() && !header.clean()) {
      throw new IOException("the picture is cut");
    }
    return image;
  }

  /// Encodes as JPEG, without metadata.
  ///
  /// @param quality 0 to 1
  static byte[] jpeg(BufferedImage image, float quality) throws IOException {
    var writer = ImageIO.getImageWritersByMIMEType("image/jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      var param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
