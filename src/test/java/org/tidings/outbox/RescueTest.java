// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.channel.FakeChannel.Platform;
import org.tidings.channel.Proof;
import org.tidings.store.StoreException;

/// The disk is full when the answer is to be recorded. The channel is of the class that can't be
/// asked, where the answer is all there ever is.
class RescueTest extends WithQueue {
  private final Platform platform = new Platform();

  @Test
  void a_post_whose_answer_could_not_be_recorded_is_published_after_the_next_start() {
    var id = queue.enqueue("a");
    fillsUpDuring(channel());
    queue.restart();
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(queue.history(id)).endsWith("intent", "ended:published");
    queue.run(channel(), Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
  }

  @Test
  void what_surely_was_not_posted_is_posted_after_the_next_start() {
    var id = queue.enqueue("a");
    fillsUpDuring(channel().publishes(Fate.DEFER));
    queue.restart();
    assertThat(queue.state(id)).isEqualTo(DeliveryState.READY);
    queue.run(channel(), Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
  }

  @Test
  void what_is_in_doubt_stays_in_doubt() {
    var id = queue.enqueue("a");
    fillsUpDuring(channel().publishes(Fate.LOSE_ANSWER));
    queue.restart();
    assertThat(queue.state(id)).isEqualTo(DeliveryState.UNKNOWN);
  }

  /// An intent is on the disk, and only we know that its request never left.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void what_never_left_is_posted_after_the_next_start(int commits) {
    var id = queue.enqueue("a");
    breakAfterCommit(commits);
    assertThatThrownBy(() -> queue.drain(channel())).isInstanceOf(StoreException.class);
    assertThat(platform.ledger()).isEmpty();
    queue.restart();
    assertThat(queue.state(id)).isEqualTo(DeliveryState.READY);
    queue.run(channel(), Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(1);
    assertThat(queue.history(id)).endsWith("claimed", "intent", "ended:published");
  }

  @Test
  void a_watermark_that_can_not_be_raised_lets_nothing_leave() throws IOException {
    queue.enqueue("a");
    queue.run(channel(), Duration.ofHours(1));
    var id = queue.enqueue("b");
    var mark = folder.resolve("beside-1").resolve("watermark");
    var away = Files.move(mark, folder.resolve("away"));
    Files.createDirectory(mark);
    assertThatThrownBy(() -> queue.drain(channel())).isInstanceOf(StoreException.class);
    assertThat(platform.ledger()).hasSize(1);
    Files.delete(mark);
    Files.move(away, mark);
    queue.restart();
    queue.run(channel(), Duration.ofHours(1));
    assertThat(platform.ledger()).hasSize(2);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.PUBLISHED);
  }

  /// That nothing was posted is said of the last request alone.
  @Test
  void what_an_earlier_request_left_in_doubt_is_not_decided_by_the_last_one() {
    queue.enqueue("a");
    var channel = new FakeChannel(platform, List.of(new Proof.SameKey(Duration.ofMinutes(50))));
    queue.drain(channel.publishes(Fate.LOSE_REQUEST));
    queue.clock.advance(Duration.ofMinutes(5));
    fillsUpDuring(channel.finds(Fate.WORK).publishes(Fate.DEFER));
    assertThat(queue.beside.rescue().read()).isEmpty();
  }

  @Test
  void a_kept_answer_is_told_once() {
    var id = queue.enqueue("a");
    fillsUpDuring(channel());
    queue.restart();
    queue.restart();
    assertThat(queue.history(id)).containsOnlyOnce("ended:published");
  }

  private FakeChannel channel() {
    return new FakeChannel(platform, List.of());
  }

  /// So many commits on, one is on the disk, and calls itself failed.
  private void breakAfterCommit(int commits) {
    var left = new AtomicInteger(commits);
    var logger =
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext context) {
            if (context.getRawSql().equals("COMMIT") && left.decrementAndGet() == 0) {
              var code = SQLiteErrorCode.SQLITE_IOERR_FSYNC;
              throw new UnableToExecuteStatementException(
                  new SQLiteException("simulated: " + code, code), context);
            }
          }
        };
    // The commit of this very transaction is the first to be counted.
    left.incrementAndGet();
    queue.database().runInTx(tx -> tx.handle().getConfig(SqlStatements.class).setSqlLogger(logger));
  }

  /// While the request is under way the database grows as far as it may, and breaks.
  private void fillsUpDuring(FakeChannel channel) {
    var full = new LateChannel(channel, () -> assertThatThrownBy(this::fillUp).isNotNull());
    assertThatThrownBy(() -> queue.drain(full)).isInstanceOf(StoreException.class);
  }

  private void fillUp() {
    queue
        .database()
        .runInTx(
            tx -> {
              tx.handle().createQuery("PRAGMA max_page_count = 1").mapTo(Long.class).one();
              tx.handle().execute("CREATE TABLE filler AS SELECT randomblob(1000000)");
            });
  }
}
