// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Health;
import org.tidings.demo.facebook.FakeFacebook;
import org.tidings.secret.Secret;

/// What a check shows of a Page's access.
class HealthTest {
  private final Site site = new Site().login();
  private final FakeFacebook facebook = site.facebook();

  @AfterEach
  void close() {
    site.close();
  }

  /// The token itself has no end; the access to the data behind it ends after 90 days.
  @Test
  void the_earlier_end_is_told() {
    assertThat(site.channel().check())
        .isEqualTo(new Health.Good("Asha's Notebook", Optional.of(NOW.plus(Duration.ofDays(90)))));
    assertThat(site.channel().upkeep()).isEqualTo(site.channel().check());
  }

  @Test
  void what_ended_needs_the_owner() {
    site.clock().advance(Duration.ofDays(90));
    assertThat(site.channel().upkeep())
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> {
              assertThat(it.reason()).contains("code 190/463", "the token has expired");
              assertThat(it.remedy()).isEqualTo("tidings connect page");
            });
  }

  @Test
  void the_end_of_a_version_is_told_ahead() {
    site.with("version = \"v21.0\"");
    assertThat(site.channel().check())
        .isInstanceOfSatisfying(
            Health.Good.class,
            it ->
                assertThat(it.hints())
                    .containsExactly(
                        "Graph API v21.0 ends on 2027-01-21; set version = \"v26.0\""));
  }

  @Test
  void a_version_that_meta_does_not_know_is_named() {
    site.with("version = \"v99.0\"");
    assertThat(site.channel().check())
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> {
              assertThat(it.reason()).contains("code 2500");
              assertThat(it.remedy()).isEqualTo("correct `page` or `version`");
            });
  }

  @Test
  void a_token_of_a_person_is_not_the_pages() {
    store(facebook.systemUserToken());
    assertThat(site.channel().check())
        .isEqualTo(
            new Health.Bad(
                "the token belongs to Asha (100000000000017), not to Page 61550000000001",
                "correct `page`, or: tidings connect page"));
  }

  @Test
  void a_missing_permission_is_named() {
    facebook.allow(Set.of("pages_show_list", "pages_read_engagement"));
    store(facebook.newPageToken());
    assertThat(site.channel().check())
        .isEqualTo(
            new Health.Bad(
                "the token of Asha's Notebook lacks pages_manage_posts",
                "allow that too: tidings connect page"));
  }

  @Test
  void without_the_app_the_end_is_not_known() {
    new Access(Secret.of(facebook.pageToken()), Optional.empty(), Optional.empty())
        .store(site.keyring(), facebook.address().getAuthority());
    assertThat(site.channel().check())
        .isEqualTo(
            new Health.Good(
                "Asha's Notebook",
                Optional.empty(),
                List.of(
                    "without app number and app secret Meta doesn't say when the access ends")));
  }

  /// Whether Meta takes the question as a form is unproved; the Page itself was seen to answer.
  @Test
  void where_meta_says_nothing_of_the_token_the_account_is_good() {
    facebook.silentOnTokens(true);
    assertThat(site.channel().check())
        .isInstanceOfSatisfying(
            Health.Good.class,
            it ->
                assertThat(it.hints())
                    .singleElement()
                    .asString()
                    .startsWith("Meta doesn't say when the access ends: HTTP 400, code 100"));
  }

  @Test
  void a_full_account_says_nothing_about_its_health() {
    facebook.usage(100, 10);
    assertThat(site.channel().check()).isInstanceOf(Health.Unreachable.class);
  }

  private void store(String token) {
    new Access(Secret.of(token), Optional.of(Secret.of(facebook.appSecret())), Optional.empty())
        .store(site.keyring(), facebook.address().getAuthority());
  }
}
