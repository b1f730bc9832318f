// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidings.channel.Bench;
import org.tidings.channel.Golden;
import org.tidings.channel.Outcome;
import org.tidings.channel.Preparation;
import org.tidings.http.Misbehaviour;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.http.StubServer.Behaviour;
import org.tidings.post.Post;
import org.tidings.secret.Secret;

class ThumbnailsTest {
  private static final String IMAGES = "/rest/images";
  private static final String UPLOAD = "/dms-uploads/C49/0";

  private final StubServer blog = StubServer.start();
  private final StubServer linkedin = StubServer.start();

  @BeforeEach
  void open() throws IOException {
    blog.on("GET", "/disks.png", StubAnswer.ok("image/png", png()));
    linkedin.on("GET", "/v2/userinfo", StubAnswer.json(200, "{\"sub\":\"aB3xYz\"}"));
    linkedin.on("POST", IMAGES, initialized(linkedin.uri(UPLOAD + "?ca=vector").toString()));
    linkedin.on("PUT", UPLOAD, StubAnswer.status(201));
  }

  @AfterEach
  void close() {
    blog.close();
    linkedin.close();
  }

  @Test
  void the_requests_are_exactly_the_golden_ones() throws IOException {
    try (var bench = bench()) {
      bench.channel().prepare(post("/disks.png"), KEY);
      Golden.check("linkedin", "initialize", linkedin.requests(IMAGES).getFirst(), linkedin);
      var upload = linkedin.requests(UPLOAD).getFirst();
      assertThat(upload.body()).isEqualTo(png());
      var head = Golden.text(upload, linkedin).split("\n\n", 2)[0];
      Golden.check("linkedin", "upload", head + "\n\n(the picture's bytes)");
    }
  }

  /// A member's token can't ask how far LinkedIn is.
  @Test
  void linkedin_is_given_a_moment_and_the_picture_is_sent_once() {
    try (var bench = bench()) {
      assertThat(bench.channel().prepare(post("/disks.png"), KEY)).isEqualTo(wait(8));
      bench.clock().advance(Duration.ofSeconds(5));
      assertThat(bench.reopened().prepare(post("/disks.png"), KEY)).isEqualTo(wait(3));
      bench.clock().advance(Duration.ofSeconds(3));
      assertThat(bench.payload(post("/disks.png")).body())
          .contains("\"thumbnail\":\"urn:li:image:C49\"");
      assertThat(linkedin.requests(UPLOAD)).hasSize(1);
      assertThat(blog.requests()).hasSize(1);
    }
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of("refused", IMAGES, StubAnswer.json(403, "{\"message\":\"no\"}")),
        Arguments.of("limited", IMAGES, StubAnswer.json(429, "{\"message\":\"no\"}")),
        Arguments.of("broken", IMAGES, StubAnswer.status(500)),
        Arguments.of("silent", IMAGES, Misbehaviour.closes()),
        Arguments.of("no JSON", IMAGES, StubAnswer.ok("text/html", "<p>")),
        Arguments.of("no image", IMAGES, StubAnswer.json(200, "{\"value\":{}}")),
        Arguments.of("elsewhere", IMAGES, initialized("https://evil.example/dms-uploads/C49")),
        Arguments.of("not taken", UPLOAD, StubAnswer.status(400)),
        Arguments.of("failed", UPLOAD, StubAnswer.status(500)),
        Arguments.of("moved", UPLOAD, StubAnswer.redirect(307, "https://evil.example/")),
        Arguments.of("lost", UPLOAD, Misbehaviour.resets()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void a_picture_that_makes_trouble_is_left_out(String name, String path, Behaviour answer) {
    linkedin.on(path.equals(IMAGES) ? "POST" : "PUT", path, answer);
    try (var bench = bench()) {
      assertThat(bench.payload(post("/disks.png")).body()).as(name).doesNotContain("thumbnail");
      assertThat(bench.hosts()).doesNotContain("evil.example");
    }
  }

  @Test
  void so_is_one_that_the_blog_does_not_have() {
    try (var bench = bench()) {
      assertThat(bench.payload(post("/gone.png")).body()).doesNotContain("thumbnail");
      assertThat(linkedin.requests(IMAGES)).isEmpty();
    }
  }

  @Test
  void a_bad_token_or_version_is_no_matter_of_the_picture() {
    linkedin.on(
        "POST",
        IMAGES,
        StubAnswer.json(426, "{\"message\":\"Requested version 202607 is not active\"}"),
        StubAnswer.json(401, "{\"message\":\"Invalid access token\"}"));
    try (var bench = bench()) {
      assertThat(notReady(bench)).isInstanceOf(Outcome.Deferred.class);
      assertThat(notReady(bench)).isInstanceOf(Outcome.Unauthorized.class);
      assertThat(linkedin.requests(IMAGES))
          .extracting(it -> it.header("LinkedIn-Version").orElse(""))
          .containsExactly("202607", "202608");
    }
  }

  @Test
  void if_linkedin_refuses_the_post_for_it_the_post_goes_without() {
    linkedin.on(
        "POST",
        "/rest/posts",
        StubAnswer.json(422, "{\"message\":\"ERROR :: /content/article/thumbnail :: not found\"}"),
        StubAnswer.status(201).header("x-restli-id", "urn:li:share:7"));
    try (var bench = bench()) {
      bench.channel().prepare(post("/disks.png"), KEY);
      bench.clock().advance(Duration.ofSeconds(8));
      assertThat(bench.publishes(post("/disks.png"))).isInstanceOf(Outcome.Stale.class);
      assertThat(bench.publishes(post("/disks.png"))).isInstanceOf(Outcome.Published.class);
      assertThat(linkedin.requests("/rest/posts").getLast().text()).doesNotContain("thumbnail");
      assertThat(bench.keyring().get("image-" + KEY.idempotency())).isEmpty();
    }
  }

  @Test
  void words_about_pictures_are_no_stale_picture_if_there_is_none() {
    linkedin.on("POST", "/rest/posts", StubAnswer.json(422, "{\"message\":\"image\"}"));
    try (var bench = bench()) {
      assertThat(bench.publishes(Network.post("A"))).isInstanceOf(Outcome.Rejected.class);
    }
  }

  private Bench bench() {
    return Bench.open(
        new LinkedIn(),
        "api = \"" + linkedin.uri("") + "\"",
        linkedin,
        "/rest/posts",
        keyring ->
            keyring.put(
                "tokens",
                Secret.of(
                    "{\"host\":\""
                        + linkedin.uri("/").getAuthority()
                        + "\",\"access\":\"a-token\"}")));
  }

  private Outcome.NotPosted notReady(Bench bench) {
    var prepared = bench.channel().prepare(post("/disks.png"), KEY);
    assertThat(prepared).isInstanceOf(Preparation.NotReady.class);
    return ((Preparation.NotReady) prepared).outcome();
  }

  private Post post(String picture) {
    return Network.post("A", Optional.of(new Post.Picture(blog.uri(picture), "Racks")));
  }

  private static Preparation wait(int seconds) {
    return new Preparation.NotReady(
        new Outcome.Deferred(
            "LinkedIn still works on the picture", Optional.of(Duration.ofSeconds(seconds))));
  }

  private static StubAnswer initialized(String address) {
    return StubAnswer.json(
        200,
        """
        {"value":{"uploadUrlExpiresAt":1650567510704,"image":"urn:li:image:C49",
         "uploadUrl":"%s"}}
        """
            .formatted(address));
  }

  private static byte[] png() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(120, 63, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
