// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Misbehaviour;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.image.FetchedPicture.Fitted;
import org.tidings.image.FetchedPicture.NoPicture;

class PicturesTest {
  private static final PictureLimits LIMITS =
      new PictureLimits(1_000_000, 20_000_000, Set.of("image/jpeg", "image/png", "image/gif"));
  private static final PictureLimits WITH_WEBP =
      new PictureLimits(1_000_000, 20_000_000, Set.of("image/jpeg", "image/webp"));

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1");
  private final Http http = egress.http(List.of("127.0.0.1"));

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> what_fits_passes_byte_for_byte() {
    return Stream.of("png", "jpg", "gif")
        .map(
            format ->
                DynamicTest.dynamicTest(
                    format,
                    () -> {
                      var file = encode(drawing(640, 480), format);
                      var fitted = fitted(file, LIMITS);
                      assertThat(fitted.bytes()).isEqualTo(file);
                      assertThat(fitted.mimeType())
                          .isEqualTo("image/" + format.replace("jpg", "jpeg"));
                      assertThat(fitted.width()).isEqualTo(640);
                      assertThat(fitted.height()).isEqualTo(480);
                    }));
  }

  @Test
  void its_bytes_tell_the_type_and_not_the_server() throws IOException {
    var png = encode(drawing(64, 64), "png");
    server.on("GET", "/x.gif", StubAnswer.ok("text/html", png));
    assertThat(Pictures.fetch(http, server.uri("/x.gif"), LIMITS))
        .isInstanceOfSatisfying(
            Fitted.class, it -> assertThat(it.mimeType()).isEqualTo("image/png"));
  }

  @Test
  void a_type_the_platform_does_not_take_becomes_jpeg() throws IOException {
    var jpegOnly = new PictureLimits(1_000_000, 20_000_000, Set.of("image/jpeg"));
    var fitted = fitted(encode(drawing(640, 480), "gif"), jpegOnly);
    assertThat(fitted.mimeType()).isEqualTo("image/jpeg");
    assertThat(decode(fitted).getWidth()).isEqualTo(640);
  }

  @Test
  void a_file_over_the_limit_is_made_smaller() throws IOException {
    var file = encode(noise(1500, 1000), "png");
    assertThat(file.length).isGreaterThan(1_000_000);
    var fitted = fitted(file, LIMITS);
    assertThat(fitted.bytes().length).isLessThanOrEqualTo(1_000_000);
    assertThat(fitted.mimeType()).isEqualTo("image/jpeg");
    assertThat((double) fitted.width() / fitted.height()).isCloseTo(1.5, within(0.01));
    assertThat(decode(fitted).getWidth()).isEqualTo(fitted.width());
  }

  @Test
  void a_file_far_over_the_limit_loses_pixels_too() throws IOException {
    var small = new PictureLimits(30_000, 20_000_000, Set.of("image/jpeg"));
    var fitted = fitted(encode(noise(1500, 1000), "jpg"), small);
    assertThat(fitted.bytes().length).isLessThanOrEqualTo(30_000);
    assertThat(fitted.width()).isLessThan(1500);
  }

  @Test
  void more_pixels_than_the_platform_takes_are_scaled_down() throws IOException {
    var few = new PictureLimits(1_000_000, 100_000, Set.of("image/jpeg", "image/png"));
    var fitted = fitted(encode(drawing(1000, 500), "png"), few);
    assertThat(fitted.width() * fitted.height()).isLessThanOrEqualTo(100_000);
  }

  @Test
  void a_large_photo_is_decoded_small() throws IOException {
    var fitted =
        fitted(
            encode(drawing(7000, 5000), "jpg"),
            new PictureLimits(1_000_000, 10_000_000, Set.of("image/jpeg")));
    assertThat(Math.max(fitted.width(), fitted.height())).isBetween(1400, 2048);
    assertThat((double) fitted.width() / fitted.height()).isCloseTo(1.4, within(0.01));
  }

