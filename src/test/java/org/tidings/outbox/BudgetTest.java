// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Crash;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.channel.FakeChannel.Platform;
import org.tidings.channel.Proof;
import org.tidings.channel.Tariff;
import org.tidings.config.Money;

/// A platform that takes 20 cents a post, and an owner who gives one dollar a month.
class BudgetTest extends WithQueue {
  private static final Tariff TARIFF = new Tariff(usd("0.20 USD"), Optional.of(usd("1 USD")));

  private final Platform platform = new Platform();
  private final FakeChannel channel =
      new FakeChannel(platform, List.of(new Proof.ReadBack())).charging(TARIFF);

  @BeforeEach
  void setClock() {
    queue.clock.set(Instant.parse("2026-11-29T12:00:00Z"));
  }

  @Test
  void posting_stops_in_time_and_goes_on_with_the_new_month() {
    enqueue(6);
    var idle = queue.drain(channel);
    assertThat(platform.ledger()).hasSize(5);
    assertThat(spending().month()).isEqualTo(usd("1 USD"));
    assertThat(idle.until()).contains(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(queue.outbox().queue().getFirst().reason()).contains("budget", "1.00 USD");
    queue.run(channel, Duration.ofDays(3));
    assertThat(platform.ledger()).hasSize(6);
    assertThat(spending()).isEqualTo(new Spending(usd("0.20 USD"), usd("1.20 USD")));
  }

  @Test
  void a_raised_budget_counts_at_once() {
    enqueue(6);
    queue.drain(channel);
    queue.drain(channel.charging(new Tariff(usd("0.20 USD"), Optional.of(usd("2 USD")))));
    assertThat(platform.ledger()).hasSize(6);
  }

  @Test
  void what_surely_was_not_posted_is_given_back() {
    enqueue(1);
    queue.run(channel.publishes(Fate.DEFER, Fate.DEFER, Fate.REJECT), Duration.ofHours(3));
    assertThat(spending().month()).isEqualTo(usd("0 USD"));
  }

  @Test
  void a_post_that_was_never_prepared_was_never_charged() {
    enqueue(1);
    queue.run(channel.prepares(Fate.DEFER, Fate.REJECT), Duration.ofHours(3));
    assertThat(spending().month()).isEqualTo(usd("0 USD"));
  }

  @Test
  void a_request_whose_answer_was_lost_counts_as_paid_and_so_does_its_repeat() {
    enqueue(1);
    queue.run(channel.publishes(Fate.LOSE_REQUEST), Duration.ofHours(3));
    assertThat(platform.ledger()).hasSize(1);
    assertThat(spending().month()).isEqualTo(usd("0.40 USD"));
  }

  @Test
  void a_crash_hides_nothing() {
    enqueue(1);
    assertThatThrownBy(() -> queue.drain(channel.publishes(Fate.CRASH_AFTER)))
        .isInstanceOf(Crash.class);
    queue.restart();
    assertThat(spending().month()).isEqualTo(usd("0.20 USD"));
  }

  /// Whatever happens, the platform never sees a request that the budget does not pay.
  @Test
  void no_misfortune_breaks_the_budget() {
    var fates = List.of(Fate.WORK, Fate.LOSE_ANSWER, Fate.LOSE_REQUEST, Fate.DEFER, Fate.REJECT);
    for (var seed = 0; seed < 30; seed++) {
      var random = new SplittableRandom(seed);
      try (var other = new OutboxFixture(folder, 100 + seed)) {
        var ledger = new Platform();
        var unlucky = new FakeChannel(ledger, List.of(new Proof.ReadBack())).charging(TARIFF);
        for (var i = 0; i < 12; i++) {
          other.enqueue("post " + i);
          unlucky.publishes(fates.get(random.nextInt(fates.size())));
        }
        other.run(unlucky, Duration.ofDays(2));
        assertThat(ledger.ledger().size()).as("seed " + seed).isLessThanOrEqualTo(5);
        assertThat(other.outbox().spending(OutboxFixture.CHANNEL, TARIFF).month().micros())
            .isLessThanOrEqualTo(1_000_000);
      }
    }
  }

  @Test
  void the_forecast_says_how_far_the_budget_goes() {
    enqueue(2);
    queue.drain(channel);
    assertThat(spending().forecast(TARIFF))
        .isEqualTo(
            "0.40 USD this month, 0.40 USD in 30 days; 0.60 USD of 1.00 USD left, about 3 posts");
    assertThat(spending().forecast(new Tariff(usd("0.20 USD"), Optional.empty())))
        .isEqualTo("0.40 USD this month, 0.40 USD in 30 days");
  }

  private void enqueue(int posts) {
    for (var i = 0; i < posts; i++) {
      queue.enqueue("post " + i);
    }
  }

  private Spending spending() {
    return queue.outbox().spending(OutboxFixture.CHANNEL, TARIFF);
  }

  private static Money usd(String written) {
    return Money.parse(written).orElseThrow();
  }
}
