// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Channel;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.config.Sections;
import org.tidings.demo.FakeFault;
import org.tidings.demo.FakePost;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.post.Post;

/// A member's channel on the fake LinkedIn.
class LinkedInChannelTest {
  private final Network network = new Network();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void an_article_becomes_a_post_with_a_card() {
    network.login();
    var channel = network.channel();
    var post =
        channel.compose(
            ArticleSamples.ordinary(), Network.template(new LinkedIn().defaultTemplate()));
    var outcome = network.publish(channel, post);
    assertThat(network.linkedin.posts())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.text())
                  .startsWith("How we moved four terabytes without downtime\n\nThe old disks")
                  .endsWith("#ClimateChange #PostgreSQL #Debian8");
              assertThat(it.link())
                  .hasValue(URI.create("https://blog.example/2026/11/moving-house"));
              assertThat(it.card().map(FakePost.Card::title))
                  .hasValue("How we moved four terabytes without downtime");
            });
    var url = ((Outcome.Published) outcome).receipt().url().orElseThrow();
    assertThat(network.http().send(Request.get(url)))
        .isInstanceOfSatisfying(
            Reply.Answer.class,
            it -> assertThat(it.text()).contains("How we moved four terabytes", "Asha Example"));
  }

  @Test
  void an_article_without_an_address_is_only_words() {
    network.login();
    var channel = network.channel();
    var post = channel.compose(ArticleSamples.bare(), Network.template("{{ title }}"));
    assertThat(network.publish(channel, post)).isInstanceOf(Outcome.Published.class);
    assertThat(network.linkedin.posts().getFirst().card()).isEmpty();
  }

  /// 200 UTF-16 units, whole words; and both must be there.
  @Test
  void the_cards_words_are_cut_and_never_missing() {
    network.login();
    var channel = network.channel();
    var link = URI.create("https://blog.example/x");
    var cards =
        List.of(
            new Post.Card(link, "t".repeat(200), "d", Optional.empty()),
            new Post.Card(link, "word ".repeat(50), "d", Optional.empty()),
            new Post.Card(link, "👩‍👩‍👧‍👦".repeat(100), "d", Optional.empty()),
            new Post.Card(link, "", "", Optional.empty()));
    for (var i = 0; i < cards.size(); i++) {
      var post =
          new Post(
              "text " + i,
              List.of(),
              Optional.of(link),
              Optional.of(cards.get(i)),
              Optional.empty(),
              Optional.empty(),
              "",
              false);
      assertThat(network.publish(channel, post, Network.key("card-" + i)))
          .isInstanceOf(Outcome.Published.class);
    }
    var shown = network.linkedin.posts().stream().map(it -> it.card().orElseThrow()).toList();
    assertThat(shown).allMatch(it -> it.title().length() <= 200);
    assertThat(shown.get(0).title()).isEqualTo("t".repeat(200));
    assertThat(shown.get(1).title()).endsWith("word…");
    assertThat(shown.get(3)).isEqualTo(new FakePost.Card("blog.example", "blog.example"));
  }

  @Test
  void the_cards_words_are_cut_where_the_owner_says() {
    network.login();
    var channel = network.channel("title_length = 20\ndescription_length = 30");
    var link = URI.create("https://blog.example/x");
    var card = new Post.Card(link, "word ".repeat(9), "more ".repeat(9), Optional.empty());
    var post =
        new Post(
            "text",
            List.of(),
            Optional.of(link),
            Optional.of(card),
            Optional.empty(),
            Optional.empty(),
            "",
            false);
    network.publish(channel, post, Network.key("card"));
    assertThat(network.linkedin.posts().getFirst().card())
        .contains(new FakePost.Card("word word word word…", "more more more more more more…"));
  }

  @Test
  void a_twin_is_refused_by_name_even_if_it_is_gone() {
    network.login();
    var channel = network.channel();
    var first = (Outcome.Published) network.publish(channel, Network.post("A"));
    var again = network.publish(channel, Network.post("A"));
    assertThat(again)
        .isInstanceOfSatisfying(
            Outcome.Duplicate.class, it -> assertThat(it.receipt()).hasValue(first.receipt()));
    network.linkedin.delete(first.receipt().remoteId());
    assertThat(network.publish(channel, Network.post("A"))).isEqualTo(again);
    network.clock.advance(Duration.ofHours(25));
    assertThat(network.publish(channel, Network.post("A"))).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void nobody_may_read_a_members_posts_so_only_a_refusal_proves() {
    network.login();
    assertThat(network.channel().proofs())
        .containsExactly(new Proof.DuplicateRefusal(Duration.ofHours(12)));
  }

  @Test
  void a_version_that_is_over_is_stepped_over_and_that_is_told() {
    network.login();
    network.linkedin.end("202607", "202608");
    var channel = network.channel();
    var payload = network.payload(channel, Network.post("A"), KEY);
    for (var next : List.of("202608", "202609")) {
      assertThat(channel.publish(payload, KEY))
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              it -> assertThat(it.reason()).contains("set version = \"" + next + "\""));
    }
    assertThat(network.channel().publish(payload, KEY)).isInstanceOf(Outcome.Published.class);
    assertThat(channel.check())
        .isInstanceOfSatisfying(
            Health.Good.class,
            it -> assertThat(it.hints()).singleElement().asString().contains("202609"));
  }

  @Test
  void without_any_live_version_the_owner_must_say() {
    network.clock.set(Instant.parse("2028-03-01T00:00:00Z"));
    network.login("openid", "profile", "w_member_social");
    for (var month = 1; month <= 12; month++) {
      network.linkedin.end("2027%02d".formatted(month), "2028%02d".formatted(month));
    }
    var channel = network.channel();
    var payload = network.payload(channel, Network.post("A"), KEY);
    var outcome = channel.publish(payload, KEY);
    for (var steps = 0; outcome instanceof Outcome.Deferred && steps < 20; steps++) {
      outcome = channel.publish(payload, KEY);
    }
    assertThat(outcome).isInstanceOf(Outcome.Misconfigured.class);
  }

  /// First a quarter of an hour, then until five past midnight; after a success from the start.
  @Test
  void a_limit_without_a_word_is_waited_for_ever_longer() {
    network.login();
    var channel = network.channel();
    var payload = network.payload(channel, Network.post("A"), KEY);
    var full = new FakeFault.Status(429, Map.of(), "{\"message\":\"Resource level throttle\"}");
    network.linkedin.fail(full, full, full);
    assertThat(asked(channel.publish(payload, KEY))).hasValue(Duration.ofMinutes(15));
    network.clock.advance(Duration.ofMinutes(15));
    assertThat(asked(network.channel().publish(payload, KEY)))
        .hasValue(Duration.between(network.clock.instant(), at("2026-11-25T00:05:00Z")));
    network.clock.set(at("2026-11-25T00:05:00Z"));
    assertThat(asked(channel.publish(payload, KEY))).hasValue(Duration.ofMinutes(15));
    assertThat(channel.publish(payload, KEY)).isInstanceOf(Outcome.Published.class);
    assertThat(network.keyring.get("limited")).isEmpty();
  }

  @Test
  void a_resource_that_stays_forbidden_pauses_the_channel() {
    network.login();
    var channel = network.channel();
    var payload = network.payload(channel, Network.post("A"), KEY);
    var forbidden = new FakeFault.Status(403, Map.of(), "{\"message\":\"resource is forbidden\"}");
    network.linkedin.fail(forbidden, forbidden);
    assertThat(asked(channel.publish(payload, KEY))).hasValue(Duration.ofMinutes(5));
    assertThat(channel.publish(payload, KEY)).isInstanceOf(Outcome.Misconfigured.class);
    assertThat(channel.publish(payload, KEY)).isInstanceOf(Outcome.Published.class);
    assertThat(network.keyring.get("forbidden")).isEmpty();
  }

  @Test
  void a_payload_for_another_account_is_prepared_anew() {
    network.login("w_organization_social", "r_organization_social");
    var page = network.channel("organization = \"123\"");
    var payload = network.payload(page, Network.post("A"), KEY);
    network.login();
    var member = network.channel();
    assertThat(member.check()).isInstanceOf(Health.Good.class);
    assertThat(member.publish(payload, KEY)).isInstanceOf(Outcome.Stale.class);
    assertThat(network.publish(member, Network.post("A"))).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void nothing_is_prepared_without_permission() {
    network.login("w_member_social");
    assertThat(network.channel().prepare(Network.post("A"), KEY))
        .isInstanceOfSatisfying(
            Preparation.NotReady.class,
            it -> assertThat(it.outcome()).isInstanceOf(Outcome.Misconfigured.class));
    network.login("openid", "profile");
    assertThat(network.publish(network.channel(), Network.post("A")))
        .isInstanceOfSatisfying(
            Outcome.Misconfigured.class,
            it -> assertThat(it.reason()).contains("Not enough permissions", "w_member_social"));
  }

  /// A changed `api` must not carry the token somewhere else.
  @Test
  void a_token_is_shown_to_no_other_host() {
    network.login();
    var channel = channelAt("http://127.0.0.1:1");
    assertThat(channel.check())
        .isInstanceOfSatisfying(
            Health.Bad.class, it -> assertThat(it.reason()).contains("is not shown to"));
    assertThat(network.requests).isEmpty();
  }

  private Channel channelAt(String api) {
    var section = Sections.of("api = \"" + api + "\"").section();
    return new LinkedIn().read(section).open(network.context());
  }

  @Test
  void nothing_is_connected_yet() {
    assertThat(network.channel().check())
        .isEqualTo(new Health.Bad("no credential is stored", "run: tidings connect network"));
    assertThat(network.channel().prepare(Network.post("A"), KEY))
        .isEqualTo(new Preparation.NotReady(new Outcome.Unauthorized("no credential is stored")));
  }

  private static Optional<Duration> asked(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
    return ((Outcome.Deferred) outcome).retryAfter();
  }

  private static Instant at(String time) {
    assertThat(NOW).isBefore(Instant.parse(time));
    return Instant.parse(time);
  }
}