  @Test
  void transparency_becomes_white() throws IOException {
    var clear = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(200, 200, 0xff000000);
    var jpegOnly = new PictureLimits(1_000_000, 20_000_000, Set.of("image/jpeg"));
    var image = decode(fitted(encode(clear, "png"), jpegOnly));
    assertThat(new Color(image.getRGB(10, 10)).getRed()).isGreaterThan(250);
    assertThat(new Color(image.getRGB(390, 390)).getBlue()).isGreaterThan(250);
  }

  /// A red corner at the top left as the camera saw it, wherever the sensor put it.
  @TestFactory
  Stream<DynamicTest> a_photo_is_turned_upright() {
    return IntStream.rangeClosed(1, 8)
        .mapToObj(
            orientation ->
                DynamicTest.dynamicTest(
                    "orientation " + orientation,
                    () -> {
                      var file = exif(encode(turned(orientation), "jpg"), orientation);
                      var image = decode(fitted(file, LIMITS));
                      assertThat(image.getWidth()).isEqualTo(300);
                      assertThat(image.getHeight()).isEqualTo(200);
                      assertThat(red(image, 20, 20)).isTrue();
                      assertThat(red(image, 280, 20)).isFalse();
                      assertThat(red(image, 20, 180)).isFalse();
                      assertThat(red(image, 280, 180)).isFalse();
                    }));
  }

