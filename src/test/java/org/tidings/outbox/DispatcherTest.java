// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidings.outbox.OutboxFixture.CHANNEL;
import static org.tidings.outbox.OutboxFixture.START;
import static org.tidings.outbox.OutboxFixture.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Crash;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.channel.FakeChannel.Platform;
import org.tidings.channel.Health;
import org.tidings.channel.Proof;
import org.tidings.config.ChannelSettings.OnUnknown;
import org.tidings.schedule.PostingWindow;

class DispatcherTest extends WithQueue {
  private static final List<Proof> NONE = List.of();
  private static final List<Proof> RECORD_KEY = List.of(new Proof.RecordKey());
  private static final List<Proof> READ_BACK = List.of(new Proof.ReadBack());
  private static final List<Proof> SAME_KEY = List.of(new Proof.SameKey(Duration.ofMinutes(50)));

  private final Platform platform = new Platform();

  @Test
  void posts_are_published_once_each_in_article_order() {
    var first = queue.enqueue("first");
    var second = queue.enqueue("second");
    queue.drain(channel(NONE));
    assertThat(words()).containsExactly("first", "second");
    assertThat(queue.state(first)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(queue.state(second)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(queue.history(first))
        .containsExactly("enqueued", "claimed", "intent", "ended:published");
  }

  @Test
  void the_same_article_is_never_enqueued_twice_for_a_channel() {
    var id = queue.enqueue("a");
    assertThatThrownBy(
            () ->
                queue
                    .database()
                    .runInTx(
                        tx ->
                            tx.handle()
                                .execute(
                                    "INSERT INTO delivery (article, channel, type, state, post,"
                                        + " idempotency, made_at, salt, lifetime, expires, changed)"
                                        + " SELECT article, channel, type, 'ready', post, 'other',"
                                        + " 0, 0, 0, 0, 0 FROM delivery WHERE id = "
                                        + id)))
        .hasMessageContaining("UNIQUE");
  }

  @Test
  void a_busy_server_is_asked_again_later_with_the_same_bytes_and_key() {
    var id = queue.enqueue("a");
    var channel = channel(NONE).publishes(Fate.DEFER, Fate.DEFER);
    var idle = queue.drain(channel);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.WAITING);
    assertThat(idle.until()).get().isEqualTo(queue.delivery(id).notBefore().orElseThrow());
    assertThat(idle.until().orElseThrow()).isAfter(START.plusSeconds(6));
    queue.run(channel, Duration.ofHours(1));
    assertThat(channel.calls()).isEqualTo(3);
    assertThat(words()).containsExactly("a");
    assertThat(platform.ledger().getFirst().key()).isEqualTo(queue.delivery(id).key());
  }

  @Test
  void a_waiting_delivery_keeps_the_later_ones_behind_it() {
    queue.enqueue("first");
    queue.enqueue("second");
    var channel = channel(NONE).publishes(Fate.DEFER);
    queue.drain(channel);
    assertThat(words()).isEmpty();
    queue.run(channel, Duration.ofHours(1));
    assertThat(words()).containsExactly("first", "second");
  }

  @Test
  void what_the_platform_will_never_take_does_not_stop_the_others() {
    var bad = queue.enqueue("bad");
    queue.enqueue("good");
    queue.drain(channel(NONE).publishes(Fate.REJECT));
    assertThat(queue.state(bad)).isEqualTo(DeliveryState.REJECTED);
    assertThat(words()).containsExactly("good");
  }

  @Test
  void a_lost_answer_is_cleared_up_by_reading_back() {
    var id = queue.enqueue("a");
    var channel = channel(READ_BACK).publishes(Fate.LOSE_ANSWER);
    queue.drain(channel);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
    queue.run(channel, Duration.ofHours(1));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(words()).containsExactly("a");
    assertThat(channel.calls()).isEqualTo(1);
  }

  @Test
  void a_lost_request_is_sent_again_after_two_looks_a_settle_time_apart() {
    var id = queue.enqueue("a");
    var channel = channel(READ_BACK).publishes(Fate.LOSE_REQUEST);
    queue.run(channel, Duration.ofHours(1));
    assertThat(queue.history(id))
        .containsExactly(
            "enqueued",
            "claimed",
            "intent",
            "ended:unknown",
            "looked:absent",
            "looked:absent",
            "claimed",
            "intent",
            "ended:published");
    assertThat(words()).containsExactly("a");
    assertThat(queue.clock.instant())
        .isAfterOrEqualTo(START.plus(AfterAttempt.FIRST_LOOK).plus(OutboxFixture.SETTLE));
  }

  @Test
  void looks_before_an_earlier_request_say_nothing_about_a_later_one() {
    var id = queue.enqueue("a");
    var channel = channel(READ_BACK).publishes(Fate.LOSE_REQUEST, Fate.LOSE_REQUEST);
    queue.run(channel, Duration.ofHours(1));
    assertThat(queue.history(id)).filteredOn("looked:absent"::equals).hasSize(4);
    assertThat(words()).containsExactly("a");
  }

  @Test
  void with_a_record_key_one_look_is_enough() {
    var id = queue.enqueue("a");
    queue.run(channel(RECORD_KEY).publishes(Fate.LOSE_REQUEST), Duration.ofHours(1));
    assertThat(queue.history(id)).filteredOn("looked:absent"::equals).hasSize(1);
    assertThat(words()).containsExactly("a");
  }

  @Test
  void a_remembered_key_allows_a_repeat_within_its_window_only() {
    var inside = queue.enqueue("inside");
    queue.run(channel(SAME_KEY).publishes(Fate.LOSE_ANSWER), Duration.ofHours(1));
    assertThat(queue.state(inside)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(words()).containsExactly("inside");

    var outside = queue.enqueue("outside");
    queue.drain(channel(SAME_KEY).publishes(Fate.LOSE_ANSWER));
    queue.clock.advance(Duration.ofMinutes(51));
    queue.run(channel(SAME_KEY), Duration.ofDays(9));
    assertThat(queue.state(outside)).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(words()).containsExactly("inside", "outside");
  }

  @Test
  void a_repeat_by_key_gives_the_first_request_time_to_be_applied() {
    queue.enqueue("a");
    var channel = channel(SAME_KEY).publishes(Fate.LOSE_REQUEST);
    queue.run(channel, OutboxFixture.SETTLE.minusSeconds(1));
    assertThat(channel.calls()).isEqualTo(1);
    queue.run(channel, Duration.ofHours(1));
    assertThat(channel.calls()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void without_any_proof_the_owners_standing_word_decides(OnUnknown word) {
    queue.with(settings(word));
    var id = queue.enqueue("a");
    queue.run(channel(NONE).publishes(Fate.LOSE_REQUEST), Duration.ofDays(9));
    var expected =
        switch (word) {
          case ASK -> DeliveryState.UNKNOWN;
          case RESEND, ASSUME_SENT -> DeliveryState.PUBLISHED;
        };
    assertThat(queue.state(id)).isEqualTo(expected);
    assertThat(words()).hasSize(word == OnUnknown.RESEND ? 1 : 0);
  }

  @Test
  void an_unknown_that_waits_for_the_owner_does_not_stop_the_others() {
    var lost = queue.enqueue("lost");
    queue.enqueue("next");
    queue.drain(channel(NONE).publishes(Fate.LOSE_ANSWER));
    assertThat(words()).containsExactly("lost", "next");
    assertThat(queue.state(lost)).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(queue.delivery(lost).notBefore()).isEmpty();
  }

  @Test
  void a_bad_credential_rests_the_account_and_costs_the_delivery_nothing() {
    var id = queue.enqueue("a");
    var channel = channel(NONE).publishes(Fate.UNAUTHORIZED);
    queue.drain(channel);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.READY);
    assertThat(queue.delivery(id).failures()).isZero();
    assertThat(queue.outbox().account(CHANNEL).remedy()).get().asString().contains("connect fake");
    queue.clock.advance(Duration.ofDays(30));
    queue.run(channel.publishes(Fate.UNAUTHORIZED), Duration.ofMinutes(1));
    assertThat(queue.state(id)).as("does not expire meanwhile").isEqualTo(DeliveryState.READY);
    queue.accounts().checked(CHANNEL, new Health.Good("@a", Optional.empty()));
    queue.drain(channel);
    assertThat(words()).containsExactly("a");
    assertThat(queue.outbox().account(CHANNEL).remedy()).isEmpty();
  }

  @Test
  void five_failures_in_a_row_rest_the_account_and_one_probe_wakes_it() {
    queue.enqueue("a");
    var channel =
        channel(NONE).publishes(Fate.DEFER, Fate.DEFER, Fate.DEFER, Fate.DEFER, Fate.DEFER);
    for (var idle = queue.drain(channel); channel.calls() < 5; idle = queue.drain(channel)) {
      queue.clock.set(idle.until().orElseThrow());
    }
    var rests = queue.outbox().account(CHANNEL).restsUntil().orElseThrow();
    assertThat(rests).isAfter(queue.clock.instant());
    queue.clock.set(rests.minusSeconds(1));
    queue.drain(channel);
    assertThat(channel.calls()).isEqualTo(5);
    queue.run(channel, Duration.ofHours(2));
    assertThat(words()).containsExactly("a");
    assertThat(queue.outbox().account(CHANNEL).restsUntil()).isEmpty();
  }

  @Test
  void a_delivery_that_can_not_be_posted_in_time_expires() {
    var id = queue.enqueue("a");
    queue.clock.advance(Duration.ofHours(73));
    queue.drain(channel(NONE));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.EXPIRED);
    assertThat(words()).isEmpty();
    assertThat(queue.owner().retry(id)).isEqualTo(new OwnersWord.Said.Done(DeliveryState.READY));
    queue.drain(channel(NONE));
    assertThat(words()).containsExactly("a");
  }

  @Test
  void an_unknown_never_expires_silently() {
    var id = queue.enqueue("a");
    var channel = channel(READ_BACK).publishes(Fate.LOSE_ANSWER);
    for (var i = 0; i < 600; i++) {
      channel.finds(Fate.LOSE_ANSWER);
    }
    queue.run(channel, Duration.ofDays(5));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(queue.delivery(id).notBefore()).as("asks the owner").isEmpty();
    assertThat(channel.calls()).isEqualTo(1);
  }

  @Test
  void what_was_prepared_is_used_again_until_the_platform_says_it_is_stale() {
    var id = queue.enqueue("a");
    queue.drain(channel(NONE).publishes(Fate.STALE));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(queue.history(id)).filteredOn("claimed"::equals).hasSize(2);
  }

  @Test
  void what_goes_stale_again_and_again_is_held() {
    var id = queue.enqueue("a");
    queue.drain(channel(NONE).publishes(Fate.STALE, Fate.STALE, Fate.STALE));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.HELD);
  }

  @Test
  void a_bug_in_a_channel_is_a_failure_like_any_other() {
    var id = queue.enqueue("a");
    var channel = channel(READ_BACK).prepares(Fate.BUG).publishes(Fate.BUG).finds(Fate.BUG);
    queue.run(channel, Duration.ofHours(2));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(words()).containsExactly("a");
  }

  @Test
  void a_crash_while_preparing_is_provably_no_post() {
    var id = queue.enqueue("a");
    crash(channel(NONE).prepares(Fate.CRASH_BEFORE));
    queue.restart();
    assertThat(queue.state(id)).isEqualTo(DeliveryState.READY);
    queue.drain(channel(NONE));
    assertThat(words()).containsExactly("a");
  }

  @Test
  void a_crash_between_intent_and_answer_is_unknown_without_proof() {
    var id = queue.enqueue("a");
    crash(channel(NONE).publishes(Fate.CRASH_AFTER));
    queue.restart();
    queue.drain(channel(NONE));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(words()).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(names = {"CRASH_BEFORE", "CRASH_AFTER"})
  void a_crash_around_the_request_ends_in_one_post_where_it_can_be_proved(Fate fate) {
    for (var proofs : List.of(RECORD_KEY, READ_BACK, SAME_KEY)) {
      var id = queue.enqueue("with " + proofs);
      crash(channel(proofs).publishes(fate));
      queue.restart();
      queue.run(channel(proofs), Duration.ofHours(1));
      assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
      assertThat(words()).containsOnlyOnce("with " + proofs);
    }
  }

  @Test
  void a_crash_while_looking_changes_nothing() {
    queue.enqueue("a");
    var channel = channel(READ_BACK).publishes(Fate.LOSE_ANSWER).finds(Fate.CRASH_BEFORE);
    queue.drain(channel);
    queue.clock.advance(Duration.ofMinutes(1));
    crash(channel);
    queue.restart();
    queue.run(channel(READ_BACK), Duration.ofHours(1));
    assertThat(words()).containsExactly("a");
  }

  @Test
  void what_kills_the_process_each_time_it_is_prepared_is_held() {
    var id = queue.enqueue("poison");
    for (var i = 0; i < 3; i++) {
      crash(channel(NONE).prepares(Fate.CRASH_BEFORE));
      queue.restart();
    }
    assertThat(queue.state(id)).isEqualTo(DeliveryState.HELD);
  }

  @Test
  void spacing_and_the_daily_cap_are_kept() {
    queue.with(settings(OnUnknown.ASK, 2, Duration.ofMinutes(10), Optional.empty()));
    List.of("a", "b", "c").forEach(queue::enqueue);
    var channel = channel(NONE);
    assertThat(queue.drain(channel).until()).contains(START.plus(Duration.ofMinutes(10)));
    assertThat(words()).containsExactly("a");
    queue.clock.advance(Duration.ofMinutes(10));
    assertThat(queue.drain(channel).until()).contains(START.plus(Duration.ofDays(1)));
    assertThat(words()).containsExactly("a", "b");
    queue.clock.set(START.plus(Duration.ofDays(1)));
    queue.drain(channel);
    assertThat(words()).containsExactly("a", "b", "c");
  }

  @Test
  void posts_wait_for_the_window() {
    var window = PostingWindow.parse("18:00-20:00");
    queue.with(settings(OnUnknown.ASK, 100, Duration.ZERO, Optional.of(window)));
    queue.enqueue("a");
    assertThat(queue.drain(channel(NONE)).until()).contains(START.plus(Duration.ofHours(6)));
    assertThat(words()).isEmpty();
  }

  @Test
  void a_paused_channel_owes_and_does_not_lose() {
    var id = queue.enqueue("a");
    queue.accounts().pause(CHANNEL);
    queue.clock.advance(Duration.ofDays(10));
    assertThat(queue.drain(channel(NONE)).until()).isEmpty();
    assertThat(queue.state(id)).isEqualTo(DeliveryState.READY);
    queue.accounts().resume(CHANNEL);
    queue.clock.set(START);
    queue.drain(channel(NONE));
    assertThat(words()).containsExactly("a");
  }

  @Test
  void the_owner_has_a_word_on_each_delivery() {
    var held = queue.enqueue("held");
    queue.owner().hold(held);
    var dropped = queue.enqueue("dropped");
    queue.owner().drop(dropped);
    var lost = queue.enqueue("lost");
    queue.drain(channel(NONE).publishes(Fate.LOSE_REQUEST));
    queue.owner().posted(lost, Optional.of(URI.create("https://fake.example/by-hand")));
    assertThat(words()).isEmpty();
    assertThat(queue.state(dropped)).isEqualTo(DeliveryState.SKIPPED);
    assertThat(queue.state(lost)).isEqualTo(DeliveryState.PUBLISHED);
    queue.owner().release(held);
    queue.drain(channel(NONE));
    assertThat(words()).containsExactly("held");
    assertThat(queue.owner().retry(held)).isInstanceOf(OwnersWord.Said.Refused.class);
    assertThat(queue.owner().drop(new DeliveryId(99))).isInstanceOf(OwnersWord.Said.Refused.class);
  }

  @Test
  void an_unknown_can_not_be_held_and_released_past_its_proof() {
    var id = queue.enqueue("a");
    queue.drain(channel(NONE).publishes(Fate.LOSE_ANSWER));
    assertThat(queue.owner().hold(id)).isInstanceOf(OwnersWord.Said.Refused.class);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
  }

  /// Out, but its answer was lost; its turn to be sent again has not come.
  private DeliveryId waitingToBeRepeated() {
    var id = queue.enqueue("a");
    queue.run(channel(SAME_KEY).publishes(Fate.LOSE_ANSWER), OutboxFixture.SETTLE.minusSeconds(1));
    queue.clock.set(START.plus(OutboxFixture.SETTLE).plusSeconds(1));
    queue.step(channel(SAME_KEY));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.WAITING);
    return id;
  }

  /// Between a lost answer and its repeat a delivery waits, and can be held.
  @Test
  void what_is_released_is_still_in_doubt() {
    var id = waitingToBeRepeated();
    assertThat(queue.owner().hold(id)).isInstanceOf(OwnersWord.Said.Done.class);
    queue.clock.advance(Duration.ofHours(2));
    queue.owner().release(id);
    queue.run(channel(SAME_KEY), Duration.ofHours(1));
    assertThat(words()).containsExactly("a");
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
  }

  /// Its lifetime ends while it waits to be repeated.
  @Test
  void what_may_be_out_does_not_expire() {
    var id = waitingToBeRepeated();
    queue.clock.advance(Duration.ofDays(4));
    queue.run(channel(SAME_KEY), Duration.ofHours(1));
    assertThat(words()).containsExactly("a");
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
  }

  @Test
  void what_was_looked_for_and_is_not_out_expires() {
    List<Proof> readBack = List.of(new Proof.ReadBack());
    var id = queue.enqueue("a");
    queue.drain(channel(readBack).publishes(Fate.LOSE_REQUEST));
    queue.clock.advance(Duration.ofDays(4));
    queue.run(channel(readBack), Duration.ofHours(1));
    assertThat(words()).isEmpty();
    assertThat(queue.state(id)).isEqualTo(DeliveryState.EXPIRED);
  }

  /// The post that shows that the account is well has waited for the owner like all others.
  @Test
  void the_first_post_after_a_refusal_has_its_lifetime_again() {
    var id = queue.enqueue("a");
    queue.drain(channel(NONE).publishes(Fate.UNAUTHORIZED));
    queue.clock.advance(Duration.ofDays(4));
    queue.run(channel(NONE).publishes(Fate.STALE), Duration.ofHours(1));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void a_late_answer_beats_what_was_thought_meanwhile() {
    var id = queue.enqueue("a");
    var other = new FakeChannel(platform, NONE);
    var slow =
        new LateChannel(
            other,
            () -> {
              queue.clock.advance(Claim.LEASE.plusSeconds(1));
              queue.outbox().recover(queue.beside);
              assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
            });
    queue.drain(slow);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(words()).containsExactly("a");
  }

  private FakeChannel channel(List<Proof> proofs) {
    return new FakeChannel(platform, proofs);
  }

  private void crash(FakeChannel channel) {
    assertThatThrownBy(() -> queue.drain(channel)).isInstanceOf(Crash.class);
  }

  private List<String> words() {
    return platform.ledger().stream().map(it -> it.payload().body()).toList();
  }
}
