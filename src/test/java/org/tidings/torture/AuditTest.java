// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.http.StubAnswer;
import org.tidings.store.Database;

/// The comparison bites: what is wrong is found, and what is right is not.
@Timeout(60)
class AuditTest {
  private static final Instant SENT = Instant.ofEpochMilli(1_000_000);
  private static final String ARTICLE = "https://blog.example/1";

  @TempDir Path folder;
  private Instant sent = SENT;
  private boolean isAnswered;
  private int crashes;

  @Test
  void a_post_that_is_out_once_and_known_is_right() {
    assertThat(mistakes(Kind.RECORD_KEY, "published", List.of(ARTICLE))).isEmpty();
  }

  @Test
  void a_copy_is_found() {
    assertThat(mistakes(Kind.READ_BACK, "published", List.of(ARTICLE, ARTICLE)))
        .containsExactly("read-back " + ARTICLE + " copied: 2 times");
  }

  @Test
  void a_copy_of_an_unknown_post_is_found() {
    assertThat(mistakes(Kind.NONE, "unknown", List.of(ARTICLE, ARTICLE)))
        .contains("none " + ARTICLE + " copied: 2 times");
  }

  @Test
  void a_loss_is_found() {
    assertThat(mistakes(Kind.SAME_KEY, "expired", List.of()))
        .containsExactly("same-key " + ARTICLE + " lost: it is expired");
  }

  @Test
  void a_phantom_is_found() {
    assertThat(mistakes(Kind.REFUSAL, "published", List.of()))
        .containsExactly("refusal " + ARTICLE + " phantom");
  }

  @Test
  void a_post_of_no_article_is_found() {
    assertThat(mistakes(Kind.NONE, "published", List.of(ARTICLE, "https://blog.example/0")))
        .containsExactly("NONE phantom: is no article: https://blog.example/0");
  }

  @Test
  void what_can_be_proved_must_not_stay_unknown() {
    assertThat(mistakes(Kind.READ_BACK, "unknown", List.of(ARTICLE)))
        .containsExactly("read-back " + ARTICLE + " unknown, although it can be proved");
  }

  @Test
  void what_kills_may_stay_unknown_where_only_a_repeat_could_prove_it() {
    crashes = 3;
    assertThat(mistakes(Kind.SAME_KEY, "unknown", List.of(ARTICLE))).isEmpty();
  }

  @Test
  void what_kills_must_not_stay_unknown_where_it_can_be_read() {
    crashes = 3;
    assertThat(mistakes(Kind.REFUSAL, "unknown", List.of(ARTICLE)))
        .containsExactly("refusal " + ARTICLE + " unknown, although it can be proved");
  }

  @Test
  void an_unknown_post_needs_a_kill() {
    var audit = audit(Kind.NONE, "unknown", List.of(ARTICLE), List.of(SENT.minusSeconds(1)));
    assertThat(audit.tally().mistakes())
        .containsExactly("none " + ARTICLE + " unknown, although nothing was killed");
  }

  @Test
  void an_unknown_post_that_never_left_needs_a_kill_at_that_moment() {
    var late = List.of(SENT.plusSeconds(30));
    assertThat(audit(Kind.NONE, "unknown", List.of(), late).tally().mistakes())
        .containsExactly("none " + ARTICLE + " unknown, although it was never sent");
    var soon = List.of(SENT.plusMillis(5));
    assertThat(audit(Kind.NONE, "unknown", List.of(), soon).tally().mistakes()).isEmpty();
  }

  @Test
  void what_was_answered_long_before_the_kill_must_not_be_unknown() {
    isAnswered = true;
    sent = Instant.now().minusSeconds(60);
    var late = List.of(Instant.now().plusSeconds(60));
    assertThat(audit(Kind.NONE, "unknown", List.of(ARTICLE), late).tally().mistakes())
        .containsExactly(
            "none " + ARTICLE + " unknown, although it was answered long before the kill");
  }

  @Test
  void the_answer_to_an_earlier_attempt_says_nothing_about_the_last() {
    isAnswered = true;
    crashes = 3;
    sent = Instant.now().plusSeconds(60);
    var soon = List.of(sent.plusMillis(5));
    assertThat(audit(Kind.SAME_KEY, "unknown", List.of(ARTICLE), soon).tally().mistakes())
        .isEmpty();
  }

  private List<String> mistakes(Kind kind, String state, List<String> ledger) {
    return audit(kind, state, ledger, List.of(SENT.plusMillis(5))).tally().mistakes();
  }

  private Audit audit(Kind kind, String state, List<String> ledger, List<Instant> kills) {
    try (var database = Database.open(folder.resolve("tidings.db"));
        var tap = new Tap(_ -> StubAnswer.json(200, "{}"), _ -> true, _ -> true, 1)) {
      database.runInTx(
          tx -> {
            var handle = tx.handle();
            handle.execute("INSERT OR IGNORE INTO feed (id, url) VALUES ('blog', 'u')");
            handle.execute(
                """
                INSERT OR IGNORE INTO article
                  (id, feed, title, link, first_seen, baseline, content)
                VALUES (1, 'blog', 't', ?, 0, 0, '{}')\
                """,
                ARTICLE);
            handle.execute(
                """
                INSERT OR IGNORE INTO delivery (id, article, channel, type, state, post,
                  idempotency, made_at, salt, lifetime, expires, changed, crashes)
                VALUES (1, 1, ?, 'log', ?, '{}', 'k', 0, 0, 1, 1, 0, ?)\
                """,
                kind.id(),
                state,
                crashes);
            handle.execute(
                "INSERT INTO attempt (delivery, number, at, step) VALUES (1, 1, ?, 'intent')",
                sent.toEpochMilli());
          });
      if (isAnswered) {
        publish(tap);
      }
      var account = new Account(kind, tap, "", Map.of(), () -> ledger, () -> {});
      return Audit.of(folder, List.of(ARTICLE), Map.of(kind, account), kills);
    }
  }

  private static void publish(Tap tap) {
    var request =
        HttpRequest.newBuilder(tap.address().resolve("/post"))
            .POST(HttpRequest.BodyPublishers.ofString(ARTICLE))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      client.send(request, HttpResponse.BodyHandlers.discarding());
      while (tap.answers(ARTICLE).isEmpty()) { // noted just after it was handed over
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