  @Test
  void metadata_is_gone_from_what_was_made_anew() throws IOException {
    var file = exif(encode(drawing(300, 200), "jpg"), 6);
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("Exif");
    var made = fitted(file, LIMITS).bytes();
    assertThat(new String(made, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
  }

  @TestFactory
  Stream<DynamicTest> what_hangs_on_to_a_picture_is_cut_off() {
    var tail = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    return Stream.of("png", "jpg", "gif")
        .map(
            format ->
                DynamicTest.dynamicTest(
                    format,
                    () -> {
                      var fitted = fitted(joined(encode(drawing(300, 200), format), tail), LIMITS);
                      assertThat(fitted.mimeType()).isEqualTo("image/jpeg");
                      assertThat(new String(fitted.bytes(), StandardCharsets.ISO_8859_1))
                          .doesNotContain("script");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> half_a_picture_is_none() {
    return Stream.of("png", "jpg", "gif")
        .map(
            format ->
                DynamicTest.dynamicTest(
                    format,
                    () -> {
                      var file = encode(noise(600, 400), format);
                      assertNone(Arrays.copyOf(file, file.length / 2), "damaged");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> what_is_no_picture_is_none() throws IOException {
    return Stream.of(
        none("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "XML"),
        none("<?xml version='1.0'?><svg/>", "XML"),
        none("\ufeff \n<svg/>", "XML"),
        none("<!DOCTYPE html><html><body>404", "XML"),
        none("", "empty"),
        none("GIF89a", "kind we know"),
        none("%PDF-1.7 " + " ".repeat(100), "kind we know"),
        none("RIFF....WAVE" + " ".repeat(100), "kind we know"));
  }

  private DynamicTest none(String text, String words) {
    return DynamicTest.dynamicTest(
        text.isEmpty() ? "nothing" : text,
        () -> assertNone(text.getBytes(StandardCharsets.UTF_8), words));
  }

  @Test
  void a_bomb_of_60_000_by_60_000_is_not_decoded() {
    assertNone(bigPng(60_000, 60_000), "too large: 60000 x 60000");
    assertNone(bigPng(Integer.MAX_VALUE, Integer.MAX_VALUE), "too large");
  }

  @Test
  void a_gif_whose_frame_is_larger_than_its_screen_is_not_decoded() throws IOException {
    var gif = encode(drawing(64, 64), "gif");
    var at = new String(gif, StandardCharsets.ISO_8859_1).indexOf("\0\0\0\0@\0@\0");
    ByteBuffer.wrap(gif).putInt(at + 4, 0xffffffff);
    assertNone(gif, "damaged");
  }

  @Test
  void zero_pixels_are_none() {
    assertNone(bigPng(0, 10), "kind we know");
    assertNone(bigPng(-1, 10), "kind we know");
  }

  @Test
  void an_endless_file_is_none() {
    server.on("GET", "/x", Misbehaviour.endlessBody("image/png"));
    assertThat(Pictures.fetch(http, server.uri("/x"), LIMITS))
        .isInstanceOfSatisfying(
            NoPicture.class, it -> assertThat(it.reason()).contains("larger than"));
  }

  @Test
  void a_server_that_has_it_not_is_none() {
    assertThat(Pictures.fetch(http, server.uri("/x"), LIMITS))
        .isEqualTo(new NoPicture("the server answered 404"));
  }

  @Test
  void a_private_address_is_none() {
    assertThat(Pictures.fetch(egress.http(List.of()), server.uri("/x"), LIMITS))
        .isInstanceOfSatisfying(
            NoPicture.class, it -> assertThat(it.reason()).contains("loopback"));
  }

  /// The three forms of WebP, heads only: nothing of them is decoded.
  @TestFactory
  Stream<DynamicTest> webp_passes_where_the_platform_takes_it_and_nowhere_else() {
    return Stream.of(
            webp("VP8 ", "000000000000009d012a8002e001"),
            webp("VP8L", "000000002f7fc27700"),
            webp("VP8X", "00000000000000007f0200df0100"))
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
                      var file = encode(drawing(120, 80), format);
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

  private Fitted fitted(byte[] file, PictureLimits limits) {
    server.on("GET", "/x", StubAnswer.ok("application/octet-stream", file));
    var picture = Pictures.fetch(http, server.uri("/x"), limits);
    assertThat(picture).isInstanceOf(Fitted.class);
    return (Fitted) picture;
  }

  private void assertNone(byte[] file, String words) {
    server.on("GET", "/x", StubAnswer.ok("image/png", file));
    assertThat(Pictures.fetch(http, server.uri("/x"), LIMITS))
        .isInstanceOfSatisfying(NoPicture.class, it -> assertThat(it.reason()).contains(words));
  }

  private static boolean red(BufferedImage image, int x, int y) {
    var color = new Color(image.getRGB(x, y));
    return color.getRed() > 200 && color.getGreen() < 80;
  }

  /// What the sensor stored of a picture of 300 x 200 with red at its top left.
  private static BufferedImage turned(int orientation) {
    var lying = orientation >= 5;
    var image = new BufferedImage(lying ? 200 : 300, lying ? 300 : 200, BufferedImage.TYPE_INT_RGB);
    var right = Set.of(2, 3, 7, 8).contains(orientation);
    var bottom = Set.of(3, 4, 6, 7).contains(orientation);
    var brush = image.createGraphics();
    brush.setColor(Color.WHITE);
    brush.fillRect(0, 0, image.getWidth(), image.getHeight());
    brush.setColor(Color.RED);
    var x = right ? image.getWidth() - 64 : 0;
    var y = bottom ? image.getHeight() - 64 : 0;
    brush.fillRect(x, y, 64, 64);
    brush.dispose();
    return image;
  }

  private static BufferedImage drawing(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var brush = image.createGraphics();
    brush.setColor(Color.ORANGE);
    brush.fillOval(0, 0, width, height);
    brush.dispose();
    return image;
  }

  private static BufferedImage noise(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(3);
    for (var y = 0; y < height; y++) {
      for (var x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static BufferedImage decode(Fitted fitted) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(fitted.bytes()));
  }

  private static byte[] joined(byte[]... parts) {
    var whole = new ByteArrayOutputStream();
    for (var part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  /// Puts an EXIF block with that orientation behind a JPEG's first two bytes.
  private static byte[] exif(byte[] jpeg, int orientation) {
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
  private static byte[] bigPng(int width, int height) {
    var png = ByteBuffer.allocate(45);
    png.put("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR".getBytes(StandardCharsets.ISO_8859_1));
    png.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    var sum = new CRC32();
    sum.update(png.array(), 12, 17);
    png.putInt((int) sum.getValue());
    png.put("\0\0\0\0IEND\u00aeB`\u0082".getBytes(StandardCharsets.ISO_8859_1));
    return png.array();
  }

  private static byte[] webp(String chunk, String content) {
    var file = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(72);
    file.put(("WEBP" + chunk).getBytes(StandardCharsets.US_ASCII));
    file.put(HexFormat.of().parseHex(content));
    return file.array();
  }
}
