// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Preparation;
import org.tidings.config.Sections;
import org.tidings.demo.facebook.FakeFacebook;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;

/// The owner's way to a Page's access, through the fake's own pages.
class FacebookConnectorTest {
  private static final Optional<Instant> IN_NINETY_DAYS =
      Optional.of(NOW.plus(Duration.ofDays(90)));

  private final Site site = new Site();
  private final FakeFacebook facebook = site.facebook();
  private final List<String> said = new ArrayList<>();
  private final List<URI> visited = new ArrayList<>();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void the_browser_ends_with_the_pages_own_token() {
    assertThat(connect(List.of("browser"), List.of(facebook.appSecret())))
        .isEqualTo(new Health.Good("Asha's Notebook", IN_NINETY_DAYS));
    assertThat(said)
        .anyMatch(it -> it.contains("https://localhost/tidings"))
        .contains("  Tea Stall (61550000000002)", "  Asha's Notebook (61550000000001)");
    assertThat(visited.getFirst().getQuery())
        .contains(
            "client_id=1029384756",
            "redirect_uri=https://localhost/tidings",
            "scope=pages_show_list,pages_read_engagement,pages_manage_posts",
            "state=")
        .doesNotContain(facebook.appSecret());
    posts();
  }

  /// Made of a long-lived one, it has no end of its own.
  @Test
  void the_token_outlives_the_browsers() {
    connect(List.of("b"), List.of(facebook.appSecret()));
    site.clock().advance(Duration.ofDays(89));
    posts();
  }

  @Test
  void a_number_of_the_app_that_is_not_configured_is_asked_for() {
    var answers = new ArrayDeque<>(List.of("what?", "token", "1029384756"));
    var dialog =
        new Owner(
            answers, new ArrayDeque<>(List.of(facebook.appSecret(), facebook.systemUserToken())));
    var bare = withoutApp();
    assertThat(bare.connect(site.context(), dialog)).isInstanceOf(Health.Good.class);
    assertThat(said).contains("Write browser or token.");
  }

