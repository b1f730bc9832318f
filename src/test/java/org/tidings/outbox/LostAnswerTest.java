// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.channel.mastodon.Mastodon;
import org.tidings.config.Sections;
import org.tidings.demo.FakeFault;
import org.tidings.demo.mastodon.FakeMastodon;
import org.tidings.demo.mastodon.FakeStatus;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// The promise, from the queue down to the wire: whatever is lost on the way, one post.
class LostAnswerTest extends WithNetwork<FakeMastodon> {

  @Override
  FakeMastodon start() throws IOException {
    return new FakeMastodon(queue.clock);
  }

  static Stream<Arguments> misfortunes() {
    var lost = new FakeFault.LoseAnswer();
    var cut = new FakeFault.LoseRequest();
    var down = new FakeFault.Status(502, Map.of(), "<h1>Bad gateway</h1>");
    var full =
        new FakeFault.Status(429, Map.of("Retry-After", "90"), "{\"error\":\"Too many requests\"}");
    return Stream.of("mastodon", "gotosocial")
        .flatMap(
            family ->
                Stream.of(
                    Arguments.of(family, List.of(lost)),
                    Arguments.of(family, List.of(cut)),
                    Arguments.of(family, List.of(cut, lost)),
                    Arguments.of(family, List.of(down, full, lost)),
                    Arguments.of(family, List.of(cut, cut, cut, lost))));
  }

  @ParameterizedTest
  @MethodSource("misfortunes")
  void whatever_is_lost_there_is_one_post(String family, List<FakeFault> faults) {
    server.family(family);
    server.honourKeys(family.equals("mastodon"));
    var channel = connected();
    var first = queue.enqueue("How we moved four terabytes");
    var second = queue.enqueue("And what came after");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.run(channel, Duration.ofHours(12));
    assertThat(server.ledger())
        .extracting(FakeStatus::text)
        .containsExactly("How we moved four terabytes", "And what came after");
    assertThat(List.of(queue.state(first), queue.state(second)))
        .containsOnly(DeliveryState.PUBLISHED);
  }

  /// The same key reaches the server after it was forgotten: only looking can help.
  @ParameterizedTest
  @MethodSource("misfortunes")
  void an_outage_longer_than_the_servers_memory_makes_no_second_post(
      String family, List<FakeFault> faults) {
    server.family(family);
    server.honourKeys(family.equals("mastodon"));
    var channel = connected();
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.drain(channel);
    queue.clock.advance(Duration.ofHours(3));
    queue.restart();
    queue.run(channel, Duration.ofHours(12));
    assertThat(server.ledger()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  private Channel connected() {
    var keyring = new FakeKeyring();
    keyring.put("token", Secret.of(server.token()));
    var channel =
        new Mastodon()
            .read(Sections.of("server = \"" + server.address() + "\"").section())
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
