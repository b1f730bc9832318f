// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.outbox.OutboxFixture.CHANNEL;
import static org.tidings.outbox.OutboxFixture.START;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Platform;
import org.tidings.channel.Health;

class AccountsTest extends WithQueue {

  @Test
  void the_owner_is_warned_14_7_3_and_1_days_ahead_once_each() {
    var ends = START.plus(Duration.ofDays(60));
    assertThat(warnings(ends, 70)).containsExactly(46, 53, 57, 59);
  }

  @Test
  void a_renewed_credential_is_warned_of_afresh() {
    var first = START.plus(Duration.ofDays(10));
    assertThat(warnings(first, 5)).containsExactly(0, 3);
    var second = queue.clock.instant().plus(Duration.ofDays(60));
    assertThat(warnings(second, 59)).containsExactly(46, 53, 57);
  }

  @Test
  void a_machine_that_slept_through_the_early_warnings_gives_the_last_one() {
    assertThat(warnings(START.plus(Duration.ofHours(20)), 1)).containsExactly(0);
  }

  @Test
  void what_never_ends_is_never_warned_of() {
    assertThat(queue.accounts().checked(CHANNEL, new Health.Good("@a", Optional.empty())))
        .isEmpty();
  }

  @Test
  void a_post_proves_the_account_as_well_as_a_check() {
    queue.accounts().checked(CHANNEL, new Health.Good("@a", Optional.empty()));
    queue.clock.advance(Duration.ofDays(1));
    queue.enqueue("a");
    queue.drain(new FakeChannel(new Platform(), List.of()));
    assertThat(queue.outbox().account(CHANNEL).checked()).contains(queue.clock.instant());
  }

  @Test
  void a_refused_credential_is_the_owners_to_mend_and_a_good_check_ends_it() {
    queue.accounts().checked(CHANNEL, new Health.Bad("revoked", "run: tidings connect fake"));
    var account = queue.outbox().account(CHANNEL);
    assertThat(account.remedy()).contains("run: tidings connect fake");
    assertThat(account.reason()).isEqualTo("revoked");
    queue.accounts().checked(CHANNEL, new Health.Good("@a", Optional.empty()));
    assertThat(queue.outbox().account(CHANNEL).remedy()).isEmpty();
  }

  @Test
  void hints_are_kept_until_the_next_good_check_says_otherwise() {
    var hints = List.of("version 1 ends on 2027-01-21", "and version 2 in 2028");
    queue.accounts().checked(CHANNEL, new Health.Good("@a", Optional.empty(), hints));
    queue.accounts().checked(CHANNEL, new Health.Unreachable("no route"));
    queue.accounts().pause(CHANNEL);
    assertThat(queue.accounts().hints(CHANNEL)).isEqualTo(hints);
    assertThat(queue.outbox().account(CHANNEL).hints()).isEqualTo(hints);
    queue.accounts().checked(CHANNEL, new Health.Good("@a", Optional.empty()));
    assertThat(queue.accounts().hints(CHANNEL)).isEmpty();
  }

  @Test
  void an_unreachable_server_says_nothing_about_the_account() {
    queue.accounts().checked(CHANNEL, new Health.Good("@a", Optional.empty()));
    var before = queue.outbox().account(CHANNEL);
    queue.accounts().checked(CHANNEL, new Health.Unreachable("no route"));
    assertThat(queue.outbox().account(CHANNEL)).isEqualTo(before);
  }

  /// The days from now on which a check, made four times a day, gives a warning.
  private List<Integer> warnings(Instant ends, int days) {
    var on = new ArrayList<Integer>();
    for (var check = 0; check < days * 4; check++) {
      var health = new Health.Good("Ann", Optional.of(ends));
      if (queue.accounts().checked(CHANNEL, health).isPresent()) {
        on.add(check / 4);
      }
      queue.clock.advance(Duration.ofHours(6));
    }
    return on;
  }
}
