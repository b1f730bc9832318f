// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.channel.FakeChannel;
import org.tidings.channel.FakeChannel.Fate;
import org.tidings.channel.FakeChannel.Platform;
import org.tidings.channel.LogWatch;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.channel.Tariff;
import org.tidings.config.Money;
import org.tidings.store.RescueFile;

/// What is kept of an answer, and what becomes of it when the database is told.
class RescuedAnswersTest extends WithQueue {
  private static final Tariff TARIFF = new Tariff(new Money(15_000, "USD"), Optional.empty());
  private static final long AT = OutboxFixture.START.toEpochMilli();

  private final Platform platform = new Platform();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # kept                                             | fence | state     | last step
          {"delivery":1,"fence":%d,"at":5,"published":true,"id":"7"} |  0 | PUBLISHED | ended:published
          {"delivery":1,"fence":%d,"at":5,"published":true,"id":"7"} | -1 | PUBLISHED | ended:published
          {"delivery":1,"fence":%d,"at":5,"published":true,"id":"7"} |  1 | SENDING   | intent
          {"delivery":2,"fence":%d,"at":5,"published":true,"id":"7"} |  0 | SENDING   | intent
          {"fence":%d,"at":5,"published":true,"id":"7"}              |  0 | SENDING   | intent
          {"delivery":1,"fence":%d,"at":5,"published":false}         |  0 | READY     | ended:deferred
          {"delivery":1,"fence":%d,"at":5,"published":false}         | -1 | SENDING   | intent
          {"delivery":1,"fence":%d,"at":5,"published":false}         |  1 | SENDING   | intent
          nothing that was kept %d                                   |  0 | SENDING   | intent
          """)
  void a_kept_answer_counts_for_its_own_attempt_and_evidence_for_ever(
      String kept, int later, DeliveryState state, String last) {
    var id = sending();
    assertThat(id).isEqualTo(new DeliveryId(1));
    merge(kept.formatted(queue.delivery(id).fence() + later));
    assertThat(queue.state(id)).isEqualTo(state);
    assertThat(queue.history(id)).endsWith(last);
  }

  @Test
  void a_line_that_can_not_be_read_is_told() {
    try (var log = new LogWatch()) {
      merge("{\"delivery\":1");
      assertThat(log.lines()).singleElement().asString().contains("can't be read");
    }
  }

  @Test
  void what_was_said_meanwhile_beats_an_answer_that_was_none() {
    var id = queue.enqueue("a");
    queue.drain(channel().publishes(Fate.DEFER));
    var history = queue.history(id);
    merge("{\"delivery\":1,\"fence\":%d,\"published\":false}".formatted(fence(id)));
    assertThat(queue.state(id)).isEqualTo(DeliveryState.WAITING);
    assertThat(queue.history(id)).isEqualTo(history);
  }

  @Test
  void what_is_published_stays_as_it_was_recorded() {
    var id = queue.enqueue("a");
    queue.drain(channel());
    var delivery = queue.delivery(id);
    var history = queue.history(id);
    merge("{\"delivery\":1,\"fence\":%d,\"published\":true,\"id\":\"9\"}".formatted(fence(id)));
    assertThat(queue.delivery(id)).isEqualTo(delivery);
    assertThat(queue.history(id)).isEqualTo(history);
  }

  @Test
  void a_rescued_post_has_its_number_and_address_or_only_its_number() {
    var id = sending();
    merge(
        "{\"delivery\":1,\"fence\":%d,\"published\":true,\"id\":\"7\",\"url\":\"https://x/7\"}"
            .formatted(fence(id)));
    assertThat(receipts()).containsExactly("7 https://x/7");
    var other = queue.enqueue("b");
    assertThatThrownBy(() -> queue.drain(channel().publishes(Fate.CRASH_AFTER)));
    merge("{\"delivery\":2,\"fence\":%d,\"published\":true,\"id\":\"8\"}".formatted(fence(other)));
    assertThat(receipts()).containsExactly("7 https://x/7", "8 null");
  }

  /// Two deliveries can't be one post: the second is out as well, under a name unknown.
  @Test
  void a_number_that_another_delivery_has_is_left_to_it() {
    var id = sending();
    merge("{\"delivery\":1,\"fence\":%d,\"published\":true,\"id\":\"7\"}".formatted(fence(id)));
    var other = queue.enqueue("b");
    assertThatThrownBy(() -> queue.drain(channel().publishes(Fate.CRASH_AFTER)));
    merge("{\"delivery\":2,\"fence\":%d,\"published\":true,\"id\":\"7\"}".formatted(fence(other)));
    assertThat(queue.state(other)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(receipts()).containsExactly("7 null", "null null");
  }

  /// Between them no request left: one was prepared anew, and its process died meanwhile.
  @Test
  void what_never_left_ends_under_its_own_number_and_is_given_back_once() {
    var id = queue.enqueue("a");
    var costly = channel().charging(TARIFF).publishes(Fate.STALE);
    queue.step(costly);
    assertThatThrownBy(() -> queue.drain(costly.prepares(Fate.CRASH_BEFORE)));
    merge("{\"delivery\":1,\"fence\":%d,\"published\":false}".formatted(fence(id)));
    assertThat(attempts())
        .containsExactly(
            "enqueued 0 0",
            "claimed 1 0",
            "intent 1 15000",
            "ended 1 -15000",
            "claimed 2 0",
            "ended 2 0");
    assertThatThrownBy(() -> queue.drain(costly.publishes(Fate.CRASH_BEFORE)));
    merge("{\"delivery\":1,\"fence\":%d,\"published\":false}".formatted(fence(id)));
    assertThat(attempts()).endsWith("claimed 2 0", "intent 2 15000", "ended 2 -15000");
  }

  @Test
  void only_an_answer_that_decides_is_kept() {
    var file = new RescueFile(folder.resolve("answers"));
    file.reserve();
    var receipt = new Receipt("7", Optional.of(URI.create("https://x/7")));
    var sent = queue.delivery(sending());
    for (var outcome :
        List.of(
            new Outcome.Published(receipt),
            new Outcome.AlreadyPublished(receipt),
            new Outcome.Deferred("busy"),
            new Outcome.Unknown("no answer"),
            new Outcome.Duplicate("said before", Optional.of(receipt)))) {
      Rescue.keep(file, sent, outcome, OutboxFixture.START);
    }
    var about = "{\"delivery\":1,\"fence\":%d,\"at\":%d,".formatted(sent.fence(), AT);
    var out = about + "\"published\":true,\"id\":\"7\",\"url\":\"https://x/7\"}";
    assertThat(file.read())
        .containsExactly(out, out, about + "\"published\":false,\"reason\":\"busy\"}");
  }

  @Test
  void an_answer_that_finds_no_room_is_told_of() {
    var nowhere = new RescueFile(folder.resolve("none"));
    try (var log = new LogWatch()) {
      var published = new Outcome.Published(new Receipt("7", Optional.empty()));
      var sent = queue.delivery(sending());
      Rescue.keep(nowhere, sent, published, OutboxFixture.START);
      nowhere.reserve();
      Rescue.keep(nowhere, sent, published, OutboxFixture.START);
      assertThat(log.lines())
          .filteredOn(it -> it.contains("status=published"))
          .satisfiesExactly(
              it -> assertThat(it).contains("could not be kept either"),
              it -> assertThat(it).contains("kept beside it for the next start"));
    }
  }

  /// A delivery whose process died with the request under way.
  private DeliveryId sending() {
    var id = queue.enqueue("a");
    assertThatThrownBy(() -> queue.drain(channel().publishes(Fate.CRASH_AFTER)))
        .isInstanceOf(FakeChannel.Crash.class);
    assertThat(queue.state(id)).isEqualTo(DeliveryState.SENDING);
    return id;
  }

  private long fence(DeliveryId id) {
    return queue.delivery(id).fence();
  }

  private void merge(String line) {
    queue.database().runInTx(tx -> Rescue.merge(tx, line));
  }

  private List<String> receipts() {
    return queue
        .database()
        .read(
            tx ->
                tx.handle()
                    .createQuery("SELECT remote_id, remote_url FROM delivery ORDER BY id")
                    .map((rs, _) -> rs.getString(1) + " " + rs.getString(2))
                    .list());
  }

  /// The history, as step, number and cost.
  private List<String> attempts() {
    return queue
        .database()
        .read(
            tx ->
                tx.handle()
                    .createQuery("SELECT step, number, cost FROM attempt ORDER BY id")
                    .map((rs, _) -> rs.getString(1) + " " + rs.getInt(2) + " " + rs.getLong(3))
                    .list());
  }

  private FakeChannel channel() {
    return new FakeChannel(platform, List.of());
  }
}
