// SPDX-License-Identifier: Apache-2.0
package org.tidings.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
                      var file = PictureSamples.encode(PictureSamples.drawing(640, 480), format);
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
    var png = PictureSamples.encode(PictureSamples.drawing(64, 64), "png");
    server.on("GET", "/x.gif", StubAnswer.ok("text/html", png));
    assertThat(Pictures.fetch(http, server.uri("/x.gif"), LIMITS))
        .isInstanceOfSatisfying(
            Fitted.class, it -> assertThat(it.mimeType()).isEqualTo("image/png"));
  }

  @Test
  void a_type_the_platform_does_not_take_becomes_jpeg() throws IOException {
    var jpegOnly = new PictureLimits(1_000_000, 20_000_000, Set.of("image/jpeg"));
    var fitted = fitted(PictureSamples.encode(PictureSamples.drawing(640, 480), "gif"), jpegOnly);
    assertThat(fitted.mimeType()).isEqualTo("image/jpeg");
    assertThat(decode(fitted).getWidth()).isEqualTo(640);
  }

  @Test
  void a_file_over_the_limit_is_made_smaller() throws IOException {
    var file = PictureSamples.encode(PictureSamples.noise(1500, 1000), "png");
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
    var fitted = fitted(PictureSamples.encode(PictureSamples.noise(1500, 1000), "jpg"), small);
    assertThat(fitted.bytes().length).isLessThanOrEqualTo(30_000);
    assertThat(fitted.width()).isLessThan(1500);
  }

  @Test
  void more_pixels_than_the_platform_takes_are_scaled_down() throws IOException {
    var few = new PictureLimits(1_000_000, 100_000, Set.of("image/jpeg", "image/png"));
    var fitted = fitted(PictureSamples.encode(PictureSamples.drawing(1000, 500), "png"), few);
    assertThat(fitted.width() * fitted.height()).isLessThanOrEqualTo(100_000);
  }

  @Test
  void a_large_photo_is_decoded_small() throws IOException {
    var fitted =
        fitted(
            PictureSamples.encode(PictureSamples.drawing(7000, 5000), "jpg"),
            new PictureLimits(1_000_000, 10_000_000, Set.of("image/jpeg")));
    assertThat(Math.max(fitted.width(), fitted.height())).isBetween(1400, 2048);
    assertThat((double) fitted.width() / fitted.height()).isCloseTo(1.4, within(0.01));
  }

  @Test
  void transparency_becomes_white() throws IOException {
    var clear = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(200, 200, 0xff000000);
    var jpegOnly = new PictureLimits(1_000_000, 20_000_000, Set.of("image/jpeg"));
    var image = decode(fitted(PictureSamples.encode(clear, "png"), jpegOnly));
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
                      var file =
                          PictureSamples.exif(
                              PictureSamples.encode(turned(orientation), "jpg"), orientation);
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
    var file =
        PictureSamples.exif(PictureSamples.encode(PictureSamples.drawing(300, 200), "jpg"), 6);
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
                      var fitted =
                          fitted(
                              PictureSamples.joined(
                                  PictureSamples.encode(PictureSamples.drawing(300, 200), format),
                                  tail),
                              LIMITS);
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
                      var file = PictureSamples.encode(PictureSamples.noise(600, 400), format);
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

  private static BufferedImage decode(Fitted fitted) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(fitted.bytes()));
  }
}
