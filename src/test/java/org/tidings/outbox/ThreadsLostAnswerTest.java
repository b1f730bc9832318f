// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.channel.threads.Threads;
import org.tidings.config.Sections;
import org.tidings.demo.FakeFault;
import org.tidings.demo.FakePost;
import org.tidings.demo.threads.FakeThreads;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// Threads, from the queue down to the wire: whatever is lost on the way, one post.
class ThreadsLostAnswerTest extends WithNetwork<FakeThreads> {
  private static final String UNEXPECTED =
      "{\"error\":{\"message\":\"An unexpected error has occurred.\",\"code\":2}}";

  @Override
  FakeThreads start() throws IOException {
    return new FakeThreads(queue.clock);
  }

  static Stream<List<FakeFault>> misfortunes() {
    var lost = new FakeFault.LoseAnswer();
    var cut = new FakeFault.LoseRequest();
    var stored = new FakeFault.StoreAnd(500, Map.of(), UNEXPECTED);
    var failed = new FakeFault.Status(500, Map.of(), UNEXPECTED);
    var gateway = new FakeFault.StoreAnd(504, Map.of(), "<h1>Gateway time-out</h1>");
    var full = new FakeFault.Status(429, Map.of("Retry-After", "90"), "{}");
    return Stream.of(
        List.of(lost),
        List.of(cut),
        List.of(stored),
        List.of(failed),
        List.of(gateway),
        List.of(cut, lost),
        List.of(cut, stored),
        List.of(failed, full, lost),
        List.of(cut, cut, cut, gateway));
  }

  @ParameterizedTest
  @MethodSource("misfortunes")
  void whatever_is_lost_there_is_one_post(List<FakeFault> faults) {
    server.fail(faults.toArray(FakeFault[]::new));
    twoPosts();
  }

  @ParameterizedTest
  @MethodSource("misfortunes")
  void also_where_containers_are_slow_and_seen_late(List<FakeFault> faults) {
    server.slowContainers(2);
    server.publishLag(2);
    server.loseCreations(1);
    server.fail(faults.toArray(FakeFault[]::new));
    twoPosts();
  }

  @ParameterizedTest
  @MethodSource("misfortunes")
  void also_where_the_list_is_no_help(List<FakeFault> faults) {
    server.hidePosts(true);
    server.fail(faults.toArray(FakeFault[]::new));
    twoPosts();
  }

  /// The container is over by then, and what it became is the only evidence.
  @ParameterizedTest
  @MethodSource("misfortunes")
  void an_outage_longer_than_a_containers_life_makes_no_second_post(List<FakeFault> faults) {
    var channel = connected();
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.drain(channel);
    queue.clock.advance(Duration.ofHours(49));
    queue.restart();
    queue.run(channel, Duration.ofHours(20));
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  private void twoPosts() {
    var channel = connected();
    var first = queue.enqueue("How we moved four terabytes");
    var second = queue.enqueue("And what came after");
    queue.run(channel, Duration.ofHours(12));
    assertThat(server.posts())
        .extracting(FakePost::text)
        .containsExactly("How we moved four terabytes", "And what came after");
    assertThat(List.of(queue.state(first), queue.state(second)))
        .containsOnly(DeliveryState.PUBLISHED);
  }

  private Channel connected() {
    var keyring = new FakeKeyring();
    server.credentials().forEach((name, value) -> keyring.put(name, Secret.of(value)));
    var channel =
        new Threads()
            .read(Sections.of(server.toml().replaceFirst("type = .*\n", "")).section())
            .open(
                new ChannelContext(
                    OutboxFixture.CHANNEL,
                    egress.http(List.of("127.0.0.1")),
                    keyring,
                    queue.clock));
    assertThat(channel.check()).isInstanceOf(Health.Good.class);
    return channel;
  }
}
