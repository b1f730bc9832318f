// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.SettableClock;
import org.tidings.config.FeedId;
import org.tidings.config.WebSubSettings;
import org.tidings.feed.HubOffer;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Listener;
import org.tidings.http.StubAnswer;
import org.tidings.push.Protocol.Answer;
import org.tidings.secret.Vault;
import org.tidings.store.Database;

/// The subscriber against an rssCloud server, both on real sockets.
class RssCloudTest {
  private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
  private static final FeedId BLOG = new FeedId("blog");
  private static final URI TOPIC = URI.create("https://blog.example/feed/?a=1&b=2");
  private static final URI OTHER = URI.create("https://other.example/feed/");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(START);
  private final CloudServer cloud = new CloudServer();
  private final Egress egress = Egress.open("0-test");
  private final Http http = egress.http(List.of("127.0.0.1"));
  private Listener door;
  private Database database;
  private Subscriptions it;

  @BeforeEach
  void open() throws IOException {
    database = Database.open(folder.resolve("tidings.db"));
    var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    door = Listener.open(loopback, 1000, this::answer);
    it = subscriptions(Optional.of(callback()));
  }

  private Subscriptions subscriptions(Optional<URI> rsscloud) {
    return new Subscriptions(
        database,
        Vault.open(database, folder, clock).notes("websub"),
        new WebSubSettings(URI.create("https://me.example/websub"), rsscloud, door.address()),
        clock,
        new SecureRandom());
  }

  private URI callback() {
    return URI.create("http://127.0.0.1:%d/rsscloud/".formatted(door.address().getPort()));
  }

  private Listener.Response answer(Listener.Call call) {
    var token = call.path().substring(call.path().lastIndexOf('/') + 1);
    if (call.method().equals("GET")) {
      return it.verify(token, call.query())
          .map(challenge -> new Listener.Response(200, challenge))
          .orElse(new Listener.Response(404, ""));
    }
    return switch (it.deliver(token, Optional.empty(), call.body())) {
      case TAKEN -> new Listener.Response(200, "");
      case IGNORED -> new Listener.Response(202, "");
      case UNKNOWN -> new Listener.Response(410, "");
    };
  }

  @AfterEach
  void close() {
    door.close();
    database.close();
    egress.close();
    cloud.close();
  }

  @Test
  void a_server_is_told_where_to_call_and_about_which_feed() {
    subscribe();
    assertThat(cloud.asked()).hasSize(1);
    var form = cloud.asked().getFirst();
    assertThat(form.get("notifyProcedure")).contains("");
    assertThat(form.get("protocol")).contains("http-post");
    assertThat(form.get("domain")).contains("127.0.0.1");
    assertThat(form.get("port")).contains(String.valueOf(door.address().getPort()));
    assertThat(form.get("path").orElseThrow()).matches("/rsscloud/[0-9a-f]{32}");
    assertThat(form.get("url1")).contains(TOPIC.toString());
  }

  @ParameterizedTest
  @CsvSource({"http://me.example/r, 80, http-post", "https://me.example/r, 443, https-post"})
  void an_address_without_a_port_has_the_usual_one(URI callback, String port, String protocol) {
    it = subscriptions(Optional.of(callback));
    cloud.answering(StubAnswer.status(500));
    subscribe();
    var form = cloud.asked().getFirst();
    assertThat(form.get("domain")).contains("me.example");
    assertThat(form.get("port")).contains(port);
    assertThat(form.get("protocol")).contains(protocol);
  }

  @Test
  void what_it_says_makes_the_feed_wanted_and_is_never_relied_on() {
    subscribe();
    assertThat(it.wanted()).isEmpty();
    for (var day = 0; day < 3; day++) {
      assertThat(cloud.publish(TOPIC)).containsExactly(200);
      assertThat(it.wanted()).containsExactly(BLOG);
      it.polled(BLOG, true);
      assertThat(it.isProven(BLOG)).isFalse();
      clock.advance(Duration.ofMinutes(5));
    }
  }

  @Test
  void nothing_about_another_feed_is_taken() {
    subscribe();
    var address = cloud.subscribers(TOPIC).iterator().next();
    assertThat(cloud.call(address, OTHER)).isEqualTo(202);
    assertThat(cloud.answer(address, OTHER.toString(), "c").status()).isEqualTo(404);
    assertThat(cloud.answer(address, TOPIC.toString(), "").status()).isEqualTo(404);
    assertThat(cloud.answer(address, TOPIC.toString(), "c").text()).isEqualTo("c");
    assertThat(it.wanted()).isEmpty();
  }

  @Test
  void a_stranger_who_does_not_know_the_address_moves_nothing() {
    subscribe();
    var guessed = callback().resolve("0".repeat(32));
    assertThat(cloud.call(guessed, TOPIC)).isEqualTo(410);
    assertThat(cloud.answer(guessed, TOPIC.toString(), "c").status()).isEqualTo(404);
    assertThat(it.wanted()).isEmpty();
  }

  @Test
  void over_thirty_days_it_is_renewed_every_day_at_the_same_address() {
    subscribe();
    for (var hour = 0; hour < 30 * 24; hour++) {
      clock.advance(Duration.ofHours(1));
      tend();
      assertThat(cloud.publish(TOPIC)).as("hour " + hour).containsExactly(200);
    }
    // The first, and at the full hour after 23 to 24 of them.
    assertThat(cloud.asked()).hasSize(1 + 30);
    assertThat(cloud.asked().stream().map(it -> CloudServer.said(it, "path")).distinct())
        .hasSize(1);
  }

