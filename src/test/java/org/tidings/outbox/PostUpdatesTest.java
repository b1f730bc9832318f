// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.channel.Revision;
import org.tidings.channel.Revision.Later;
import org.tidings.config.ChannelSettings;
import org.tidings.config.ChannelSettings.OnEdit;
import org.tidings.config.ChannelSettings.OnUnknown;
import org.tidings.post.Post;

/// What is out is made to say what the article says by now.
class PostUpdatesTest {
  private static final ChannelSettings SETTINGS = OutboxFixture.settings(OnEdit.UPDATE);
  private static final Progress.Idle IDLE = new Progress.Idle(Optional.empty());

  @TempDir Path folder;
  private final FakeChannel channel = new FakeChannel(new FakeChannel.Platform(), List.of());
  private OutboxFixture it;

  @BeforeEach
  void open() {
    it = new OutboxFixture(folder, 7);
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void a_post_is_given_its_new_words_once_and_the_delivery_stays_as_it_was() {
    var id = published("A");
    var before = it.delivery(id);
    edit(id, "B");
    assertThat(next()).isTrue();
    assertThat(channel.revised()).containsExactly("1: B, not A");
    assertThat(next()).isFalse();
    assertThat(it.delivery(id)).isEqualTo(before);
    assertThat(it.history(id)).containsExactly("enqueued", "claimed", "intent", "ended:published");
    assertThat(states(id)).containsExactly("done 1");
    edit(id, "B");
    assertThat(next()).as("it says so").isFalse();
    edit(id, "A");
    assertThat(next()).isTrue();
    assertThat(channel.revised().getLast()).isEqualTo("1: A, not A | B");
  }

  @Test
  void an_edit_that_is_taken_back_in_time_changes_nothing() {
    var id = published("A");
    edit(id, "B");
    edit(id, "A");
    assertThat(next()).isFalse();
    assertThat(states(id)).isEmpty();
    edit(id, "B");
    edit(id, "C");
    assertThat(next()).isTrue();
    assertThat(channel.revised()).containsExactly("1: C, not A");
  }

  /// Its answer was lost, so nobody knows what the post says.
  @Test
  void an_edit_that_is_taken_back_too_late_is_undone() {
    var id = published("A");
    channel.revises(new Later("no answer"));
    edit(id, "B");
    assertThat(next()).isTrue();
    edit(id, "A");
    assertThat(next()).isTrue();
    assertThat(channel.revised()).containsExactly("1: B, not A", "1: A, not A | B");
    assertThat(states(id)).containsExactly("replaced 1", "done 1");
  }

  @Test
  void publishing_goes_first() {
    edit(published("A"), "B");
    var soon = it.clock.instant().plusSeconds(59);
    assertThat(updates().next(SETTINGS, channel, new Progress.Idle(Optional.of(soon)))).isFalse();
    assertThat(channel.revised()).isEmpty();
    var late = it.clock.instant().plusSeconds(61);
    assertThat(updates().next(SETTINGS, channel, new Progress.Idle(Optional.of(late)))).isTrue();
  }

  @Test
  void what_is_not_out_yet_is_changed_once_it_is() {
    var id = it.enqueue("A");
    edit(id, "B");
    assertThat(next()).isFalse();
    it.drain(channel);
    assertThat(next()).isTrue();
    assertThat(channel.revised()).containsExactly("1: B, not A");
  }

  @Test
  void what_will_never_be_out_or_was_posted_by_others_is_left_alone() {
    channel.publishes(Fate.REJECT);
    var rejected = it.enqueue("A");
    it.drain(channel);
    edit(rejected, "B");
    var adopted = published("C");
    it.database()
        .runInTx(
            tx ->
                tx.handle()
                    .execute("UPDATE delivery SET payload = NULL WHERE id = ?", adopted.value()));
    edit(adopted, "D");
    assertThat(next()).isFalse();
    assertThat(states(rejected)).isEmpty();
    assertThat(states(adopted)).isEmpty();
  }

  @Test
  void a_channel_that_ignores_edits_or_rests_is_not_asked() {
    var id = published("A");
    edit(id, "B");
    var ignoring = OutboxFixture.settings(OnUnknown.ASK);
    assertThat(updates().next(ignoring, channel, IDLE)).isFalse();
    it.accounts().pause(OutboxFixture.CHANNEL);
    assertThat(next()).isFalse();
    it.accounts().resume(OutboxFixture.CHANNEL);
    channel.publishes(Fate.UNAUTHORIZED);
    it.enqueue("C");
    it.drain(channel);
    assertThat(next()).as("its credential is to be renewed").isFalse();
    assertThat(channel.revised()).isEmpty();
  }

  @Test
  void trouble_is_tried_again_with_growing_pauses_and_given_up_after_a_day() {
    var id = published("A");
    for (var i = 0; i < 100; i++) {
      channel.revises(new Later("the server is down"));
    }
    edit(id, "B");
    var from = it.clock.instant();
    while (states(id).getFirst().startsWith("pending")) {
      next();
      it.clock.advance(Duration.ofMinutes(1));
    }
    assertThat(Duration.between(from, it.clock.instant()))
        .isBetween(Duration.ofHours(22), Duration.ofHours(25));
    assertThat(channel.revised()).hasSizeBetween(20, 60);
    assertThat(states(id)).singleElement().asString().startsWith("over ");
    assertThat(it.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    edit(id, "C");
    assertThat(next()).as("the next edit has its own day").isTrue();
  }

  @Test
  void the_servers_own_wait_is_kept() {
    channel.revises(new Later("HTTP 429", Optional.of(Duration.ofHours(3))));
    edit(published("A"), "B");
    assertThat(next()).isTrue();
    it.clock.advance(Duration.ofHours(2));
    assertThat(next()).isFalse();
    it.clock.advance(Duration.ofHours(2));
    assertThat(next()).isTrue();
  }

  @Test
  void a_post_that_was_deleted_is_not_asked_for_again() {
    var id = published("A");
    channel.revises(new Revision.Gone("HTTP 404"));
    edit(id, "B");
    assertThat(next()).isTrue();
    edit(id, "C");
    assertThat(next()).isFalse();
    assertThat(states(id)).containsExactly("gone 1");
  }

  @Test
  void words_that_are_refused_are_not_tried_again_but_others_are() {
    var id = published("A");
    channel.revises(new Revision.Refused("HTTP 422"));
    edit(id, "B");
    assertThat(next()).isTrue();
    it.clock.advance(Duration.ofDays(1));
    assertThat(next()).isFalse();
    edit(id, "A");
    assertThat(next()).as("it still says A").isFalse();
    edit(id, "C");
    assertThat(next()).isTrue();
  }

  /// The process dies while it asks; the next one takes it up.
  @Test
  void a_crash_costs_nothing() {
    var id = published("A");
    edit(id, "B");
    channel.revises(new Later("unused"));
    it.database()
        .runInTx(
            tx -> {
              var row = UpdateTable.due(tx, OutboxFixture.CHANNEL, it.clock.instant());
              UpdateTable.tried(
                  tx,
                  row.orElseThrow(),
                  Duration.ofDays(1),
                  it.clock.instant().plus(Claim.LEASE),
                  it.clock.instant());
            });
    it.restart();
    assertThat(next()).isFalse();
    it.clock.advance(Claim.LEASE);
    assertThat(next()).isTrue();
    assertThat(states(id)).containsExactly("pending 2");
    it.clock.advance(Duration.ofDays(2));
    assertThat(next()).isTrue();
    assertThat(states(id)).as("not within its day").containsExactly("over 2");
  }

  @Test
  void a_clock_that_is_set_back_does_not_park_it() {
    channel.revises(new Later("the server is down"));
    var id = published("A");
    edit(id, "B");
    assertThat(next()).isTrue();
    it.turnClock(Duration.ofDays(-365));
    it.drain(channel);
    it.clock.advance(Duration.ofMinutes(2));
    assertThat(next()).isTrue();
    assertThat(states(id)).containsExactly("done 2");
  }

  private boolean next() {
    return updates().next(SETTINGS, channel, IDLE);
  }

  private PostUpdates updates() {
    return new PostUpdates(it.database(), it.clock, new SplittableRandom(7));
  }

  private DeliveryId published(String words) {
    var id = it.enqueue(words);
    it.drain(channel);
    assertThat(it.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    return id;
  }

  private void edit(DeliveryId id, String words) {
    var delivery = it.delivery(id);
    var post =
        new Post(
            words,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            words,
            false);
    it.database()
        .runInTx(tx -> it.outbox().edited(tx, delivery.article(), OutboxFixture.CHANNEL, post));
  }

  /// `state tries`, oldest first.
  private List<String> states(DeliveryId id) {
    return it.database().read(tx -> UpdateTable.of(tx, id).reversed()).stream()
        .map(row -> row.state().word() + " " + row.tries())
        .toList();
  }
}