  @Test
  void a_page_that_is_not_among_the_persons_is_answered_with_those_that_are() {
    site.with("page = \"999\"");
    assertThat(connect(List.of("browser"), List.of(facebook.appSecret())))
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it ->
                assertThat(it.reason())
                    .startsWith("Page 999 is not among those that you allowed (")
                    .contains("Asha's Notebook (61550000000001)"));
    assertThat(site.keyring().get("token")).isEmpty();
  }

  @Test
  void without_the_list_there_is_no_page() {
    facebook.allow(Set.of("pages_read_engagement", "pages_manage_posts"));
    assertThat(connect(List.of("browser"), List.of(facebook.appSecret())))
        .isInstanceOf(Health.Bad.class);
    assertThat(said).contains("You allowed no Page.");
  }

  @Test
  void a_permission_that_was_unticked_is_named() {
    facebook.allow(Set.of("pages_show_list", "pages_read_engagement"));
    assertThat(connect(List.of("browser"), List.of(facebook.appSecret())))
        .isEqualTo(
            new Health.Bad(
                "the token of Asha's Notebook lacks pages_manage_posts",
                "allow that too: tidings connect page"));
    assertThat(site.keyring().get("token")).isEmpty();
  }

  @Test
  void a_person_who_may_not_post_is_told_before_the_first_article() {
    facebook.mayPost(false);
    assertThat(connect(List.of("browser"), List.of(facebook.appSecret())))
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> assertThat(it.reason()).startsWith("you may not create content on Asha's"));
  }

  @Test
  void a_wrong_secret_leaves_the_good_access_alone() {
    site.login();
    var before = site.keyring().get("token");
    assertThat(connect(List.of("browser"), List.of("wrong")))
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> assertThat(it.reason()).contains("Error validating client secret"));
    assertThat(site.keyring().get("token")).isEqualTo(before);
    posts();
  }

  @Test
  void a_system_users_token_becomes_the_pages_and_has_no_end() {
    assertThat(connect(List.of("token"), List.of(facebook.appSecret(), facebook.systemUserToken())))
        .isEqualTo(new Health.Good("Asha's Notebook", Optional.empty()));
    site.clock().advance(Duration.ofDays(4000));
    posts();
  }

  /// As from the Graph API Explorer, which gives an hour and a half.
  @Test
  void a_short_lived_token_is_made_a_lasting_one() {
    assertThat(connect(List.of("token"), List.of(facebook.appSecret(), facebook.shortToken())))
        .isEqualTo(new Health.Good("Asha's Notebook", IN_NINETY_DAYS));
    site.clock().advance(Duration.ofDays(89));
    posts();
  }

  @Test
  void the_pages_own_token_is_taken_as_it_is() {
    assertThat(
            connect(List.of("token"), List.of(facebook.appSecret(), facebook.pageToken() + "\n")))
        .isEqualTo(new Health.Good("Asha's Notebook", IN_NINETY_DAYS));
    posts();
  }

  @Test
  void a_token_can_be_pasted_without_any_app() {
    var dialog =
        new Owner(
            new ArrayDeque<>(List.of("token", "none")),
            new ArrayDeque<>(List.of(facebook.pageToken())));
    assertThat(withoutApp().connect(site.context(), dialog))
        .isInstanceOfSatisfying(Health.Good.class, it -> assertThat(it.hints()).hasSize(1));
    posts();
  }

  @Test
  void a_token_that_does_not_work_is_not_stored() {
    site.login();
    var before = site.keyring().get("token");
    assertThat(connect(List.of("token"), List.of(facebook.appSecret(), "EAAgarbage")))
        .isInstanceOf(Health.Bad.class);
    assertThat(site.keyring().get("token")).isEqualTo(before);
  }

  @Test
  void nobody_to_answer_changes_nothing() {
    assertThatThrownBy(() -> connect(List.of("browser"), List.of()))
        .isInstanceOf(Connector.Cancelled.class);
    assertThat(site.keyring().get("token")).isEmpty();
  }

  private void posts() {
    var prepared = site.channel().prepare(Site.post("a", "https://blog.example/a"), KEY);
    assertThat(prepared).isInstanceOf(Preparation.Ready.class);
    assertThat(site.channel().publish(((Preparation.Ready) prepared).payload(), KEY))
        .isInstanceOf(Outcome.Published.class);
  }

  private Health connect(List<String> answers, List<String> secrets) {
    var owner = new Owner(new ArrayDeque<>(answers), new ArrayDeque<>(secrets));
    return site.opener().connector().orElseThrow().connect(site.context(), owner);
  }

  private Connector withoutApp() {
    var toml = "page = \"%s\"\napi = \"%s\"".formatted(facebook.page(), facebook.address());
    return new Facebook().read(Sections.of(toml).section()).connector().orElseThrow();
  }

  /// Answers as told, and has a browser that follows where Facebook sends it.
  private final class Owner implements Connector.Dialog {
    private final Deque<String> answers;
    private final Deque<String> secrets;

    Owner(Deque<String> answers, Deque<String> secrets) {
      this.answers = answers;
      this.secrets = secrets;
    }

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public String ask(String question) {
      return next(answers);
    }

    @Override
    public Secret askSecret(String question) {
      return Secret.of(next(secrets));
    }

    @Override
    public URI visit(URI page, URI redirect) {
      visited.add(page);
      var reply = site.http().send(Request.get(page).with(Request.Limits.API));
      var back = ((Reply.Answer) reply).headers().first("Location").orElseThrow();
      assertThat(back).startsWith(redirect + "?code=").endsWith("#_=_");
      return URI.create(back);
    }

    private static String next(Deque<String> from) {
      return Optional.ofNullable(from.poll())
          .orElseThrow(() -> new Connector.Cancelled("nobody there"));
    }
  }
}
