// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Crash;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.channel.FakeChannel.Platform;
import org.tidings.channel.Proof;
import org.tidings.config.ChannelSettings.OnUnknown;

/// A platform that can't be asked, and refuses words that it has.
class DuplicateTest extends WithQueue {
  private final Platform platform = new Platform();
  private final FakeChannel channel =
      new FakeChannel(platform, List.of(new Proof.DuplicateRefusal(Duration.ofHours(20))));

  @Test
  void the_refusal_of_a_repeat_confirms_the_request_whose_answer_was_lost() {
    var id = queue.enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_ANSWER), Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
    assertThat(channel.calls()).isEqualTo(2);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(queue.history(id)).last().isEqualTo("ended:duplicate");
  }

  @Test
  void so_it_does_after_a_crash() {
    var id = queue.enqueue("a");
    Assertions.assertThatThrownBy(() -> queue.drain(channel.publishes(Fate.CRASH_AFTER)))
        .isInstanceOf(Crash.class);
    queue.restart();
    queue.run(channel, Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void a_request_that_never_arrived_is_repeated() {
    var id = queue.enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_REQUEST), Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void the_repeat_comes_after_a_pause() {
    queue.enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_REQUEST), OutboxFixture.SETTLE.minusSeconds(1));
    assertThat(channel.calls()).isEqualTo(1);
  }

  /// The decision to repeat was made in time; carrying it out was not.
  @Test
  void a_repeat_that_comes_too_late_is_not_made() {
    var id = queue.enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_ANSWER), OutboxFixture.SETTLE.minusSeconds(1));
    queue.clock.set(OutboxFixture.START.plus(OutboxFixture.SETTLE).plusSeconds(1));
    queue.step(channel); // decides to repeat it
    assertThat(queue.state(id)).isEqualTo(DeliveryState.WAITING);
    queue.clock.advance(Duration.ofHours(30));
    queue.run(channel, Duration.ofDays(1));
    assertThat(channel.calls()).isEqualTo(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
  }

  /// Nobody promises that a platform knows its own words: one repeat is a risk, two are a habit.
  @Test
  void it_is_relied_on_once() {
    var id = queue.enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_REQUEST, Fate.LOSE_REQUEST), Duration.ofDays(2));
    assertThat(channel.calls()).isEqualTo(2);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(queue.delivery(id).notBefore()).as("the owner is asked").isEmpty();
  }

  @Test
  void a_busy_server_in_between_takes_no_confirmation_away() {
    var id = queue.enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_ANSWER, Fate.DEFER), Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void without_a_request_of_ours_in_doubt_they_are_somebody_elses_words() {
    platform.say("a");
    var id = queue.enqueue("a");
    queue.run(channel, Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.REJECTED);
  }

  /// An answer was lost, but the post that stands in the way is known: another article's.
  @Test
  void the_words_of_another_article_of_ours_confirm_nothing() {
    var first = queue.enqueue("a");
    queue.run(channel, Duration.ofHours(1));
    var second = queue.enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_REQUEST), Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
    assertThat(queue.state(second)).isEqualTo(DeliveryState.REJECTED);
    assertThat(queue.reason(second))
        .hasValueSatisfying(
            it -> assertThat(it).endsWith("they are the words of delivery " + first));
  }

  /// Which of the two it is nobody can tell, where nothing can be looked for.
  @Test
  void the_owner_is_asked_when_they_may_be_the_words_of_either() {
    queue.enqueue("a");
    queue.run(channel.namingNothing(), Duration.ofHours(1));
    var second = queue.enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_REQUEST), Duration.ofHours(1));
    assertThat(queue.state(second)).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(queue.delivery(second).notBefore()).as("the owner is asked").isEmpty();
  }

  /// The platform names a post: it may be the one that the owner made by hand of that other one.
  @Test
  void what_the_owner_posted_by_hand_of_another_article_confirms_nothing() {
    platform.say("a");
    queue.enqueue("a");
    queue.run(channel, Duration.ofHours(1));
    var second = queue.enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_REQUEST), Duration.ofHours(1));
    assertThat(queue.state(second)).isEqualTo(DeliveryState.UNKNOWN);
  }

  @Test
  void nor_does_it_while_that_other_article_is_still_in_line() {
    var first = queue.enqueue("a");
    queue.enqueue("a");
    queue.drain(channel.publishes(Fate.LOSE_REQUEST));
    platform.say("a");
    queue.run(channel, Duration.ofHours(1));
    assertThat(queue.state(first)).isEqualTo(DeliveryState.UNKNOWN);
  }

  @Test
  void looking_tells_the_words_of_either() {
    var listing =
        new FakeChannel(
                platform,
                List.of(new Proof.ReadBack(), new Proof.DuplicateRefusal(Duration.ofHours(20))))
            .namingNothing();
    queue.enqueue("a");
    queue.run(listing, Duration.ofHours(1));
    var second = queue.enqueue("a");
    queue.run(listing.publishes(Fate.LOSE_REQUEST), Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
    assertThat(listing.calls()).as("requests").isEqualTo(4);
    assertThat(queue.state(second)).isEqualTo(DeliveryState.REJECTED);
  }

  /// Too late for a repeat that is recognised: the owner's word says to repeat it all the same.
  @Test
  void the_owner_may_have_it_sent_again_however_late() {
    var id = queue.with(OutboxFixture.settings(OnUnknown.RESEND)).enqueue("a");
    queue.run(channel.publishes(Fate.LOSE_REQUEST), OutboxFixture.SETTLE.minusSeconds(1));
    queue.clock.advance(Duration.ofHours(30));
    queue.run(channel, Duration.ofDays(1));
    assertThat(channel.calls()).isEqualTo(2);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }
}
