// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.image.FetchedPicture.Fitted;
import org.tidings.image.FetchedPicture.NoPicture;

/// Heads that lie, formats the JDK can't read, and files with bytes knocked out.
class PictureFitterTest {
  private static final PictureLimits LIMITS =
      new PictureLimits(1_000_000, 20_000_000, Set.of("image/jpeg", "image/png", "image/gif"));
  private static final PictureLimits WITH_WEBP =
      new PictureLimits(1_000_000, 20_000_000, Set.of("image/jpeg", "image/webp"));

  @Test
  void a_bomb_of_60_000_by_60_000_is_not_decoded() {
    assertNone(PictureSamples.bigPng(60_000, 60_000), "too large: 60000 x 60000");
    assertNone(PictureSamples.bigPng(Integer.MAX_VALUE, Integer.MAX_VALUE), "too large");
  }

  @Test
  void a_gif_whose_frame_is_larger_than_its_screen_is_not_decoded() throws IOException {
    var gif = PictureSamples.encode(PictureSamples.drawing(64, 64), "gif");
    var at = new String(gif, StandardCharsets.ISO_8859_1).indexOf("\0\0\0\0@\0@\0");
    ByteBuffer.wrap(gif).putInt(at + 4, 0xffffffff);
    assertNone(gif, "damaged");
  }

  @Test
  void zero_pixels_are_none() {
    assertNone(PictureSamples.bigPng(0, 10), "kind we know");
    assertNone(PictureSamples.bigPng(-1, 10), "kind we know");
  }

  /// The three forms of WebP, heads only: nothing of them is decoded.
  @TestFactory
  Stream<DynamicTest> webp_passes_where_the_platform_takes_it_and_nowhere_else() {
    return Stream.of(
            PictureSamples.webp("VP8 ", "000000000000009d012a8002e001"),
            PictureSamples.webp("VP8L", "000000002f7fc27700"),
            PictureSamples.webp("VP8X", "00000000000000007f0200df0100"))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    new String(file, 12, 4, StandardCharsets.US_ASCII),
                    () -> {
                      var fitted = fitted(file, WITH_WEBP);
                      assertThat(fitted.bytes()).isEqualTo(file);
                      assertThat(fitted).hasToString("image/webp 640x480 (80 bytes)");
                      assertNone(file, "image/webp is not for that platform");
                    }));
  }

  @Test
  void avif_passes_where_the_platform_takes_it() {
    var file = new byte[80];
    System.arraycopy("....ftypavif".getBytes(StandardCharsets.ISO_8859_1), 0, file, 0, 12);
    System.arraycopy("ispe".getBytes(StandardCharsets.ISO_8859_1), 0, file, 40, 4);
    ByteBuffer.wrap(file).putInt(48, 640).putInt(52, 480);
    var takes = new PictureLimits(10_000, 1_000_000, Set.of("image/jpeg", "image/avif"));
    assertThat(fitted(file, takes)).hasToString("image/avif 640x480 (80 bytes)");
    assertNone(file, "not for that platform");
  }

  /// Every byte of a head may be hostile: no file may throw.
  @TestFactory
  Stream<DynamicTest> broken_files_are_values_and_never_exceptions() throws IOException {
    var random = new Random(7);
    return Stream.of("png", "jpg", "gif", "bmp")
        .map(
            format ->
                DynamicTest.dynamicTest(
                    format,
                    () -> {
                      var file = PictureSamples.encode(PictureSamples.drawing(120, 80), format);
                      for (var i = 0; i < 400; i++) {
                        var broken = file.clone();
                        for (var hits = random.nextInt(1, 8); hits > 0; hits--) {
                          var place =
                              random.nextBoolean() ? Math.min(200, file.length) : file.length;
                          broken[random.nextInt(place)] = (byte) random.nextInt();
                        }
                        assertThat(PictureFitter.fit(broken, LIMITS)).isNotNull();
                      }
                    }));
  }

  private static Fitted fitted(byte[] file, PictureLimits limits) {
    var picture = PictureFitter.fit(file, limits);
    assertThat(picture).isInstanceOf(Fitted.class);
    return (Fitted) picture;
  }

  private static void assertNone(byte[] file, String words) {
    assertThat(PictureFitter.fit(file, LIMITS))
        .isInstanceOfSatisfying(NoPicture.class, it -> assertThat(it.reason()).contains(words));
  }
}
