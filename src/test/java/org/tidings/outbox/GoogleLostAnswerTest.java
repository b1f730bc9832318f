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
import org.tidings.channel.googlebusiness.GoogleBusiness;
import org.tidings.config.Sections;
import org.tidings.demo.FakeFault;
import org.tidings.demo.FakePost;
import org.tidings.demo.googlebusiness.FakeGoogle;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// Google gives no key and refuses no twin: only listing what is there can help.
class GoogleLostAnswerTest extends WithNetwork<FakeGoogle> {

  @Override
  FakeGoogle start() throws IOException {
    return new FakeGoogle(queue.clock);
  }

  static Stream<List<FakeFault>> misfortunes() {
    var lost = new FakeFault.LoseAnswer();
    var cut = new FakeFault.LoseRequest();
    var down = new FakeFault.Status(503, Map.of(), "{\"error\":{\"status\":\"UNAVAILABLE\"}}");
    var stored = new FakeFault.StoreAnd(500, Map.of(), "{\"error\":{\"status\":\"INTERNAL\"}}");
    var gateway = new FakeFault.StoreAnd(502, Map.of(), "<title>502</title>");
    var nothing = new FakeFault.StoreAnd(200, Map.of(), "{}");
    var full =
        new FakeFault.Status(
            429, Map.of("Retry-After", "90"), "{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\"}}");
    return Stream.of(
        List.of(lost),
        List.of(cut),
        List.of(stored),
        List.of(gateway),
        List.of(nothing),
        List.of(down),
        List.of(cut, lost),
        List.of(down, full, lost),
        List.of(down, cut, stored),
        List.of(cut, cut, cut, gateway));
  }

  @ParameterizedTest
  @MethodSource("misfortunes")
  void whatever_is_lost_there_is_one_post(List<FakeFault> faults) {
    var channel = connected();
    var first = queue.enqueue("How we moved four terabytes");
    var second = queue.enqueue("And what came after");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.run(channel, Duration.ofHours(12));
    assertThat(server.posts())
        .extracting(FakePost::text)
        .containsExactly("How we moved four terabytes", "And what came after");
    assertThat(List.of(queue.state(first), queue.state(second)))
        .containsOnly(DeliveryState.PUBLISHED);
  }

  @ParameterizedTest
  @MethodSource("misfortunes")
  void a_crash_and_a_long_night_make_no_second_post(List<FakeFault> faults) {
    var channel = connected();
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.drain(channel);
    queue.clock.advance(Duration.ofHours(9));
    queue.restart();
    queue.run(channel, Duration.ofHours(12));
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  private Channel connected() {
    var keyring = new FakeKeyring();
    server.credentials().forEach((name, value) -> keyring.put(name, Secret.of(value)));
    var context =
        new ChannelContext(
            OutboxFixture.CHANNEL, egress.http(List.of("127.0.0.1")), keyring, queue.clock);
    var section = Sections.of(server.toml().replaceFirst("type = .*\n", "")).section();
    return new GoogleBusiness().read(section).open(context);
  }
}
