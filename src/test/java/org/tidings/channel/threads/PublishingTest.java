// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Proof;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.demo.FakeFault;

class PublishingTest {
  private final Network network = new Network("");

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void the_container_is_the_record_that_decides() {
    assertThat(network.channel().proofs()).containsExactly(new Proof.RecordKey());
  }

  @Test
  void a_container_that_threads_can_not_see_yet_is_tried_three_times_more() {
    network.server().publishLag(3);
    var payload = payload();
    assertThat(List.of(waits(payload), waits(payload), waits(payload)))
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));
    assertThat(publish(payload)).isInstanceOf(Outcome.Published.class);
    assertThat(network.server().containers()).isEqualTo(1);
  }

  @Test
  void then_another_container_is_made() {
    network.server().publishLag(100);
    var payload = payload();
    for (var lag = 0; lag < 3; lag++) {
      waits(payload);
    }
    assertThat(publish(payload)).isInstanceOf(Outcome.Stale.class);
    network.server().publishLag(0);
    assertThat(publish(payload())).isInstanceOf(Outcome.Published.class);
    assertThat(network.server().posts()).hasSize(1);
  }

  /// A request that was lost could still be acted upon, and then there would be two posts.
  @Test
  void a_container_in_doubt_is_not_replaced_while_it_lives() {
    network.server().publishLag(100);
    var payload = payload();
    network.server().fail(new FakeFault.LoseRequest());
    assertThat(publish(payload)).isInstanceOf(Outcome.Unknown.class);
    assertThat(find(payload)).isInstanceOf(Sighting.Absent.class);
    for (var lag = 0; lag < 3; lag++) {
      waits(payload);
    }
    assertThat(waits(payload)).isEqualTo(Duration.ofMinutes(30));
    network.clock().advance(Duration.ofHours(25));
    assertThat(publish(payload)).isInstanceOf(Outcome.Stale.class);
    network.server().publishLag(0);
    assertThat(publish(payload())).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void publishing_again_what_is_out_finds_the_post() {
    var payload = payload();
    var first = publish(payload);
    assertThat(first).isInstanceOf(Outcome.Published.class);
    assertThat(publish(payload))
        .isEqualTo(new Outcome.AlreadyPublished(((Outcome.Published) first).receipt()));
    assertThat(network.server().posts()).hasSize(1);
  }

  @Test
  void a_lost_answer_is_found_with_its_address() {
    var payload = payload();
    network.server().fail(new FakeFault.LoseAnswer());
    assertThat(publish(payload)).isInstanceOf(Outcome.Unknown.class);
    var id = network.server().posts().getFirst().id();
    assertThat(find(payload))
        .isInstanceOfSatisfying(
            Sighting.Found.class,
            it -> {
              assertThat(it.receipt().remoteId()).isEqualTo(id);
              assertThat(it.receipt().url().orElseThrow().toString()).endsWith("/post/C" + id);
            });
  }

  @Test
  void a_post_that_is_not_listed_is_out_all_the_same() {
    var payload = payload();
    network.server().hidePosts(true);
    network.server().fail(new FakeFault.LoseAnswer());
    assertThat(publish(payload)).isInstanceOf(Outcome.Unknown.class);
    assertThat(find(payload))
        .isEqualTo(new Sighting.Found(new Receipt(container(payload), Optional.empty())));
  }

  @Test
  void a_container_that_turned_into_a_post_is_looked_for_in_the_list() {
    var payload = payload();
    network.server().turnContainers(true);
    network.server().fail(new FakeFault.LoseAnswer());
    assertThat(publish(payload)).isInstanceOf(Outcome.Unknown.class);
    assertThat(find(payload)).isInstanceOf(Sighting.Found.class);
    assertThat(publish(payload)).isInstanceOf(Outcome.AlreadyPublished.class);
  }

  /// Neither out nor not out: nothing is sent again.
  @Test
  void one_that_turned_and_is_not_listed_stays_unknown() {
    var payload = payload();
    network.server().turnContainers(true);
    network.server().hidePosts(true);
    network.server().fail(new FakeFault.LoseAnswer());
    assertThat(publish(payload)).isInstanceOf(Outcome.Unknown.class);
    assertThat(find(payload)).isInstanceOf(Sighting.NotLooked.class);
    assertThat(publish(payload)).isInstanceOf(Outcome.Unknown.class);
    assertThat(network.server().posts()).hasSize(1);
  }

  @Test
  void an_expired_container_was_not_published_so_another_one_is_made() {
    var payload = payload();
    network.server().fail(new FakeFault.LoseRequest());
    assertThat(publish(payload)).isInstanceOf(Outcome.Unknown.class);
    network.clock().advance(Duration.ofHours(30));
    assertThat(find(payload)).isInstanceOf(Sighting.Absent.class);
    assertThat(publish(payload)).isEqualTo(new Outcome.Stale("the container is over 24 hours old"));
    assertThat(publish(payload())).isInstanceOf(Outcome.Published.class);
    assertThat(network.server().posts()).hasSize(1);
  }

  @Test
  void a_container_that_is_over_is_not_even_sent() {
    var payload = payload();
    network.clock().advance(Duration.ofHours(25));
    assertThat(publish(payload)).isInstanceOf(Outcome.Stale.class);
    assertThat(network.asked()).noneMatch(it -> it.getPath().endsWith("/threads_publish"));
  }

  @Test
  void after_days_a_post_is_still_found() {
    var payload = payload();
    network.server().fail(new FakeFault.LoseAnswer());
    assertThat(publish(payload)).isInstanceOf(Outcome.Unknown.class);
    network.clock().advance(Duration.ofDays(4));
    assertThat(find(payload)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void nobody_elses_post_is_taken_for_ours() {
    publish(payload());
    network.clock().advance(Duration.ofMinutes(10));
    var since = network.clock().instant();
    var other = new Payload("creation_id=1", "https://blog.example/2026/11/moving-house");
    assertThat(network.channel().find(other, KEY, since)).isInstanceOf(Sighting.Absent.class);
  }

  @Test
  void a_dead_token_is_said_to_be_dead() {
    var payload = payload();
    network.server().revokeTokens();
    assertThat(publish(payload)).isInstanceOf(Outcome.Unauthorized.class);
    assertThat(find(payload)).isInstanceOf(Sighting.NotLooked.class);
  }

  @Test
  void an_error_that_hid_a_post_is_cleared_up() {
    var payload = payload();
    network
        .server()
        .fail(
            new FakeFault.StoreAnd(
                500, Map.of(), "{\"error\":{\"message\":\"unexpected\",\"code\":2}}"));
    assertThat(publish(payload)).isInstanceOf(Outcome.Unknown.class);
    assertThat(find(payload)).isInstanceOf(Sighting.Found.class);
  }

  private Payload payload() {
    return network.payload(network.ordinary());
  }

  private Outcome publish(Payload payload) {
    return network.channel().publish(payload, KEY);
  }

  private Sighting find(Payload payload) {
    return network.channel().find(payload, KEY, NOW);
  }

  private static String container(Payload payload) {
    return payload.body().replace("creation_id=", "");
  }

  private Duration waits(Payload payload) {
    var outcome = publish(payload);
    assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
    return ((Outcome.Deferred) outcome).retryAfter().orElseThrow();
  }
}
