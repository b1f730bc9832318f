// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.channel.facebook.Facebook;
import org.tidings.config.Sections;
import org.tidings.demo.FakeFault;
import org.tidings.demo.FakePost;
import org.tidings.demo.facebook.FakeFacebook;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// From the queue down to the wire: Facebook knows no key, and lies about what it stored.
class FacebookLostAnswerTest extends WithNetwork<FakeFacebook> {
  private static final Duration LONG = Duration.ofHours(12);
  private static final Duration LAG = Duration.ofSeconds(40);

  @Override
  FakeFacebook start() throws IOException {
    return new FakeFacebook(queue.clock);
  }

  static Stream<List<FakeFault>> faults() {
    var lost = new FakeFault.LoseAnswer();
    var cut = new FakeFault.LoseRequest();
    var lie = FakeFacebook.unexpectedError();
    var error = "{\"error\":{\"message\":\"x\",\"code\":%d,\"is_transient\":true}}";
    var storedGateway = new FakeFault.StoreAnd(504, Map.of(), "<h1>Gateway Time-out</h1>");
    var storedGarbage = new FakeFault.StoreAnd(200, Map.of(), "{\"id\":");
    var storedOne = new FakeFault.StoreAnd(400, Map.of(), error.formatted(1));
    var truth = new FakeFault.Status(500, Map.of(), error.formatted(2));
    var down = new FakeFault.Status(503, Map.of(), "<h1>Down</h1>");
    var busy = new FakeFault.Status(400, Map.of(), error.formatted(4));
    return Stream.of(
        List.of(lost),
        List.of(cut),
        List.of(lie),
        List.of(truth),
        List.of(storedGateway),
        List.of(storedGarbage),
        List.of(storedOne),
        List.of(cut, lost),
        List.of(truth, lie),
        List.of(down, busy, lie),
        List.of(cut, truth, cut, storedGateway));
  }

  /// With a list of posts that is up to date, and with one that is not.
  static Stream<Arguments> misfortunes() {
    return faults()
        .flatMap(
            it ->
                Stream.of(Duration.ZERO, Duration.ofMinutes(4)).map(lag -> Arguments.of(lag, it)));
  }

  @ParameterizedTest
  @MethodSource("misfortunes")
  void whatever_is_lost_there_is_one_post(Duration lag, List<FakeFault> faults) {
    server.lag(lag);
    var channel = connected();
    var first = queue.enqueue("How we moved four terabytes");
    var second = queue.enqueue("And what came after");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.run(channel, LONG);
    assertThat(server.posts())
        .extracting(FakePost::text)
        .containsExactly("How we moved four terabytes", "And what came after");
    assertThat(List.of(queue.state(first), queue.state(second)))
        .containsOnly(DeliveryState.PUBLISHED);
  }

  /// The process dies between the request and its answer, and nothing but the database is left.
  @ParameterizedTest
  @MethodSource("faults")
  void nor_after_a_restart(List<FakeFault> faults) {
    server.lag(LAG);
    var channel = connected();
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.step(channel);
    queue.restart();
    queue.clock.advance(Duration.ofHours(3));
    queue.run(channel, LONG);
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  /// Where the link that Facebook shows is not the one that was posted, the words decide; and those
  /// of the post before are the same.
  @ParameterizedTest
  @MethodSource("faults")
  void two_articles_of_the_same_words_are_two_posts(List<FakeFault> faults) {
    server.lag(LAG);
    server.follows(true);
    var channel = connected();
    var first = queue.enqueue("Weekly links");
    queue.run(channel, LONG);
    var second = queue.enqueue("Weekly links");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.run(channel, LONG);
    assertThat(server.posts()).hasSize(2);
    assertThat(List.of(queue.state(first), queue.state(second)))
        .containsOnly(DeliveryState.PUBLISHED);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void without_names_for_attachments_the_words_decide(List<FakeFault> faults) {
    server.lag(LAG);
    server.namesNoAttachments(true);
    var channel = connected();
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.run(channel, LONG);
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void a_refused_repeat_is_our_own_post() {
    server.refuseDuplicates(true);
    server.lag(Duration.ofHours(20));
    var channel = connected();
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(FakeFacebook.unexpectedError());
    queue.run(channel, LONG);
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(queue.history(id)).last().isEqualTo("ended:duplicate");
  }

  @Test
  void a_token_that_ends_costs_no_post() {
    var channel = connected();
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(
        new FakeFault.Status(
            400,
            Map.of(),
            "{\"error\":{\"code\":190,\"error_subcode\":463,\"message\":\"expired\"}}"));
    queue.run(channel, Duration.ofMinutes(1));
    assertThat(server.posts()).isEmpty();
    queue.accounts().checked(OutboxFixture.CHANNEL, channel.check());
    queue.run(channel, LONG);
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  private Channel connected() {
    var keyring = new FakeKeyring();
    server.credentials().forEach((name, value) -> keyring.put(name, Secret.of(value)));
    var channel =
        new Facebook()
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
