// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Bench;
import org.tidings.channel.Channel;
import org.tidings.channel.Golden;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Proof;
import org.tidings.channel.Sighting;
import org.tidings.demo.FakeFault;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.secret.Secret;

/// A page's channel: its posts may be listed.
class PageTest {
  private static final String PAGE = "organization = \"123\"";

  private final Network network = new Network();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void a_page_posts_in_its_own_name() {
    var channel = connected("w_organization_social", "r_organization_social");
    assertThat(network.publish(channel, Network.post("A"))).isInstanceOf(Outcome.Published.class);
    assertThat(network.payload(channel, Network.post("B"), KEY).body())
        .startsWith("{\"author\":\"urn:li:organization:123\"");
  }

  @Test
  void its_posts_are_read_back_by_their_cards_address() {
    var channel = connected("w_organization_social", "r_organization_social");
    var outcome = (Outcome.Published) network.publish(channel, Network.post("A"));
    for (var i = 0; i < 25; i++) {
      network.clock.advance(Duration.ofSeconds(1));
      network.publish(channel, Network.post("other " + i), Network.key("other-" + i));
    }
    var payload = network.payload(channel, Network.post("A"), KEY);
    assertThat(channel.find(payload, KEY, NOW)).isEqualTo(new Sighting.Found(outcome.receipt()));
    assertThat(channel.find(network.payload(channel, Network.post("C"), KEY), KEY, NOW))
        .isInstanceOf(Sighting.Absent.class);
    assertThat(channel.find(payload, KEY, NOW.plus(Duration.ofHours(1))))
        .isInstanceOf(Sighting.Absent.class);
    assertThat(channel.find(wordsOnly(payload), KEY, NOW)).isInstanceOf(Sighting.Found.class);
  }

  private static Payload wordsOnly(Payload payload) {
    return new Payload(payload.body(), "");
  }

  @Test
  void more_posts_than_are_looked_at_prove_nothing() {
    var channel = connected("w_organization_social", "r_organization_social");
    var payload = network.payload(channel, Network.post("A"), KEY);
    for (var i = 0; i < 50; i++) {
      network.publish(channel, Network.post("other " + i), Network.key("other-" + i));
    }
    assertThat(channel.find(payload, KEY, NOW)).isInstanceOf(Sighting.NotLooked.class);
  }

  @Test
  void what_can_be_listed_is_a_stronger_proof_than_a_refusal() {
    assertThat(connected("w_organization_social", "r_organization_social").proofs())
        .containsExactly(new Proof.ReadBack(), new Proof.DuplicateRefusal(Duration.ofHours(12)));
  }

  @Test
  void an_owner_who_may_only_write_is_told_so() {
    network.keyring.put(
        "tokens",
        Secret.of(network.linkedin.tokens(network.linkedin.newToken("w_organization_social"))));
    var channel = network.channel(PAGE);
    assertThat(channel.check())
        .isInstanceOfSatisfying(Health.Good.class, it -> assertThat(it.hints()).hasSize(1));
    assertThat(channel.proofs()).containsExactly(new Proof.DuplicateRefusal(Duration.ofHours(12)));
    assertThat(network.publish(channel, Network.post("A"))).isInstanceOf(Outcome.Published.class);
    assertThat(channel.find(network.payload(channel, Network.post("A"), KEY), KEY, NOW))
        .isInstanceOf(Sighting.NotLooked.class);
  }

  /// The list knows better than the refusal whether the post is there, and since when.
  @Test
  void a_refused_twin_is_looked_for() {
    var channel = connected("w_organization_social", "r_organization_social");
    var first = (Outcome.Published) network.publish(channel, Network.post("A"));
    assertThat(network.publish(channel, Network.post("A")))
        .isEqualTo(new Outcome.AlreadyPublished(first.receipt()));
    network.linkedin.delete(first.receipt().remoteId());
    assertThat(network.publish(channel, Network.post("A"))).isInstanceOf(Outcome.Duplicate.class);
  }

  @Test
  void a_list_that_can_not_be_had_says_nothing() throws IOException {
    try (var server = StubServer.start()) {
      server.on(
          "GET",
          "/rest/posts",
          StubAnswer.json(200, "{\"elements\":[]}"),
          StubAnswer.json(200, "{\"elements\":[]}"),
          StubAnswer.json(429, "{\"message\":\"throttled\"}").header("Retry-After", "60"),
          StubAnswer.status(500),
          StubAnswer.json(200, "{}"),
          StubAnswer.json(401, "{\"message\":\"revoked\"}"));
      try (var bench = bench(server)) {
        assertThat(bench.channel().check()).isInstanceOf(Health.Good.class);
        var payload = bench.payload(Network.post("A"));
        assertThat(bench.channel().find(payload, KEY, NOW)).isInstanceOf(Sighting.Absent.class);
        Golden.check("linkedin", "find", server.requests("/rest/posts").get(1), server);
        assertThat(bench.channel().find(payload, KEY, NOW))
            .isInstanceOfSatisfying(
                Sighting.NotLooked.class,
                it -> assertThat(it.retryAfter()).hasValue(Duration.ofMinutes(1)));
        for (var i = 0; i < 3; i++) {
          assertThat(bench.channel().find(payload, KEY, NOW))
              .isInstanceOf(Sighting.NotLooked.class);
        }
      }
    }
  }

  @Test
  void another_page_is_not_ones_own() {
    network.login("w_organization_social", "r_organization_social");
    var channel = network.channel("organization = \"124\"");
    assertThat(network.publish(channel, Network.post("A")))
        .isInstanceOfSatisfying(
            Outcome.Misconfigured.class,
            it -> assertThat(it.reason()).contains("content administrator"));
  }

  @Test
  void a_page_that_does_not_answer_is_not_yet_known_to_be_bad() {
    network.login("w_organization_social", "r_organization_social");
    network.linkedin.end("202607");
    assertThat(network.channel(PAGE).check()).isInstanceOf(Health.Unreachable.class);
    assertThat(network.channel(PAGE).check()).isInstanceOf(Health.Good.class);
    network.linkedin.fail(new FakeFault.Status(404, Map.of(), "{\"message\":\"no author\"}"));
    assertThat(network.publish(network.channel(PAGE), Network.post("A")))
        .isInstanceOf(Outcome.Misconfigured.class);
  }

  private Channel connected(String... scopes) {
    network.login(scopes);
    var channel = network.channel(PAGE);
    assertThat(channel.check()).isInstanceOf(Health.Good.class);
    return channel;
  }

  private static Bench bench(StubServer server) {
    return Bench.open(
        new LinkedIn(),
        PAGE + "\napi = \"" + server.uri("") + "\"",
        server,
        "/rest/posts",
        keyring ->
            keyring.put(
                "tokens",
                Secret.of(
                    "{\"host\":\""
                        + server.uri("/").getAuthority()
                        + "\",\"access\":\"a-token\"}")));
  }
}