  @Test
  void a_registration_that_was_not_renewed_ends_after_25_hours() {
    subscribe();
    clock.advance(Duration.ofHours(25).minusSeconds(1));
    assertThat(cloud.publish(TOPIC)).containsExactly(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(cloud.publish(TOPIC)).containsExactly(410);
  }

  @Test
  void a_server_that_has_moved_is_asked_where_it_is_now() {
    offer(cloud.formerAddress());
    tend();
    assertThat(cloud.asked()).hasSize(1);
    assertThat(cloud.publish(TOPIC)).containsExactly(200);
  }

  @Test
  void another_server_gets_an_address_of_its_own() {
    subscribe();
    try (var other = new CloudServer()) {
      offer(other.address());
      tend();
      assertThat(other.subscribers(TOPIC)).doesNotContainAnyElementsOf(cloud.subscribers(TOPIC));
      assertThat(other.publish(TOPIC)).containsExactly(200);
      clock.advance(Duration.ofHours(24));
      assertThat(cloud.publish(TOPIC)).as("the one before").containsExactly(410);
    }
  }

  @Test
  void a_hub_of_websub_that_can_be_told_a_secret_comes_first() {
    var rsscloud = new HubOffer(HubOffer.Kind.RSSCLOUD, cloud.address(), TOPIC);
    try (var hub = new Hub()) {
      var websub = new HubOffer(HubOffer.Kind.WEBSUB, hub.address(), TOPIC);
      it.offered(BLOG, List.of(websub, rsscloud));
      tend();
      assertThat(hub.count()).isEqualTo(1);
      assertThat(cloud.asked()).isEmpty();
      var plain = new HubOffer(HubOffer.Kind.WEBSUB, URI.create("http://hub.example/"), TOPIC);
      it.offered(BLOG, List.of(plain, rsscloud));
      tend();
      assertThat(hub.count()).isEqualTo(1);
      assertThat(cloud.asked()).hasSize(1);
    }
  }

  @Test
  void no_server_is_asked_unless_the_owner_says_where_it_may_call() {
    it = subscriptions(Optional.empty());
    subscribe();
    assertThat(cloud.asked()).isEmpty();
    it = subscriptions(Optional.of(callback()));
    subscribe();
    it = subscriptions(Optional.empty());
    clock.advance(Duration.ofHours(24));
    tend();
    assertThat(cloud.asked()).hasSize(1);
    clock.advance(Duration.ofMinutes(30));
    assertThat(cloud.publish(TOPIC)).as("the line was taken out").containsExactly(410);
  }

  @Test
  void a_server_that_refuses_is_left_alone_for_a_day() {
    cloud.answering(CloudServer.result("<notifyResult success=\"false\" msg=\"No feed.\"/>"));
    subscribe();
    clock.advance(Duration.ofHours(23));
    tend();
    assertThat(cloud.asked()).hasSize(1);
    clock.advance(Duration.ofHours(2));
    tend();
    assertThat(cloud.asked()).hasSize(2);
  }

  @Test
  void a_server_that_repeats_our_address_does_not_bring_it_into_the_log() {
    cloud.repeating("<notifyResult success=\"false\" msg=\"No answer from %s\"/>");
    subscribe();
    var path = CloudServer.said(cloud.asked().getFirst(), "path");
    var token = path.substring(path.lastIndexOf('/') + 1);
    var reason = database.read(tx -> PushTable.find(tx, BLOG)).flatMap(PushRow::reason);
    assertThat(reason.orElseThrow()).contains("No answer from /rsscloud/…").doesNotContain(token);
  }

  @Test
  void what_a_server_answers_is_told() {
    assertThat(answered("<notifyResult success=\"true\" msg=\"Thanks.\"/>"))
        .isInstanceOf(Answer.Accepted.class);
    assertThat(answered("<notifyResult msg='It \"worked\"' success='true'/>"))
        .isInstanceOf(Answer.Accepted.class);
    refused("<notifyResult success=\"false\" msg=\"No feed for url1.\"/>", "No feed for url1.");
    refused("<notifyResult success='false'/>", "no reason given");
    refused("<html><p class=\"msg\">Welcome! success=\"true\"</p></html>", "something else");
    refused("", "something else");
  }

  private static void refused(String body, String why) {
    assertThat(answered(body))
        .asInstanceOf(type(Answer.Refused.class))
        .satisfies(it -> assertThat(it.why()).contains(why));
  }

  private static Answer answered(String body) {
    try (var server = new CloudServer();
        var egress = Egress.open("0-test")) {
      server.answering(StubAnswer.ok("text/xml", body));
      return new RssCloud(new Callback(URI.create("http://me.example/")), new SecureRandom())
          .ask(
              new HubOffer(HubOffer.Kind.RSSCLOUD, server.address(), TOPIC),
              "token",
              egress.http(List.of("127.0.0.1")));
    }
  }

  private void subscribe() {
    offer(cloud.address());
    tend();
  }

  private void offer(URI address) {
    it.offered(BLOG, List.of(new HubOffer(HubOffer.Kind.RSSCLOUD, address, TOPIC)));
  }

  private void tend() {
    it.tend(Set.of(BLOG), _ -> http);
  }
}
