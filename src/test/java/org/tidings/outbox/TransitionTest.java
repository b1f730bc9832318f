// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidings.outbox.DeliveryState.EXPIRED;
import static org.tidings.outbox.DeliveryState.HELD;
import static org.tidings.outbox.DeliveryState.PUBLISHED;
import static org.tidings.outbox.DeliveryState.READY;
import static org.tidings.outbox.DeliveryState.REJECTED;
import static org.tidings.outbox.DeliveryState.SENDING;
import static org.tidings.outbox.DeliveryState.SKIPPED;
import static org.tidings.outbox.DeliveryState.UNKNOWN;
import static org.tidings.outbox.DeliveryState.WAITING;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole table of changes of state, every pair of it, against the schema: anything that is not
/// listed aborts its transaction.
class TransitionTest {
  private static final Map<DeliveryState, Set<DeliveryState>> LEGAL =
      Map.of(
          READY, EnumSet.of(SENDING, UNKNOWN, HELD, PUBLISHED, SKIPPED, EXPIRED),
          SENDING, EnumSet.of(READY, WAITING, UNKNOWN, HELD, PUBLISHED, REJECTED),
          WAITING, EnumSet.of(READY, SENDING, UNKNOWN, HELD, PUBLISHED, SKIPPED, EXPIRED),
          UNKNOWN, EnumSet.of(READY, WAITING, HELD, PUBLISHED, SKIPPED, REJECTED),
          HELD, EnumSet.of(READY, PUBLISHED, SKIPPED, EXPIRED),
          PUBLISHED, EnumSet.noneOf(DeliveryState.class),
          SKIPPED, EnumSet.of(READY, PUBLISHED),
          REJECTED, EnumSet.of(READY, PUBLISHED),
          EXPIRED, EnumSet.of(READY, PUBLISHED));

  @TempDir static Path folder;
  private static OutboxFixture queue;

  @BeforeAll
  static void open() {
    queue = new OutboxFixture(folder, 1);
  }

  @AfterAll
  static void close() {
    queue.close();
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(DeliveryState.values())
        .flatMap(
            from ->
                Arrays.stream(DeliveryState.values())
                    .filter(to -> to != from)
                    .map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void only_what_the_table_lists_may_change(DeliveryState from, DeliveryState to) {
    var id = queue.enqueue(from + " to " + to);
    reach(id, from);
    if (LEGAL.getOrDefault(from, Set.of()).contains(to)) {
      put(id, to);
      assertThat(queue.state(id)).isEqualTo(to);
    } else {
      assertThatThrownBy(() -> put(id, to))
          .hasMessageMatching("(?s).*(illegal change|stays published).*");
      assertThat(queue.state(id)).isEqualTo(from);
    }
  }

  /// By legal steps.
  private static void reach(DeliveryId id, DeliveryState state) {
    switch (state) {
      case READY -> {}
      case SENDING, UNKNOWN, HELD, SKIPPED, EXPIRED, PUBLISHED -> put(id, state);
      case WAITING, REJECTED -> {
        put(id, SENDING);
        put(id, state);
      }
    }
  }

  private static void put(DeliveryId id, DeliveryState state) {
    queue
        .database()
        .runInTx(
            tx ->
                tx.handle()
                    .createUpdate(
                        "UPDATE delivery SET state = :state, lease_until = 0 WHERE id = :id")
                    .bind("state", state.word())
                    .bind("id", id.value())
                    .execute());
  }
}
