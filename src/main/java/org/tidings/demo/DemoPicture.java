// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// Pictures for the demo's articles: hills under an evening sky, in a colour for each number.
final class DemoPicture {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 630;

  private DemoPicture() {}

  static byte[] png(int number) throws IOException {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    var hue = (number * 0.17f) % 1f;
    g.setPaint(
        new GradientPaint(
            0,
            0,
            Color.getHSBColor(hue, 0.45f, 0.95f),
            0,
            HEIGHT,
            Color.getHSBColor(hue + 0.1f, 0.25f, 1f)));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    for (var hill = 0; hill < 3; hill++) {
      g.setColor(Color.getHSBColor(hue + 0.5f, 0.4f, 0.7f - 0.2f * hill));
      g.fillOval(-200 + hill * 350, 340 + hill * 70, 900, 600);
    }
    g.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
