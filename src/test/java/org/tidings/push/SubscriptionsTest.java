// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.SettableClock;
import org.tidings.config.FeedId;
import org.tidings.config.WebSubSettings;
import org.tidings.feed.HubOffer;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.push.Subscriptions.Delivery;
import org.tidings.secret.Vault;
import org.tidings.store.Database;

/// The subscriber against a hub on a real socket; the hub's calls back are made as the door makes
/// them.
class SubscriptionsTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final FeedId BLOG = new FeedId("blog");
  private static final URI TOPIC = URI.create("https://blog.example/feed/?a=1&b=2");
  private static final int DAY = 86_400;
  private static final WebSubSettings SETTINGS =
      new WebSubSettings(
          URI.create("https://me.example/websub/"),
          Optional.empty(),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(START);
  private final Hub hub = new Hub();
  private final Egress egress = Egress.open("0-test");
  private Database database;
  private Subscriptions it;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("tidings.db"));
    it =
        new Subscriptions(
            database,
            Vault.open(database, folder, clock).notes("websub"),
            SETTINGS,
            clock,
            new SecureRandom());
  }

  @AfterEach
  void close() {
    database.close();
    egress.close();
    hub.close();
  }

  @Test
  void a_hub_is_asked_with_a_path_and_a_secret_that_nobody_can_guess() {
    subscribe();
    var asked = hub.asked().getFirst();
    assertThat(Hub.callback(asked)).matches("https://me\\.example/websub/[0-9a-f]{32}");
    assertThat(asked.get("hub.secret").orElseThrow()).matches("[0-9a-f]{64}");
    assertThat(asked.get("hub.mode")).contains("subscribe");
    assertThat(asked.get("hub.topic")).contains(TOPIC.toString());
    assertThat(asked.get("hub.lease_seconds")).contains("864000");
  }

  @Test
  void a_hub_is_asked_once_however_often_it_is_named() {
    subscribe();
    subscribe();
    assertThat(hub.asked()).hasSize(1);
  }

  @Test
  void a_hub_may_verify_before_it_answers() {
    it.offered(BLOG, List.of(offer(hub.address())));
    var challenge = new ArrayList<Optional<String>>();
    it.tend(
        Set.of(BLOG),
        _ ->
            request -> {
              var form =
                  Form.parse(
                      new String(request.body().orElseThrow().bytes(), StandardCharsets.UTF_8));
              challenge.add(it.verify(token(form), query("subscribe", TOPIC.toString(), DAY)));
              return egress.http(List.of("127.0.0.1")).send(request);
            });
    assertThat(challenge).containsExactly(Optional.of("c/1"));
  }

  @Test
  void only_what_was_asked_for_is_confirmed() {
    subscribe();
    var token = token(hub.asked().getFirst());
    assertThat(it.verify("0".repeat(32), query("subscribe", TOPIC.toString(), DAY))).isEmpty();
    assertThat(it.verify(token, query("subscribe", "https://evil.example/", DAY))).isEmpty();
    assertThat(it.verify(token, query("unsubscribe", TOPIC.toString(), DAY))).isEmpty();
    assertThat(it.verify(token, "hub.mode=subscribe")).isEmpty();
    assertThat(it.verify(token, query("subscribe", TOPIC.toString(), DAY))).contains("c/1");
    assertThat(it.verify(token, query("subscribe", TOPIC.toString(), DAY))).contains("c/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha384", "sha512", "sha1"})
  void a_push_that_is_signed_makes_the_feed_wanted(String method) {
    verified(10 * DAY);
    assertThat(it.wanted()).isEmpty();
    assertThat(push(method, "news", "news")).isEqualTo(Delivery.TAKEN);
    assertThat(it.wanted()).containsExactly(BLOG);
    it.polled(BLOG, true);
    assertThat(it.wanted()).isEmpty();
  }

  @Test
  void a_push_that_is_not_signed_right_is_thrown_away_and_its_sender_not_told() {
    verified(10 * DAY);
    assertThat(push("sha256", "news", "other news")).isEqualTo(Delivery.IGNORED);
    var token = token(hub.asked().getFirst());
    for (var signature : List.of("", "sha256", "sha256=", "md5=00", "sha256=00")) {
      assertThat(it.deliver(token, Optional.of(signature), new byte[0]))
          .isEqualTo(Delivery.IGNORED);
    }
    assertThat(it.deliver(token, Optional.empty(), new byte[0])).isEqualTo(Delivery.IGNORED);
    assertThat(it.wanted()).isEmpty();
  }

  @Test
  void nothing_is_taken_at_an_address_that_was_never_verified_or_is_over() {
    subscribe();
    assertThat(push("sha256", "news", "news")).isEqualTo(Delivery.UNKNOWN);
    hubVerifies(10 * DAY);
    clock.advance(Duration.ofDays(10));
    assertThat(push("sha256", "news", "news")).isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void pushes_are_relied_on_only_once_they_came_first_and_no_more_after_two_that_did_not() {
    verified(10 * DAY);
    assertThat(it.isProven(BLOG)).isFalse();
    push("sha256", "news", "news");
    it.polled(BLOG, true);
    assertThat(it.isProven(BLOG)).isTrue();
    it.polled(BLOG, true);
    assertThat(it.isProven(BLOG)).isTrue();
    it.polled(BLOG, false);
    it.polled(BLOG, true);
    assertThat(it.isProven(BLOG)).isFalse();
  }

  @Test
  void a_weak_signature_proves_nothing() {
    verified(10 * DAY);
    push("sha1", "news", "news");
    it.polled(BLOG, true);
    assertThat(it.isProven(BLOG)).isFalse();
  }

  @Test
  void a_lease_that_ran_out_is_not_relied_on() {
    verified(10 * DAY);
    push("sha256", "news", "news");
    it.polled(BLOG, true);
    clock.advance(Duration.ofDays(10));
    assertThat(it.isProven(BLOG)).isFalse();
  }

  @Test
  void a_push_that_the_feed_does_not_show_yet_gets_a_second_look_and_no_third() {
    verified(10 * DAY);
    push("sha256", "news", "news");
    it.polled(BLOG, false);
    assertThat(it.wanted()).as("not within a minute").isEmpty();
    clock.advance(Duration.ofSeconds(61));
    assertThat(it.wanted()).containsExactly(BLOG);
    it.polled(BLOG, false);
    clock.advance(Duration.ofHours(1));
    assertThat(it.wanted()).isEmpty();
  }

  @Test
  void a_storm_of_pushes_is_one_poll_a_minute() {
    verified(10 * DAY);
    push("sha256", "news", "news");
    it.polled(BLOG, true);
    push("sha256", "news", "news");
    assertThat(it.wanted()).isEmpty();
    clock.advance(Duration.ofSeconds(60));
    assertThat(it.wanted()).containsExactly(BLOG);
  }

  @Test
  void over_thirty_days_a_lease_is_renewed_in_time_each_time_with_new_keys() {
    verified(5 * DAY);
    it.polled(BLOG, false);
    for (var hour = 0; hour < 30 * 24; hour++) {
      clock.advance(Duration.ofHours(1));
      var before = hub.count();
      tend();
      if (hub.count() > before) {
        var age = Duration.between(START, clock.instant());
        assertThat(push(before - 1, "news"))
            .as("the old address, day " + age.toDays())
            .isEqualTo(Delivery.TAKEN);
        hubVerifies(5 * DAY);
      }
      assertThat(push(hub.count() - 1, "news")).as("hour " + hour).isEqualTo(Delivery.TAKEN);
    }
    // 30 days at 70 to 80 % of five, and the first
    assertThat(hub.count()).isBetween(1 + 7, 1 + 8);
    assertThat(new HashSet<>(hub.asked().stream().map(Hub::callback).toList()))
        .hasSize(hub.count());
    assertThat(new HashSet<>(hub.asked().stream().map(f -> f.get("hub.secret")).toList()))
        .hasSize(hub.count());
    assertThat(push(0, "news")).as("the first address").isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void a_clock_that_was_set_back_delays_neither_pushes_nor_renewals() {
    verified(10 * DAY);
    push("sha256", "news", "news");
    it.polled(BLOG, true);
    clock.advance(Duration.ofDays(-20));
    database.runInTx(tx -> it.turned(tx, Duration.ofDays(-20)));
    clock.advance(Duration.ofMinutes(2));
    push("sha256", "news", "news");
    assertThat(it.wanted()).containsExactly(BLOG);
    clock.advance(Duration.ofDays(9));
    tend();
    assertThat(hub.count()).isEqualTo(2);
    clock.advance(Duration.ofDays(1));
    assertThat(push("sha256", "news", "news")).as("the first lease").isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void a_hub_that_refuses_is_left_alone_for_a_day() {
    hub.answering(StubAnswer.status(400));
    subscribe();
    clock.advance(Duration.ofHours(23));
    tend();
    assertThat(hub.count()).isEqualTo(1);
    clock.advance(Duration.ofHours(2));
    tend();
    assertThat(hub.count()).isEqualTo(2);
  }

  @Test
  void a_hub_that_has_moved_is_asked_where_it_is_now_unless_that_could_be_overheard() {
    try (var server = StubServer.start()) {
      server.on("POST", "/307", StubAnswer.redirect(307, hub.address()));
      server.on("POST", "/plain", StubAnswer.redirect(308, "http://hub.example/"));
      server.on("POST", "/301", StubAnswer.redirect(301, hub.address()));
      it.offered(BLOG, List.of(offer(server.uri("/307"))));
      tend();
      hubVerifies(10 * DAY);
      for (var refused : List.of("/plain", "/301")) {
        it.offered(BLOG, List.of(offer(server.uri(refused))));
        tend();
        assertThat(database.read(tx -> PushTable.find(tx, BLOG)).flatMap(PushRow::reason))
            .hasValueSatisfying(why -> assertThat(why).contains("answers HTTP 30"));
      }
      assertThat(hub.count()).isEqualTo(1);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void a_hub_that_denies_is_left_alone_for_a_week() {
    verified(10 * DAY);
    it.verify(token(hub.asked().getFirst()), query("denied", TOPIC.toString(), 0));
    assertThat(push("sha256", "news", "news")).isEqualTo(Delivery.UNKNOWN);
    clock.advance(Duration.ofDays(6));
    tend();
    assertThat(hub.count()).isEqualTo(1);
    clock.advance(Duration.ofDays(2));
    tend();
    assertThat(hub.count()).isEqualTo(2);
  }

  @Test
  void a_new_hub_takes_over_and_the_old_one_ends_a_day_later() {
    verified(10 * DAY);
    try (var other = new Hub()) {
      it.offered(BLOG, List.of(offer(other.address())));
      tend();
      it.verify(token(other.asked().getFirst()), query("subscribe", TOPIC.toString(), 10 * DAY));
    }
    assertThat(push("sha256", "news", "news")).isEqualTo(Delivery.TAKEN);
    clock.advance(Duration.ofHours(25));
    assertThat(push("sha256", "news", "news")).isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void a_hub_that_could_be_overheard_is_not_told_a_secret() {
    it.offered(BLOG, List.of(offer(URI.create("http://hub.example/"))));
    it.tend(
        Set.of(BLOG),
        _ ->
            request -> {
              throw new AssertionError("asked: " + request);
            });
  }

  @Test
  void a_feed_that_left_the_configuration_is_not_renewed() {
    verified(10 * DAY);
    clock.advance(Duration.ofDays(9));
    it.tend(Set.of(), _ -> egress.http(List.of("127.0.0.1")));
    assertThat(hub.count()).isEqualTo(1);
  }

  private static HubOffer offer(URI hub) {
    return new HubOffer(HubOffer.Kind.WEBSUB, hub, TOPIC);
  }

  private void subscribe() {
    it.offered(BLOG, List.of(offer(hub.address())));
    tend();
  }

  private void tend() {
    it.tend(Set.of(BLOG), _ -> egress.http(List.of("127.0.0.1")));
  }

  private void verified(int lease) {
    subscribe();
    hubVerifies(lease);
  }

  private void hubVerifies(int lease) {
    var token = token(hub.asked().getLast());
    assertThat(it.verify(token, query("subscribe", TOPIC.toString(), lease))).contains("c/1");
  }

  private Delivery push(String method, String signed, String sent) {
    return push(0, method, signed, sent);
  }

  private Delivery push(int subscription, String body) {
    return push(subscription, "sha256", body, body);
  }

  private Delivery push(int subscription, String method, String signed, String sent) {
    var form = hub.asked().get(subscription);
    var signature = Hub.sign(method, form.get("hub.secret").orElseThrow(), signed);
    return it.deliver(
        token(form), Optional.of(method + "=" + signature), sent.getBytes(StandardCharsets.UTF_8));
  }

  private static String token(Form form) {
    var callback = Hub.callback(form);
    return callback.substring(callback.lastIndexOf('/') + 1);
  }

  private static String query(String mode, String topic, int lease) {
    var fields =
        Map.of(
            "hub.mode",
            mode,
            "hub.topic",
            topic,
            "hub.challenge",
            "c/1",
            "hub.lease_seconds",
            String.valueOf(lease));
    return new Form(fields).encoded();
  }
}
