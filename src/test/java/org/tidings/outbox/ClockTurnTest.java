// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.channel.FakeChannel.Platform;
import org.tidings.channel.Proof;

/// Somebody, or NTP, sets the wall clock while something is in doubt.
class ClockTurnTest extends WithQueue {
  private static final Duration WINDOW = Duration.ofMinutes(50);
  private static final List<Proof> READ_BACK = List.of(new Proof.ReadBack());
  private static final List<Proof> SAME_KEY = List.of(new Proof.SameKey(WINDOW));

  private final Platform platform = new Platform();

  /// The pause is there so that a late request can show: the clock says that it is over, and it is
  /// not.
  @Test
  void a_clock_set_forward_does_not_end_the_pause_between_two_looks() {
    var id = queue.enqueue("a");
    var channel = new FakeChannel(platform, READ_BACK).publishes(Fate.LOSE_REQUEST);
    queue.drain(channel);
    passes(Duration.ofSeconds(16));
    queue.drain(channel);
    assertThat(queue.delivery(id).looks()).isEqualTo(1);
    queue.turnClock(Duration.ofHours(1));
    queue.drain(channel);
    assertThat(queue.delivery(id).looks()).as("looked anew").isEqualTo(1);
    assertThat(channel.calls()).isEqualTo(1);
    passes(OutboxFixture.SETTLE);
    queue.drain(channel);
    assertThat(channel.calls()).isEqualTo(2);
    assertThat(platform.ledger()).hasSize(1);
  }

  @Test
  void a_clock_set_forward_does_not_end_the_wait_before_a_blind_repeat() {
    queue.enqueue("a");
    var channel = new FakeChannel(platform, SAME_KEY).publishes(Fate.LOSE_REQUEST);
    queue.drain(channel);
    queue.turnClock(Duration.ofMinutes(5));
    queue.drain(channel);
    assertThat(channel.calls()).isEqualTo(1);
    passes(OutboxFixture.SETTLE);
    queue.drain(channel);
    assertThat(platform.ledger()).hasSize(1);
  }

  @Test
  void a_clock_set_back_does_not_make_a_server_remember_our_key_longer() {
    var id = queue.enqueue("a");
    var channel = new FakeChannel(platform, SAME_KEY).publishes(Fate.LOSE_ANSWER);
    queue.drain(channel);
    passes(WINDOW.minusMinutes(1));
    queue.turnClock(Duration.ofHours(-1));
    passes(Duration.ofMinutes(2));
    queue.drain(channel);
    assertThat(channel.calls()).isEqualTo(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(queue.delivery(id).notBefore()).as("the owner decides").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "P-3650D", "PT1H", "P3650D"})
  void a_turned_clock_neither_delays_nor_expires_anything(Duration by) {
    var id = queue.enqueue("a");
    var channel = new FakeChannel(platform, READ_BACK).publishes(Fate.DEFER);
    queue.drain(channel);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.WAITING);
    queue.turnClock(by);
    queue.run(channel, Duration.ofMinutes(1));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void a_clock_set_back_while_nobody_ran_delays_nothing() {
    var id = queue.enqueue("a");
    var channel = new FakeChannel(platform, READ_BACK).publishes(Fate.DEFER);
    queue.drain(channel);
    queue.turnClock(Duration.ofDays(-30));
    queue.restart();
    queue.run(channel, Duration.ofMinutes(1));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  /// What was written before is dated later than what comes after: each start would else take that
  /// for another turn, and give up at once what has its whole lifetime before it.
  @Test
  void a_clock_that_was_set_back_is_not_set_back_again_by_each_start() {
    queue.enqueue("before");
    var channel = new FakeChannel(platform, READ_BACK).publishes(Fate.WORK, Fate.DEFER);
    queue.drain(channel);
    queue.turnClock(Duration.ofDays(-3650));
    queue.drain(channel);
    queue.restart();
    var id = queue.enqueue("after");
    queue.drain(channel);
    queue.restart();
    queue.run(channel, Duration.ofMinutes(1));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  /// An account that rests after five failures.
  @Test
  void a_clock_set_back_does_not_prolong_an_accounts_rest() {
    var id = queue.enqueue("a");
    var down = Fate.DEFER;
    var channel = new FakeChannel(platform, READ_BACK).publishes(down, down, down, down, down);
    queue.run(channel, Duration.ofMinutes(3));
    queue.turnClock(Duration.ofDays(-365));
    queue.run(channel, Duration.ofMinutes(10));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  /// While nobody ran, the clock that would say how long it was may have been set.
  @Test
  void after_a_restart_two_looks_are_needed_again() {
    queue.enqueue("a");
    var channel = new FakeChannel(platform, READ_BACK).publishes(Fate.LOSE_REQUEST);
    queue.drain(channel);
    passes(Duration.ofSeconds(16));
    queue.drain(channel);
    queue.turnClock(Duration.ofHours(1));
    queue.restart();
    queue.drain(channel);
    assertThat(channel.calls()).isEqualTo(1);
    passes(OutboxFixture.SETTLE);
    queue.drain(channel);
    assertThat(channel.calls()).isEqualTo(2);
  }

  private void passes(Duration time) {
    queue.clock.advance(time);
  }
}
