// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.post.Post;

class UploadTest {
  private final Network network = new Network();
  private final StubServer blog = StubServer.start();

  @BeforeEach
  void open() throws IOException {
    blog.on("GET", "/disks.png", StubAnswer.ok("image/png", png()));
    network.login();
  }

  @AfterEach
  void close() {
    network.close();
    blog.close();
  }

  @Test
  void a_picture_goes_along_with_its_alt_text() {
    var payload = ready(prepare("/disks.png"));
    assertThat(network.channel().publish(payload, KEY)).isInstanceOf(Outcome.Published.class);
    assertThat(network.server().ledger().getFirst().media())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.alt()).isEqualTo("Two racks, “half” empty\nहिन्दी");
              assertThat(it.type()).isEqualTo("image/png");
            });
  }

  @Test
  void a_slow_picture_is_waited_for_and_uploaded_once() {
    network.server().slowMedia(true);
    for (var look = 0; look < 3; look++) {
      assertThat(prepare("/disks.png"))
          .isEqualTo(
              new Preparation.NotReady(
                  new Outcome.Deferred(
                      "the server still works on the picture",
                      Optional.of(Duration.ofSeconds(2)))));
    }
    network.server().slowMedia(false);
    var body = ready(prepare("/disks.png")).body();
    assertThat(body).contains("\"media_ids\":[");
    assertThat(blog.requests()).hasSize(1);
    network.channel().publish(new Payload(body, ""), KEY);
    assertThat(network.keyring().get("media-" + KEY.idempotency())).isEmpty();
  }

  @Test
  void a_stuck_picture_is_left_out_in_the_end() {
    network.server().slowMedia(true);
    assertThat(prepare("/disks.png")).isInstanceOf(Preparation.NotReady.class);
    network.clock().advance(Duration.ofSeconds(121));
    assertThat(ready(prepare("/disks.png")).body()).doesNotContain("media_ids");
  }

  @Test
  void a_picture_that_is_not_there_costs_no_post() {
    assertThat(ready(prepare("/gone.png")).body()).doesNotContain("media_ids");
  }

  @Test
  void a_purged_picture_is_uploaded_anew() {
    var stale = ready(prepare("/disks.png"));
    network.restart();
    assertThat(network.channel().publish(stale, KEY)).isInstanceOf(Outcome.Stale.class);
    assertThat(network.channel().publish(ready(prepare("/disks.png")), KEY))
        .isInstanceOf(Outcome.Published.class);
  }

  private Preparation prepare(String picture) {
    var post =
        new Post(
            "A",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Post.Picture(blog.uri(picture), "Two racks, “half” empty\nहिन्दी")),
            Optional.empty(),
            "A",
            false);
    return network.channel().prepare(post, KEY);
  }

  private static Payload ready(Preparation preparation) {
    assertThat(preparation).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) preparation).payload();
  }

  private static byte[] png() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
