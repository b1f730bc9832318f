// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Preparation;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Secret;

class AccessTest {
  private static final Duration LIFE = Duration.ofSeconds(5_183_944);

  private final Network network = new Network("");

  @BeforeEach
  void store() {
    tokens(network.server().token(), Optional.of(NOW.plus(LIFE)));
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void a_young_token_is_left_alone() {
    network.clock().advance(Duration.ofDays(6));
    assertThat(network.channel().upkeep()).isEqualTo(good(NOW.plus(LIFE)));
    assertThat(stored().access()).isEqualTo(Secret.of(network.server().token()));
  }

  @Test
  void every_week_it_is_renewed_and_stored() {
    for (var week = 0; week < 20; week++) {
      network.clock().advance(Duration.ofDays(7));
      assertThat(network.channel().upkeep()).isEqualTo(good(network.clock().instant().plus(LIFE)));
    }
    assertThat(stored().access()).isNotEqualTo(Secret.of(network.server().token()));
    assertThat(network.prepare(network.ordinary())).isInstanceOf(Preparation.Ready.class);
  }

  /// No secret in an address, unless Meta takes nothing else.
  @Test
  void the_token_stays_out_of_addresses() {
    network.clock().advance(Duration.ofDays(7));
    network.channel().upkeep();
    assertThat(network.asked())
        .extracting(URI::toString)
        .anyMatch(it -> it.contains("/refresh_access_token"))
        .noneMatch(it -> it.contains(network.server().token()));
  }

  @Test
  void where_only_the_documented_way_works_that_one_is_gone() {
    network.server().onlyAsDocumented(true);
    network.clock().advance(Duration.ofDays(7));
    assertThat(network.channel().upkeep()).isEqualTo(good(network.clock().instant().plus(LIFE)));
  }

  @Test
  void the_end_of_a_pasted_token_is_learnt_on_the_second_day() {
    tokens(network.server().token(), Optional.empty());
    network.clock().advance(Duration.ofHours(24));
    assertThat(network.channel().upkeep())
        .isEqualTo(new Health.Good("@asha.writes", Optional.empty()));
    network.clock().advance(Duration.ofHours(2));
    assertThat(network.channel().upkeep()).isEqualTo(good(network.clock().instant().plus(LIFE)));
  }

  @Test
  void a_token_that_was_left_alone_for_sixty_days_is_dead() {
    network.clock().advance(Duration.ofDays(61));
    assertThat(network.channel().upkeep())
        .isInstanceOfSatisfying(
            Health.Bad.class, it -> assertThat(it.remedy()).isEqualTo("tidings connect network"));
    assertThat(((Preparation.NotReady) network.prepare(network.ordinary())).outcome())
        .isInstanceOf(Outcome.Unauthorized.class);
  }

  /// Refused within a day of the token's making, as others are for reasons that Meta does not tell.
  @Test
  void a_refused_renewal_is_a_hint_as_long_as_the_token_works() {
    var end = NOW.plus(Duration.ofDays(20));
    tokens(network.server().newToken(), Optional.of(end), NOW.minus(Duration.ofDays(40)));
    assertThat(network.channel().upkeep())
        .isInstanceOfSatisfying(
            Health.Good.class,
            it -> {
              assertThat(it.expires()).contains(end);
              assertThat(it.hints()).singleElement().asString().contains("not 24 hours old");
            });
  }

  @Test
  void without_a_token_the_owner_is_told_what_to_run() {
    network.keyring().remove("token");
    assertThat(network.channel().check())
        .isInstanceOfSatisfying(
            Health.Bad.class, it -> assertThat(it.remedy()).isEqualTo("tidings connect network"));
    assertThat(network.channel().upkeep()).isInstanceOf(Health.Bad.class);
    assertThat(((Preparation.NotReady) network.prepare(network.ordinary())).outcome())
        .isInstanceOf(Outcome.Unauthorized.class);
  }

  @Test
  void a_token_of_another_host_is_not_shown_to_this_one() {
    new Tokens(
            "graph.threads.net",
            Secret.of("elsewhere"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOW,
            List.of())
        .store(network.keyring(), "token");
    assertThat(network.channel().check()).isInstanceOf(Health.Bad.class);
    assertThat(network.channel().publish(new org.tidings.channel.Payload("creation_id=1", ""), KEY))
        .isInstanceOf(Outcome.Unauthorized.class);
    assertThat(network.asked()).isEmpty();
  }

  private static Health good(Instant until) {
    return new Health.Good("@asha.writes", Optional.of(until));
  }

  private void tokens(String access, Optional<Instant> until) {
    tokens(access, until, NOW);
  }

  private void tokens(String access, Optional<Instant> until, Instant obtained) {
    new Tokens(
            network.server().address().getAuthority(),
            Secret.of(access),
            Optional.empty(),
            until,
            Optional.empty(),
            obtained,
            List.of())
        .store(network.keyring(), "token");
  }

  private Tokens stored() {
    return Tokens.read(network.keyring(), "token", network.server().address()).orElseThrow();
  }
}
