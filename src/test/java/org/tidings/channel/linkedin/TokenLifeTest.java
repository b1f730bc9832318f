// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.config.Sections;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Secret;

/// What becomes of a token in its 60 days.
class TokenLifeTest {
  private static final Duration LIFE = Duration.ofDays(60);

  private final Network network = new Network();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void the_stored_end_is_told() {
    network.login();
    assertThat(network.channel().check())
        .isEqualTo(new Health.Good("Asha Example", Optional.of(NOW.plus(LIFE))));
  }

  @Test
  void after_the_end_nobody_is_asked() {
    network.login();
    var channel = network.channel();
    var payload = network.payload(channel, Network.post("A"), KEY);
    network.clock.advance(LIFE);
    network.requests.clear();
    assertThat(channel.publish(payload, KEY)).isInstanceOf(Outcome.Unauthorized.class);
    assertThat(channel.upkeep())
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> {
              assertThat(it.reason()).contains("60 days");
              assertThat(it.remedy()).isEqualTo("run: tidings connect network");
            });
    assertThat(network.requests).isEmpty();
  }

  @Test
  void upkeep_asks_once_a_day() {
    network.login();
    var channel = network.channel();
    assertThat(channel.upkeep()).isInstanceOf(Health.Good.class);
    network.clock.advance(Duration.ofHours(8));
    assertThat(channel.upkeep())
        .isEqualTo(new Health.Good("Asha Example", Optional.of(NOW.plus(LIFE))));
    assertThat(network.requests).hasSize(1);
    network.clock.advance(Duration.ofHours(16));
    assertThat(channel.upkeep()).isInstanceOf(Health.Good.class);
    assertThat(network.requests).hasSize(2);
  }

  @Test
  void a_refusal_is_not_forgotten_by_upkeep() {
    network.login();
    var channel = network.channel();
    var payload = network.payload(channel, Network.post("A"), KEY);
    network.linkedin.revokeTokens();
    assertThat(channel.publish(payload, KEY)).isInstanceOf(Outcome.Unauthorized.class);
    assertThat(channel.upkeep()).isInstanceOf(Health.Bad.class);
  }

  /// Nobody tells when such a token ends; at the latest it is 60 days after we saw it first.
  @Test
  void a_token_of_the_configuration_ends_too() {
    network.keyring.put("token", Secret.of(network.linkedin.token() + "\n"));
    var channel = network.channel("token = { env = \"LINKEDIN_TOKEN\" }");
    assertThat(channel.check())
        .isEqualTo(new Health.Good("Asha Example", Optional.of(NOW.plus(LIFE))));
    network.clock.advance(Duration.ofDays(10));
    assertThat(channel.check())
        .isEqualTo(new Health.Good("Asha Example", Optional.of(NOW.plus(LIFE))));
    assertThat(network.publish(channel, Network.post("A"))).isInstanceOf(Outcome.Published.class);
    network.keyring.put("token", Secret.of(network.linkedin.newToken("openid", "profile")));
    assertThat(channel.check())
        .isEqualTo(
            new Health.Good("Asha Example", Optional.of(NOW.plus(Duration.ofDays(10)).plus(LIFE))));
    network.linkedin.revokeTokens();
    assertThat(channel.check())
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it ->
                assertThat(it.remedy())
                    .isEqualTo("put a new token where `token` of channel network points"));
  }

  @Test
  void a_partners_token_is_renewed_before_it_ends() {
    partner();
    var channel = network.channel();
    var end = NOW.plus(Duration.ofDays(365));
    assertThat(channel.check()).isEqualTo(new Health.Good("Asha Example", Optional.of(end)));
    var old = tokens().access();
    network.clock.advance(LIFE.minusMinutes(2));
    assertThat(channel.upkeep()).isEqualTo(new Health.Good("Asha Example", Optional.of(end)));
    assertThat(tokens().access()).isNotEqualTo(old);
    assertThat(network.publish(channel, Network.post("A"))).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void a_partners_token_that_was_refused_is_renewed_once() {
    partner();
    var channel = network.channel();
    var payload = network.payload(channel, Network.post("A"), KEY);
    network.clock.advance(Duration.ofHours(1));
    network.linkedin.revokeTokens();
    assertThat(channel.publish(payload, KEY)).isInstanceOf(Outcome.Deferred.class);
    assertThat(channel.publish(payload, KEY)).isInstanceOf(Outcome.Published.class);
    network.linkedin.revokeTokens();
    assertThat(channel.publish(payload, KEY)).isInstanceOf(Outcome.Unauthorized.class);
  }

  @Test
  void after_a_year_the_owner_must_connect_again() {
    partner();
    var channel = network.channel();
    network.clock.advance(Duration.ofDays(366));
    assertThat(channel.upkeep())
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> assertThat(it.remedy()).isEqualTo("run: tidings connect network"));
  }

  /// Another address of LinkedIn's must not be told the app's secret or the refresh token.
  @Test
  void renewing_goes_only_where_the_tokens_came_from() {
    partner();
    network.clock.advance(LIFE);
    var channel = network.channel();
    var elsewhere =
        new LinkedIn()
            .read(
                Sections.of(
                        "api = \"%s\"%nauth = \"http://127.0.0.1:1\""
                            .formatted(network.linkedin.address()))
                    .section())
            .open(network.context());
    network.requests.clear();
    assertThat(elsewhere.upkeep()).isInstanceOf(Health.Bad.class);
    assertThat(network.requests).isEmpty();
    assertThat(channel.upkeep()).isInstanceOf(Health.Good.class);
  }

  private void partner() {
    network.linkedin.partner(true);
    assertThat(new Owner(network).connects("browser")).isInstanceOf(Health.Good.class);
    assertThat(tokens().scopes()).isEqualTo(List.of("openid", "profile", "w_member_social"));
  }

  private Tokens tokens() {
    return Tokens.read(network.keyring, "tokens", network.linkedin.address()).orElseThrow();
  }
}
