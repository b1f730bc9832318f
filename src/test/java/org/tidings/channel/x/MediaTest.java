// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.SettableClock;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.Outcome;
import org.tidings.channel.Preparation;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.post.Post;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

class MediaTest {
  private static final String UPLOAD = "/2/media/upload";
  private static final String METADATA = "/2/media/metadata";

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1.0");

  @BeforeEach
  void answer() throws IOException {
    server.on("GET", "/train.png", StubAnswer.ok("image/png", png()));
    server.on("POST", UPLOAD, StubAnswer.json(200, "{\"data\":{\"id\":\"4711\"}}"));
    server.on("POST", METADATA, StubAnswer.json(200, "{}"));
  }

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  @Test
  void a_picture_goes_up_with_its_alt_text_and_the_post_names_it() {
    assertThat(body()).contains("\"media\":{\"media_ids\":[\"4711\"]}");
    var upload = JsonMapper.shared().readTree(server.requests(UPLOAD).getFirst().text());
    assertThat(upload.path("media_category").asString()).isEqualTo("tweet_image");
    assertThat(upload.path("media").asString()).startsWith("iVBOR"); // a PNG in base64
    var metadata = JsonMapper.shared().readTree(server.requests(METADATA).getFirst().text());
    assertThat(metadata.path("id").asString()).isEqualTo("4711");
    assertThat(metadata.path("metadata").path("alt_text").path("text").asString())
        .isEqualTo("A train");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 500, 503})
  void a_picture_that_makes_trouble_is_left_out(int status) {
    server.on("POST", UPLOAD, StubAnswer.status(status));
    assertThat(body()).doesNotContain("media");
  }

  @Test
  void so_is_one_that_is_not_there() {
    server.on("GET", "/train.png", StubAnswer.status(404));
    assertThat(body()).doesNotContain("media");
    assertThat(server.requests(UPLOAD)).isEmpty();
  }

  /// Pictures are kept for a day; a post that waited longer gets another one.
  @Test
  void a_picture_that_is_no_longer_there_is_uploaded_again() {
    server.on(
        "POST",
        "/2/tweets",
        StubAnswer.json(400, "{\"errors\":[{\"message\":\"Your media IDs are invalid.\"}]}"));
    var channel = channel();
    var payload = ((Preparation.Ready) channel.prepare(post(), ChannelContract.KEY)).payload();
    assertThat(channel.publish(payload, ChannelContract.KEY)).isInstanceOf(Outcome.Stale.class);
  }

  private String body() {
    return ((Preparation.Ready) channel().prepare(post(), ChannelContract.KEY)).payload().body();
  }

  private Channel channel() {
    var keyring = new FakeKeyring();
    new Access.Keys(
            server.uri("/").getAuthority(),
            Secret.of("k"),
            Secret.of("ks"),
            Secret.of("12-t"),
            Secret.of("ts"))
        .store(keyring);
    return new X()
        .read(Sections.of("image = true\napi = \"" + server.uri("") + "\"").section())
        .open(
            new ChannelContext(
                new ChannelId("x"),
                egress.http(List.of("127.0.0.1")),
                keyring,
                new SettableClock(ChannelContract.NOW)));
  }

  private Post post() {
    var picture = new Post.Picture(server.uri("/train.png"), "A train");
    return new Post(
        "Tea and trains",
        List.of(),
        Optional.of(URI.create("https://blog.example/tea")),
        Optional.empty(),
        Optional.of(picture),
        Optional.empty(),
        "Tea and trains",
        false);
  }

  private static byte[] png() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
