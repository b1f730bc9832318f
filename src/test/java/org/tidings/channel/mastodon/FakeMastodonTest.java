// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidings.channel.Outcome;
import org.tidings.demo.FakeFault;
import org.tidings.demo.mastodon.FakeStatus;

/// The fake server as the real channel sees it.
class FakeMastodonTest {
  private final Network network = new Network();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void the_same_key_makes_one_post_only_where_it_is_honoured() {
    network.login();
    network.publish("A", "one");
    network.publish("A", "one");
    network.publish("A", "two");
    assertThat(network.server().ledger())
        .extracting(it -> it.key().orElseThrow())
        .containsExactly("one", "two");
    network.clock().advance(Duration.ofMinutes(61));
    network.publish("A", "two");
    assertThat(network.server().ledger()).as("keys are forgotten after an hour").hasSize(3);
    network.server().honourKeys(false);
    network.publish("A", "two");
    assertThat(network.server().ledger()).hasSize(4);
  }

  @Test
  void faults_happen_once_each_in_order() {
    network.login();
    network
        .server()
        .fail(
            new FakeFault.LoseRequest(),
            new FakeFault.LoseAnswer(),
            new FakeFault.Delay(Duration.ofMillis(1)),
            new FakeFault.Status(500, Map.of(), "{}"));
    assertThat(network.publish("a", "1")).isInstanceOf(Outcome.Unknown.class);
    assertThat(network.server().ledger()).isEmpty();
    assertThat(network.publish("b", "2")).isInstanceOf(Outcome.Unknown.class);
    assertThat(network.server().ledger()).hasSize(1);
    assertThat(network.publish("c", "3")).isInstanceOf(Outcome.Published.class);
    assertThat(network.publish("d", "4")).isInstanceOf(Outcome.Unknown.class);
    assertThat(network.publish("e", "5")).isInstanceOf(Outcome.Published.class);
    assertThat(network.server().ledger())
        .extracting(FakeStatus::text)
        .containsExactly("b", "c", "e");
  }

  @Test
  @Timeout(30)
  void held_answers_come_when_they_are_let_go() {
    network.login();
    network.server().holdAnswers(true);
    var outcome = CompletableFuture.supplyAsync(() -> network.publish("a", "1"));
    while (network.server().ledger().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(outcome).isNotDone();
    network.server().holdAnswers(false);
    assertThat(outcome.join()).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void what_is_too_long_for_the_platform_is_refused_in_its_own_count() {
    network.login();
    var link = " https://blog.example/" + "x".repeat(300);
    assertThat(network.publish("👨‍👩‍👧‍👦".repeat(476) + link, "1"))
        .isInstanceOf(Outcome.Published.class);
    assertThat(network.publish("👨‍👩‍👧‍👦".repeat(477) + link, "2"))
        .isEqualTo(
            new Outcome.Rejected(
                "HTTP 422: Validation failed: Text character limit of 500 exceeded"));
  }

  @Test
  void a_revoked_token_pauses_the_channel() {
    network.login();
    network.server().revokeTokens();
    assertThat(network.publish("a", "1"))
        .isEqualTo(new Outcome.Unauthorized("HTTP 401: The access token is invalid"));
  }

  @Test
  void the_page_shows_posts_and_runs_nothing() {
    network.login();
    network.publish(
        "<script>alert(1)</script> #Deux_2 https://blog.example/?a=1&b=\"x\n\nend", "\"><b>");
    var page = Jsoup.parse(network.get("/"));
    assertThat(page.select("script, b:not(.who b)")).isEmpty();
    assertThat(page.select("article .words").text())
        .startsWith("<script>alert(1)</script> #Deux_2");
    assertThat(page.select("a.hashtag").eachText()).containsExactly("#Deux_2");
    assertThat(page.select(".words p")).hasSize(2);
    assertThat(page.select("meta[http-equiv=refresh]")).hasSize(1);
    assertThat(page.select("link, iframe, object, img[src^=http]")).isEmpty();
  }

  @Test
  void the_ledger_can_be_read_as_json() {
    network.login();
    network.publish("A https://blog.example/a", "k");
    var line = MastodonChannelTest.json(network.get("/ledger")).path(0);
    assertThat(line.path("text").asString()).isEqualTo("A https://blog.example/a");
    assertThat(line.path("links").path(0).asString()).isEqualTo("https://blog.example/a");
    assertThat(line.path("key").asString()).isEqualTo("k");
    assertThat(line.path("visibility").asString()).isEqualTo("public");
  }
}
