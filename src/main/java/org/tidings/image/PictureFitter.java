// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.tidings.image.FetchedPicture.Fitted;
import org.tidings.image.FetchedPicture.NoPicture;

/// Makes a file fit a platform, or says why it can't be done.
final class PictureFitter {
  /// The largest picture we decode: beyond every camera in use, and a second of work.
  static final long DECODED_PIXELS = 40_000_000;

  /// What the JDK decodes.
  private static final Set<String> READABLE = Set.of("image/jpeg", "image/png", "image/gif");

  /// No timeline shows more, and platforms scale down to it themselves.
  private static final int LONGEST_SIDE = 2048;

  /// Below this a picture is a stain.
  private static final int SHORTEST_LONG_SIDE = 160;

  private static final float[] QUALITIES = {0.9f, 0.8f, 0.7f, 0.6f};

  /// One at a time: decoding is the only thing we do that takes tens of megabytes.
  private static final ReentrantLock TURN = new ReentrantLock();

  private PictureFitter() {}

  static FetchedPicture fit(byte[] file, PictureLimits limits) {
    var header = PictureHeader.read(file);
    if (header.isEmpty()) {
      return new NoPicture(unknown(file));
    }
    TURN.lock();
    try {
      return fit(file, header.get(), limits);
    } catch (IOException _) {
      return new NoPicture("the picture is damaged");
    } finally {
      TURN.unlock();
    }
  }

  private static FetchedPicture fit(byte[] file, PictureHeader header, PictureLimits limits)
      throws IOException {
    var fits =
        header.clean()
            && file.length <= limits.maxBytes()
            && header.pixels() <= limits.maxPixels()
            && limits.mimeTypes().contains(header.mimeType());
    var asItIs = new Fitted(file, header.mimeType(), header.width(), header.height());
    if (!READABLE.contains(header.mimeType())) {
      return fits ? asItIs : new NoPicture(header.mimeType() + " is not for that platform");
    }
    if (header.pixels() > DECODED_PIXELS) {
      return new NoPicture(
          "the picture is too large: " + header.width() + " x " + header.height() + " pixels");
    }
    // Decoded even if it fits, so that half a picture is not posted.
    var image = PictureCodec.decode(file, header, LONGEST_SIDE);
    return fits && header.orientation() == 1
        ? asItIs
        : shrink(Canvas.upright(image, header.orientation()), limits);
  }

  private static FetchedPicture shrink(BufferedImage upright, PictureLimits limits)
      throws IOException {
    var side = (double) Math.min(LONGEST_SIDE, Math.max(upright.getWidth(), upright.getHeight()));
    while (side >= SHORTEST_LONG_SIDE
        || side >= Math.max(upright.getWidth(), upright.getHeight())) {
      var scaled = Canvas.scaled(upright, side);
      if ((long) scaled.getWidth() * scaled.getHeight() <= limits.maxPixels()) {
        for (var quality : QUALITIES) {
          var jpeg = PictureCodec.jpeg(scaled, quality);
          if (jpeg.length <= limits.maxBytes()) {
            return new Fitted(jpeg, "image/jpeg", scaled.getWidth(), scaled.getHeight());
          }
        }
      }
      side = side * 0.75;
    }
    return new NoPicture("the picture can't be made small enough");
  }

  private static String unknown(byte[] file) {
    var head = new String(file, 0, Math.min(file.length, 256), StandardCharsets.UTF_8);
    // A byte order mark is not space to strip().
    var start = head.replace("\ufeff", "").strip();
    if (start.isEmpty()) {
      return "the file is empty";
    }
    return start.startsWith("<")
        ? "not a picture but a page or a drawing in XML"
        : "not a picture of a kind we know";
  }
}
