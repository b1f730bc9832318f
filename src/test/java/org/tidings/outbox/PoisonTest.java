// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.channel.FakeChannel.Platform;
import org.tidings.channel.Proof;
import org.tidings.config.ChannelSettings.OnUnknown;

/// A delivery that kills the process each time it is sent must not do so for ever.
class PoisonTest extends WithQueue {
  private final Platform platform = new Platform();

  @Test
  void what_is_proved_not_to_be_out_is_held_and_the_next_one_goes() {
    var poison = queue.enqueue("poison");
    var next = queue.enqueue("next");
    var channel = deadly(List.of(new Proof.RecordKey()));
    killThrice(channel);
    queue.run(channel, Duration.ofHours(1));
    assertThat(queue.state(poison)).isEqualTo(DeliveryState.HELD);
    assertThat(queue.outbox().queue().getFirst().reason())
        .contains("stopped 3 times", "not out", "queue release " + poison);
    assertThat(queue.state(next)).isEqualTo(DeliveryState.PUBLISHED);
    queue.owner().release(poison);
    queue.run(channel, Duration.ofHours(1));
    assertThat(queue.state(poison)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void what_is_found_is_published_however_often_it_killed() {
    var id = queue.enqueue("poison");
    var channel =
        new FakeChannel(platform, List.of(new Proof.RecordKey()))
            .publishes(Fate.CRASH_BEFORE, Fate.CRASH_BEFORE, Fate.CRASH_AFTER);
    killThrice(channel);
    queue.run(channel, Duration.ofHours(1));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void what_could_be_repeated_by_its_key_asks_the_owner() {
    var id = queue.enqueue("poison");
    var channel = deadly(List.of(new Proof.SameKey(Duration.ofMinutes(50))));
    killThrice(channel);
    queue.run(channel, Duration.ofMinutes(10));
    asksTheOwner(id, channel);
  }

  @Test
  void the_owners_standing_word_does_not_repeat_it_for_ever() {
    queue.with(OutboxFixture.settings(OnUnknown.RESEND));
    var id = queue.enqueue("poison");
    var channel = deadly(List.of());
    killThrice(channel);
    queue.run(channel, Duration.ofHours(1));
    asksTheOwner(id, channel);
  }

  @Test
  void what_is_looked_for_in_vain_asks_the_owner_and_the_next_one_goes() {
    var poison = queue.enqueue("poison");
    var next = queue.enqueue("next");
    var channel = deadly(List.of(new Proof.ReadBack(), new Proof.SameKey(Duration.ofMinutes(50))));
    channel.finds(Collections.nCopies(99, Fate.LOSE_ANSWER).toArray(Fate[]::new));
    killThrice(channel);
    queue.run(channel, Duration.ofSeconds(5));
    assertThat(queue.delivery(poison).notBefore()).as("one look is not enough").isPresent();
    queue.run(channel, Duration.ofMinutes(10));
    assertThat(queue.delivery(poison).notBefore()).isEmpty();
    assertThat(queue.outbox().queue().getFirst().reason())
        .contains("stopped 3 times", "could not look");
    assertThat(queue.state(next)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(platform.ledger()).hasSize(1);
  }

  private void asksTheOwner(DeliveryId id, FakeChannel channel) {
    assertThat(channel.calls()).isEqualTo(3);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(queue.delivery(id).notBefore()).isEmpty();
  }

  private FakeChannel deadly(List<Proof> proofs) {
    return new FakeChannel(platform, proofs)
        .publishes(Fate.CRASH_BEFORE, Fate.CRASH_BEFORE, Fate.CRASH_BEFORE);
  }

  private void killThrice(FakeChannel channel) {
    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(() -> queue.run(channel, Duration.ofMinutes(10)))
          .isInstanceOf(FakeChannel.Crash.class);
      queue.restart();
    }
  }
}
