// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.secret.Secret;

class GoogleConnectorTest {
  private final Owner owner = new Owner();

  @AfterEach
  void close() {
    owner.close();
  }

  @Test
  void a_single_profile_needs_no_choice() {
    assertThat(connect(owner.google().clientSecret()))
        .isEqualTo(new Health.Good("Riverside Notes", Optional.empty()));
    assertThat(owner.pages().getFirst().toString())
        .contains("access_type=offline", "prompt=consent", "code_challenge_method=S256")
        .contains("business.manage", "redirect_uri=http%3A%2F%2F127.0.0.1%3A8765")
        .doesNotContain(owner.google().clientSecret());
    assertThat(owner.channel().check())
        .isEqualTo(new Health.Good("Riverside Notes", Optional.empty()));
  }

  @Test
  void says_first_what_is_needed() {
    connect(owner.google().clientSecret());
    assertThat(String.join("\n", owner.said()))
        .contains("https://support.google.com/business/contact/api_default")
        .contains("In Testing the access ends after 7 days")
        .contains("Desktop app", Access.SCOPE, "http://127.0.0.1:8765");
  }

  @Test
  void of_several_accounts_and_locations_the_owner_chooses() {
    owner.google().addAccount("202", "Agency");
    owner.google().addAccount("203", "Friends");
    owner.google().addLocation("302", "Hill Notes");
    assertThat(connect(owner.google().clientSecret(), "0", "four", "4", "3", "2"))
        .as("the posts of that place are not ours to see")
        .isInstanceOf(Health.Bad.class);
    assertThat(owner.said()).contains("  3  Friends (account = \"203\")");
    assertThat(owner.said()).contains("  2  Hill Notes (location = \"302\")");
    assertThat(owner.keyring().get("tokens")).isEmpty();
    assertThat(connect(owner.google().clientSecret(), "1", "1")).isInstanceOf(Health.Good.class);
    assertThat(owner.keyring().get("place").orElseThrow().reveal()).contains("Riverside Notes");
  }

  @Test
  void what_is_configured_is_not_asked_for() {
    owner.google().addAccount("202", "Agency");
    assertThat(owner.connect(owner.google().toml(), owner.google().clientSecret()))
        .isEqualTo(new Health.Good("location 4400000000000000001", Optional.empty()));
  }

  @Test
  void the_seven_days_of_an_app_in_testing_are_told() {
    owner.google().testing(true);
    var health = connect(owner.google().clientSecret());
    assertThat(health)
        .isInstanceOfSatisfying(
            Health.Good.class,
            it -> {
              assertThat(it.expires()).hasValue(ChannelContract.NOW.plus(Duration.ofDays(7)));
              assertThat(it.hints()).singleElement().asString().contains("In production");
            });
    owner.clock().advance(Duration.ofDays(8));
    assertThat(owner.channel().upkeep())
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> assertThat(it.reason()).contains("expired or revoked", "In production"));
  }

  @Test
  void without_the_permission_nothing_is_stored() {
    owner.google().withhold();
    assertThat(connect(owner.google().clientSecret()))
        .isInstanceOfSatisfying(
            Health.Bad.class, it -> assertThat(it.remedy()).contains("tick the box"));
    assertThat(owner.keyring().get("tokens")).isEmpty();
    assertThat(owner.keyring().get("client_secret")).isEmpty();
  }

  @Test
  void a_wrong_client_secret_says_where_to_look() {
    assertThat(connect("GOCSPX-wrong"))
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> {
              assertThat(it.remedy()).contains("client_id", "client secret");
              assertThat(it.toString()).doesNotContain("GOCSPX-wrong");
            });
    assertThat(owner.keyring().get("client_secret")).isEmpty();
  }

  @Test
  void a_project_that_was_not_allowed_is_told_to_apply() {
    owner.google().allow(false);
    assertThat(connect(owner.google().clientSecret()))
        .isInstanceOfSatisfying(
            Health.Bad.class, it -> assertThat(it.reason()).contains("api_default"));
  }

  @Test
  void an_owner_of_nothing_is_told_so() {
    owner.google().closeAccounts();
    assertThat(connect(owner.google().clientSecret()))
        .isInstanceOfSatisfying(
            Health.Bad.class, it -> assertThat(it.reason()).contains("no Business Profile"));
  }

  @Test
  void a_reconnect_that_fails_leaves_the_good_access_alone() {
    owner.connected();
    var before = owner.keyring().get("tokens").orElseThrow();
    owner.google().closeAccounts();
    assertThat(connect("yes")).isInstanceOf(Health.Bad.class);
    assertThatThrownBy(this::connect).isInstanceOf(Connector.Cancelled.class);
    assertThat(owner.keyring().get("tokens")).hasValue(before);
  }

  @Test
  void a_reconnect_may_use_the_secret_from_before() {
    owner.connected();
    assertThat(connect("yes")).isInstanceOf(Health.Good.class);
    assertThat(connect("no", owner.google().clientSecret())).isInstanceOf(Health.Good.class);
    assertThat(owner.keyring().get("client_secret"))
        .hasValue(Secret.of(owner.google().clientSecret()));
  }

  private Health connect(String... typed) {
    return owner.connect(owner.google().tomlToConnect(), typed);
  }
}
