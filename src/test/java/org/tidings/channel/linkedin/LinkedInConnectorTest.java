// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.NOW;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.config.Sections;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Secret;

class LinkedInConnectorTest {
  private static final Health GOOD =
      new Health.Good("Asha Example", Optional.of(NOW.plus(Duration.ofDays(60))));

  private final Network network = new Network();
  private final Owner owner = new Owner(network);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void the_browser_ends_with_a_token_that_posts() {
    assertThat(owner.connects("browser")).isEqualTo(GOOD);
    assertThat(network.publish(network.channel(), Network.post("A")))
        .isInstanceOf(Outcome.Published.class);
    assertThat(owner.pages)
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.getQuery())
                    .contains(
                        "scope=openid+profile+w_member_social",
                        "redirect_uri=http://127.0.0.1:8765/callback",
                        "state=")
                    // LinkedIn refuses it from an app that has a secret.
                    .doesNotContain("code_challenge"));
    assertThat(String.join("\n", owner.said))
        .contains(
            "https://www.linkedin.com/developers/apps",
            "Share on LinkedIn",
            "http://127.0.0.1:8765/callback",
            "openid profile w_member_social",
            "60 days")
        .doesNotContain("WPL_AP1");
  }

  @Test
  void a_token_may_be_pasted_instead() {
    owner.token = network.linkedin.token();
    assertThat(owner.connects("token")).isEqualTo(GOOD);
    assertThat(network.publish(network.channel(), Network.post("A")))
        .isInstanceOf(Outcome.Published.class);
    assertThat(owner.pages).isEmpty();
  }

  @Test
  void the_app_is_asked_for_once() {
    owner.connects("browser");
    var again = new Owner(network);
    assertThat(again.connects("browser")).isEqualTo(GOOD);
    assertThat(again.asked).hasSize(1);
  }

  @Test
  void what_the_configuration_says_is_not_asked() {
    network.keyring.put("client_secret", Secret.of("WPL_AP1.fake\n"));
    var keys =
        new String[] {"client_id = \"86fake\"", "client_secret = { env = \"LINKEDIN_SECRET\" }"};
    assertThat(owner.connects("browser", keys)).isEqualTo(GOOD);
    assertThat(owner.asked).hasSize(1);
    assertThat(network.keyring.get("app")).isEmpty();
  }

  @Test
  void a_wrong_secret_leaves_the_good_token_alone_and_is_asked_again() {
    network.login();
    var before = network.keyring.get("tokens");
    owner.clientSecret = "wrong";
    assertThat(owner.connects("browser"))
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> {
              assertThat(it.reason()).contains("invalid_client").doesNotContain("wrong");
              assertThat(it.remedy()).isEqualTo("tidings connect network");
            });
    assertThat(network.keyring.get("tokens")).isEqualTo(before);
    assertThat(network.keyring.get("app")).isEmpty();
  }

  /// The secret that was stored was renewed in the portal since.
  @Test
  void a_stored_secret_that_is_wrong_now_is_asked_again() {
    new App("86fake", Secret.of("old")).store(settings(), network.keyring);
    assertThat(owner.connects("browser")).isInstanceOf(Health.Bad.class);
    assertThat(owner.asked).hasSize(1);
    assertThat(owner.connects("browser")).isEqualTo(GOOD);
  }

  @Test
  void a_token_that_does_not_work_is_not_stored() {
    network.login();
    var before = network.keyring.get("tokens");
    owner.token = "wrong";
    assertThat(owner.connects("token")).isInstanceOf(Health.Bad.class);
    assertThat(network.keyring.get("tokens")).isEqualTo(before);
  }

  @Test
  void an_answer_to_another_question_is_refused() {
    owner.browser = it -> URI.create(it.toString().replaceFirst("state=[^&]*", "state=other"));
    assertThat(owner.connects("browser")).isInstanceOf(Health.Bad.class);
    assertThat(network.keyring.get("tokens")).isEmpty();
  }

  @Test
  void an_owner_who_refuses_is_not_connected() {
    owner.browser =
        it ->
            URI.create(it.toString().replaceFirst("code=[^&]*", "error=user_cancelled_authorize"));
    assertThat(owner.connects("browser"))
        .isInstanceOfSatisfying(
            Health.Bad.class, it -> assertThat(it.reason()).contains("user_cancelled_authorize"));
  }

  @Test
  void a_code_that_is_too_old_is_refused() {
    owner.browser =
        it -> {
          network.clock.advance(Duration.ofMinutes(31));
          return it;
        };
    assertThat(owner.connects("browser"))
        .isInstanceOfSatisfying(
            Health.Bad.class, it -> assertThat(it.reason()).contains("invalid_grant"));
  }

  @Test
  void a_page_is_connected_by_its_own_scopes() {
    network.linkedin.products("w_organization_social", "r_organization_social");
    assertThat(owner.connects("browser", "organization = \"123\""))
        .isEqualTo(new Health.Good("page 123", Optional.of(NOW.plus(Duration.ofDays(60)))));
    assertThat(network.publish(network.channel("organization = \"123\""), Network.post("A")))
        .isInstanceOf(Outcome.Published.class);
    assertThat(String.join("\n", owner.said)).contains("Community Management API");
  }

  /// The browser alone shows that the app lacks a product.
  @Test
  void an_app_without_the_product_is_refused() {
    network.linkedin.products("openid", "profile");
    assertThat(owner.connects("browser")).isInstanceOf(Health.Bad.class);
    assertThat(network.keyring.get("tokens")).isEmpty();
  }

  @Test
  void a_token_of_the_configuration_needs_no_connecting() {
    assertThat(network.opener("token = { env = \"LINKEDIN_TOKEN\" }").connector()).isEmpty();
  }

  @Test
  void tokens_are_bound_to_the_interface() {
    owner.connects("browser");
    assertThat(Tokens.read(network.keyring, "tokens", network.linkedin.address()))
        .hasValueSatisfying(
            it -> assertThat(it.host()).isEqualTo(network.linkedin.address().getAuthority()));
  }

  private LinkedInSettings settings() {
    return LinkedInSettings.from(
        Sections.of("auth = \"" + network.linkedin.address() + "\"").section());
  }
}
