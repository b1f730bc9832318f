// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.channel.FakeChannel.Platform;
import org.tidings.channel.Proof;

/// An old copy of the database is put back, in the simplest way there is.
class RestoreTest extends WithQueue {
  private final Platform platform = new Platform();
  private final FakeChannel channel = new FakeChannel(platform, List.of());

  @Test
  void what_it_believes_to_be_unsent_is_not_sent_again() throws IOException {
    var id = queue.enqueue("a");
    back();
    queue.drain(channel);
    assertThat(platform.ledger()).hasSize(1);
    restore();
    queue.drain(channel);
    assertThat(platform.ledger()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.HELD);
    assertThat(queue.outbox().queue().getFirst().reason()).contains("restored", "queue posted");
  }

  @Test
  void the_owner_says_what_is_out_and_the_rest_goes() throws IOException {
    var out = queue.enqueue("a");
    var waiting = queue.enqueue("b");
    back();
    queue.step(channel);
    restore();
    queue.owner().posted(out, Optional.empty());
    queue.owner().release(waiting);
    queue.drain(channel);
    assertThat(platform.ledger()).extracting(it -> it.payload().body()).containsExactly("a", "b");
  }

  /// A copy that missed nothing is as good as the original.
  @Test
  void a_backup_of_all_that_was_sent_holds_nothing() throws IOException {
    queue.enqueue("a");
    queue.drain(channel);
    var next = queue.enqueue("b");
    back();
    restore();
    queue.drain(channel);
    assertThat(queue.state(next)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void a_database_that_comes_alone_to_a_new_machine_is_not_trusted() throws IOException {
    queue.enqueue("a");
    queue.drain(channel);
    var next = queue.enqueue("b");
    back();
    Files.delete(folder.resolve("beside-1/watermark"));
    restore();
    queue.drain(channel);
    assertThat(queue.state(next)).isEqualTo(DeliveryState.HELD);
  }

  /// By which clock the copy's times were written nobody knows.
  @Test
  void what_was_in_doubt_is_looked_for_from_long_before() throws IOException {
    var lists = new FakeChannel(platform, List.of(new Proof.ReadBack()));
    var id = queue.enqueue("a");
    queue.drain(lists.publishes(Fate.LOSE_ANSWER));
    back();
    queue.enqueue("b");
    queue.drain(channel);
    queue.enqueue("c");
    queue.run(lists, Duration.ofHours(1));
    restore();
    assertThat(queue.delivery(id).firstSent())
        .hasValueSatisfying(
            it -> assertThat(it).isBefore(OutboxFixture.START.minus(Duration.ofHours(23))));
    queue.run(lists, Duration.ofHours(1));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(platform.ledger()).extracting(it -> it.payload().body()).containsOnlyOnce("a");
  }

  @Test
  void it_is_noticed_once() throws IOException {
    queue.enqueue("a");
    back();
    queue.drain(channel);
    restore();
    var later = queue.enqueue("b");
    queue.restart();
    queue.drain(channel);
    assertThat(queue.state(later)).isEqualTo(DeliveryState.PUBLISHED);
  }

  /// Lowering the mark after the first time would hide the second.
  @Test
  void the_same_old_copy_is_noticed_again() throws IOException {
    var id = queue.enqueue("a");
    back();
    queue.drain(channel);
    restore();
    restore();
    queue.drain(channel);
    assertThat(platform.ledger()).hasSize(1);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.HELD);
  }

  /// Whoever restores the whole folder restores the watermark with it.
  @Test
  void a_folder_that_was_copied_as_a_whole_is_not_trusted() throws IOException {
    queue.enqueue("a");
    queue.drain(channel);
    queue.restart();
    var next = queue.enqueue("b");
    queue.close();
    var mark = folder.resolve("beside-1/watermark");
    var copy = Files.copy(mark, folder.resolve("beside-1/copy"));
    awaitAnotherBirth(mark, copy);
    Files.move(copy, mark, StandardCopyOption.REPLACE_EXISTING);
    queue.restart();
    queue.drain(channel);
    assertThat(queue.state(next)).isEqualTo(DeliveryState.HELD);
    queue.owner().release(next);
    queue.restart();
    queue.drain(channel);
    assertThat(queue.state(next)).as("noticed once").isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void a_folder_that_was_moved_is_the_same() throws IOException {
    queue.enqueue("a");
    queue.drain(channel);
    var next = queue.enqueue("b");
    queue.close();
    Files.move(folder.resolve("beside-1/watermark"), folder.resolve("moved"));
    Files.move(folder.resolve("moved"), folder.resolve("beside-1/watermark"));
    queue.restart();
    queue.drain(channel);
    assertThat(queue.state(next)).isEqualTo(DeliveryState.PUBLISHED);
  }

  /// Times of birth are as precise as the kernel's clock ticks.
  private static void awaitAnotherBirth(Path one, Path copy) throws IOException {
    while (Files.getAttribute(copy, "creationTime")
        .equals(Files.getAttribute(one, "creationTime"))) {
      Files.delete(copy);
      Files.copy(one, copy);
    }
  }

  private void back() {
    queue.database().backup(folder.resolve("backup.db"));
  }

  private void restore() throws IOException {
    queue.close();
    Files.copy(folder.resolve("backup.db"), queue.file, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(folder.resolve(queue.file.getFileName() + "-wal"));
    Files.deleteIfExists(folder.resolve(queue.file.getFileName() + "-shm"));
    queue.restart();
  }
}
