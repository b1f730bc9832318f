// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.feed.HubOffer;
import org.tidings.http.Reply;
import org.tidings.http.Request;

/// From a hub's call to a post, over real sockets.
class PushTest {
  @TempDir Path folder;
  private PushStage it;

  @BeforeEach
  void open() throws IOException {
    it = new PushStage(folder);
  }

  private void openWithCloud() throws IOException {
    it.close();
    it = new PushStage(folder.resolve("cloud"), HubOffer.Kind.RSSCLOUD);
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void what_a_hub_pushes_is_posted_though_the_feed_is_not_due() throws InterruptedException {
    assertThat(it.hub().verify(864_000).text()).isEqualTo("a challenge+of/mine");
    it.write();
    assertThat(it.hub().deliver("<rss/>").status()).isEqualTo(200);
    assertThat(it.posted()).contains("Article 4");
    it.write();
    it.hub().deliver("<rss/>");
    assertThat(it.posted()).contains("Article 5");
    assertThat(it.waiting()).isZero();
  }

  @Test
  void what_an_rsscloud_server_tells_of_is_posted_too() throws IOException, InterruptedException {
    openWithCloud();
    it.write();
    assertThat(it.cloud().publish(it.topic())).containsExactly(200);
    assertThat(it.posted()).contains("Article 4");
  }

  @Test
  void a_stranger_at_the_door_learns_and_moves_nothing() {
    it.hub().verify(864_000);
    it.write();
    assertThat(status(Request.get(URI.create(it.door() + "0".repeat(32))))).isEqualTo(404);
    assertThat(status(post(it.door() + "0".repeat(32), 10))).isEqualTo(410);
    assertThat(status(Request.put(URI.create(it.door()), body(10)))).isEqualTo(405);
    assertThat(it.engine().dueFeeds()).isEmpty();
  }

  @Test
  void a_push_beyond_the_limit_is_refused() {
    assertThat(status(post(it.door() + "x", (2 << 20) + 1))).isEqualTo(413);
  }

  private int status(Request request) {
    return ((Reply.Answer) it.send(request)).status();
  }

  private static Request post(String address, int bytes) {
    return Request.post(URI.create(address), body(bytes));
  }

  private static Request.Body body(int bytes) {
    return new Request.Body("text/plain", new byte[bytes]);
  }
}
