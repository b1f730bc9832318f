// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Preparation;
import org.tidings.post.Post;

class MakingTest {
  private final Network network = new Network("image = true");

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void a_slow_container_is_waited_for_and_made_once() {
    network.server().slowContainers(2);
    for (var look = 0; look < 2; look++) {
      assertThat(network.prepare(text()))
          .isEqualTo(
              new Preparation.NotReady(
                  new Outcome.Deferred(
                      "Threads still works on the post", Optional.of(Duration.ofSeconds(30)))));
      network.clock().advance(Duration.ofSeconds(30));
    }
    assertThat(network.prepare(text())).isInstanceOf(Preparation.Ready.class);
    assertThat(network.server().containers()).isEqualTo(1);
  }

  @Test
  void a_second_preparation_goes_on_with_the_same_container() {
    var first = network.payload(text());
    assertThat(network.payload(text())).isEqualTo(first);
    assertThat(network.server().containers()).isEqualTo(1);
  }

  @Test
  void a_stuck_container_is_replaced_once_and_then_given_up() {
    network.server().slowContainers(100);
    assertThat(network.prepare(text())).isInstanceOf(Preparation.NotReady.class);
    network.clock().advance(Duration.ofMinutes(6));
    assertThat(reason(network.prepare(text()))).contains("does not say why");
    network.server().slowContainers(0);
    assertThat(network.prepare(text())).isInstanceOf(Preparation.Ready.class);
    assertThat(network.server().containers()).isEqualTo(2);
  }

  @Test
  void a_container_that_expired_before_it_was_used_is_made_anew() {
    var old = network.payload(text());
    network.clock().advance(Duration.ofHours(25));
    assertThat(network.payload(text())).isNotEqualTo(old);
  }

  @Test
  void an_unexplained_error_is_tried_once_more() {
    network.server().breakContainers("UNKNOWN");
    assertThat(outcome(network.prepare(text()))).isInstanceOf(Outcome.Deferred.class);
    assertThat(outcome(network.prepare(text())))
        .isEqualTo(new Outcome.Rejected("Threads could not make the post: UNKNOWN"));
    assertThat(network.server().containers()).isEqualTo(2);
  }

  @Test
  void an_error_with_a_reason_is_final() {
    network.server().breakContainers("INVALID_TEXT");
    assertThat(outcome(network.prepare(text())))
        .isEqualTo(new Outcome.Rejected("Threads could not make the post: INVALID_TEXT"));
  }

  /// Nobody sees it, so making another one is harmless.
  @Test
  void a_creation_whose_answer_is_an_error_is_repeated() {
    network.server().loseCreations(1);
    assertThat(outcome(network.prepare(text()))).isInstanceOf(Outcome.Deferred.class);
    assertThat(network.prepare(text())).isInstanceOf(Preparation.Ready.class);
    assertThat(network.server().containers()).isEqualTo(2);
    assertThat(network.server().posts()).isEmpty();
  }

  @Test
  void a_picture_goes_along_with_its_alt_text_cut_to_a_thousand() {
    publish(pictured("https://blog.example/disks.jpg", "Disks 👨‍👩‍👧‍👦 ".repeat(200)));
    var fields = network.server().fields().getFirst();
    assertThat(fields)
        .containsEntry("media_type", "IMAGE")
        .containsEntry("image_url", "https://blog.example/disks.jpg")
        .doesNotContainKey("link_attachment");
    var alt = fields.getOrDefault("alt_text", "");
    assertThat(alt.codePointCount(0, alt.length())).isBetween(900, 1000);
    assertThat(alt).matches("(?s).*(Disks|👨‍👩‍👧‍👦)…");
  }

  @Test
  void a_picture_that_threads_can_not_fetch_is_left_out_at_the_second_try() {
    var post = pictured("https://blog.example/private/disks.jpg", "");
    assertThat(outcome(network.prepare(post))).isInstanceOf(Outcome.Deferred.class);
    publish(post);
    assertThat(network.server().fields().getFirst())
        .containsEntry("media_type", "TEXT")
        .containsEntry("link_attachment", "https://blog.example/2026/11/moving-house");
  }

  @Test
  void a_picture_that_breaks_the_container_is_left_out() {
    network.server().breakContainers("INVALID_ASPEC_RATIO");
    assertThat(outcome(network.prepare(pictured("https://blog.example/disks.jpg", ""))))
        .isInstanceOf(Outcome.Rejected.class);
    network.server().breakContainers("");
    publish(pictured("https://blog.example/disks.jpg", ""));
    assertThat(network.server().fields().getFirst()).containsEntry("media_type", "TEXT");
  }

  @Test
  void a_budget_that_is_used_up_is_waited_for() {
    network.server().quota(1);
    publish(text());
    assertThat(network.channel().check()).isInstanceOf(org.tidings.channel.Health.Good.class);
    assertThat(outcome(network.prepare(text())))
        .isEqualTo(
            new Outcome.Deferred(
                "Threads lets an account publish 1 posts in 24 hours; they are used up",
                Optional.of(Duration.ofHours(1))));
    network.clock().advance(Duration.ofHours(25));
    assertThat(network.prepare(text())).isInstanceOf(Preparation.Ready.class);
  }

  @Test
  void old_notes_are_swept_out() {
    assertThat(network.prepare(text())).isInstanceOf(Preparation.Ready.class);
    assertThat(notes()).contains(KEY.idempotency());
    network.clock().advance(Duration.ofDays(3));
    var other = new DeliveryKey("tidings-other-delivery-0001", KEY.madeAt(), 1);
    network.channel().prepare(text(), other);
    assertThat(notes()).doesNotContain(KEY.idempotency()).contains(other.idempotency());
  }

  @Test
  void what_was_published_needs_no_note() {
    publish(text());
    assertThat(notes()).isEqualTo("{}");
  }

  private String notes() {
    return network.keyring().get("containers").orElseThrow().reveal();
  }

  private void publish(Post post) {
    assertThat(network.channel().publish(network.payload(post), KEY))
        .isInstanceOf(Outcome.Published.class);
  }

  private static Post text() {
    return Network.post("How we moved", Optional.empty());
  }

  private static Post pictured(String url, String alt) {
    return Network.post("How we moved", Optional.of(new Post.Picture(URI.create(url), alt)));
  }

  private static Outcome.NotPosted outcome(Preparation preparation) {
    assertThat(preparation).isInstanceOf(Preparation.NotReady.class);
    return ((Preparation.NotReady) preparation).outcome();
  }

  private static String reason(Preparation preparation) {
    return outcome(preparation).reason();
  }
}
