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
import org.tidings.channel.linkedin.LinkedIn;
import org.tidings.config.Sections;
import org.tidings.demo.FakeFault;
import org.tidings.demo.FakePost;
import org.tidings.demo.linkedin.FakeLinkedIn;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// The promise on a platform without keys, whose members' posts nobody may list: its refusal of the
/// same words is the proof.
class LinkedInLostAnswerTest extends WithNetwork<FakeLinkedIn> {
  private static final FakeFault LOST = new FakeFault.LoseAnswer();
  private static final FakeFault CUT = new FakeFault.LoseRequest();
  private static final FakeFault DOWN = new FakeFault.Status(502, Map.of(), "<h1>Bad gateway</h1>");
  private static final FakeFault STORED =
      new FakeFault.StoreAnd(500, Map.of(), "{\"message\":\"Unable to obtain activity\"}");
  private static final FakeFault NAMELESS = new FakeFault.StoreAnd(201, Map.of(), "{}");
  private static final FakeFault CONFLICT =
      new FakeFault.StoreAnd(409, Map.of(), "{\"message\":\"conflict\"}");
  private static final FakeFault FULL =
      new FakeFault.Status(429, Map.of(), "{\"message\":\"Resource level throttle\"}");
  private static final FakeFault OVER =
      new FakeFault.Status(426, Map.of(), "{\"code\":\"NONEXISTENT_VERSION\"}");

  private final FakeKeyring keyring = new FakeKeyring();

  @Override
  FakeLinkedIn start() throws IOException {
    return new FakeLinkedIn(queue.clock);
  }

  static Stream<Arguments> misfortunes() {
    return Stream.of("member", "page")
        .flatMap(
            who ->
                Stream.of(
                        List.of(LOST),
                        List.of(CUT),
                        List.of(DOWN),
                        List.of(STORED),
                        List.of(NAMELESS),
                        List.of(CONFLICT),
                        List.of(FULL, LOST),
                        List.of(FULL, CUT),
                        List.of(OVER, STORED),
                        List.of(LOST, FULL),
                        List.of(STORED, FULL),
                        List.of(DOWN, OVER))
                    .map(it -> Arguments.of(who, it)));
  }

  @ParameterizedTest
  @MethodSource("misfortunes")
  void whatever_is_lost_there_is_one_post(String who, List<FakeFault> faults) {
    var channel = connected(who);
    var first = queue.enqueue("How we moved four terabytes (and what broke)");
    var second = queue.enqueue("And what came after");
    server.fail(faults.toArray(FakeFault[]::new));
    queue.run(channel, Duration.ofHours(40));
    assertThat(server.posts())
        .extracting(FakePost::text)
        .containsExactly("How we moved four terabytes (and what broke)", "And what came after");
    assertThat(List.of(queue.state(first), queue.state(second)))
        .containsOnly(DeliveryState.PUBLISHED);
  }

  /// Limits that last longer than LinkedIn's memory: the window is looked at before every repeat.
  @Test
  void a_repeat_that_had_to_wait_too_long_is_not_made() {
    var channel = connected("member");
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(LOST, FULL, FULL, FULL, FULL);
    queue.run(channel, Duration.ofHours(60));
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
  }

  /// LinkedIn needs the time to know its own post.
  @Test
  void the_repeat_comes_a_minute_later_or_more() {
    var channel = connected("member");
    queue.enqueue("How we moved four terabytes");
    server.fail(CUT);
    queue.run(channel, Duration.ofHours(1));
    assertThat(server.posts())
        .singleElement()
        .satisfies(
            it ->
                assertThat(Duration.between(OutboxFixture.START, it.at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(60)));
  }

  /// The refusal is relied upon once: after that the owner is asked.
  @Test
  void a_second_lost_answer_is_the_owners_to_judge() {
    var channel = connected("member");
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(LOST, DOWN);
    queue.run(channel, Duration.ofHours(20));
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
  }

  /// LinkedIn forgets in the end; then sending again would make a second post.
  @Test
  void after_a_long_outage_of_ours_nothing_is_sent_again() {
    var channel = connected("member");
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(LOST);
    queue.step(channel);
    queue.clock.advance(Duration.ofHours(30));
    queue.restart();
    queue.run(channel, Duration.ofHours(20));
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
  }

  @Test
  void a_page_finds_its_post_after_any_time() {
    var channel = connected("page");
    var id = queue.enqueue("How we moved four terabytes");
    server.fail(LOST);
    queue.step(channel);
    queue.clock.advance(Duration.ofHours(30));
    queue.restart();
    queue.run(channel, Duration.ofHours(20));
    assertThat(server.posts()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  /// A content clash, no lost answer: these words were posted by other means, or deleted lately.
  @Test
  void a_twin_that_is_not_ours_is_rejected() {
    var channel = connected("member");
    var first = queue.enqueue("Weekly links");
    queue.run(channel, Duration.ofHours(1));
    server.delete(server.posts().getFirst().id());
    var second = queue.enqueue("Weekly links");
    queue.run(channel, Duration.ofHours(1));
    assertThat(queue.state(first)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(queue.state(second)).isEqualTo(DeliveryState.REJECTED);
    assertThat(server.posts()).isEmpty();
  }

  private Channel connected(String who) {
    var page = who.equals("page");
    var token =
        page ? server.newToken("w_organization_social", "r_organization_social") : server.token();
    keyring.put("tokens", Secret.of(server.tokens(token)));
    var keys =
        "api = \"%1$s\"%nauth = \"%1$s\"%n".formatted(server.address())
            + (page ? "organization = \"123\"" : "");
    var channel =
        new LinkedIn()
            .read(Sections.of(keys).section())
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
