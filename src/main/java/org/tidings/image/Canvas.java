// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/// Turns and scales pictures, onto white: JPEG has no transparency.
final class Canvas {
  private Canvas() {}

  /// The picture as the camera saw it.
  ///
  /// @param orientation as in EXIF (CIPA DC-008, tag 0x0112), 1 to 8
  static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    var w = image.getWidth();
    var h = image.getHeight();
    // x' = a·x + c·y + e, y' = b·x + d·y + f, as (a, b, c, d, e, f).
    var turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
          default -> new AffineTransform();
        };
    return orientation < 5 ? draw(image, turn, w, h) : draw(image, turn, h, w);
  }

  /// The picture with that longest side.
  static BufferedImage scaled(BufferedImage image, double side) {
    var factor = side / Math.max(image.getWidth(), image.getHeight());
    var width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    var height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    var scale =
        AffineTransform.getScaleInstance(
            (double) width / image.getWidth(), (double) height / image.getHeight());
    return draw(image, scale, width, height);
  }

  private static BufferedImage draw(
      BufferedImage image, AffineTransform transform, int width, int height) {
    var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var brush = canvas.createGraphics();
    brush.setColor(Color.WHITE);
    brush.fillRect(0, 0, width, height);
    brush.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    brush.drawImage(image, transform, null);
    brush.dispose();
    return canvas;
  }
}
