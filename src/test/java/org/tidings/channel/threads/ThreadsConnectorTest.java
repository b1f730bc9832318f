// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.config.Sections;
import org.tidings.http.Reply;
import org.tidings.secret.Secret;

class ThreadsConnectorTest {
  private static final Duration LIFE = Duration.ofSeconds(5_183_944);

  private final List<String> said = new ArrayList<>();
  private final List<URI> visited = new ArrayList<>();
  private Network network = new Network("");

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void the_browsers_way_ends_with_a_token_of_sixty_days_that_posts() {
    throughTheApp();
    assertThat(connect(network.server().appSecret(), it -> it))
        .isEqualTo(new Health.Good("@asha.writes", Optional.of(NOW.plus(LIFE))));
    assertThat(visited.getFirst().toString())
        .startsWith(network.server().address() + "/oauth/authorize?")
        .contains("scope=threads_basic%2Cthreads_content_publish", "state=", "response_type=code")
        .contains("redirect_uri=https%3A%2F%2Flocalhost%2Fcallback")
        .doesNotContain("code_challenge");
    assertThat(said).anyMatch(it -> it.contains("https://localhost/callback"));
    assertThat(network.channel().publish(network.payload(network.ordinary()), KEY))
        .isInstanceOf(Outcome.Published.class);
    assertThat(network.keyring().get("user")).contains(Secret.of(network.server().user()));
  }

  @Test
  void no_secret_is_said_or_stands_in_an_address() {
    throughTheApp();
    connect(network.server().appSecret(), it -> it);
    assertThat(said).noneMatch(it -> it.contains(network.server().appSecret()));
    assertThat(network.asked())
        .extracting(URI::toString)
        .noneMatch(it -> it.contains(network.server().appSecret()) || it.contains("THAA"));
  }

  @Test
  void where_only_the_documented_trade_works_that_one_is_made() {
    throughTheApp();
    network.server().onlyAsDocumented(true);
    assertThat(new Trade(settings(), network.context()).prolong(brief(), appSecret()))
        .isInstanceOf(Trade.Result.Granted.class);
  }

  @Test
  void a_wrong_app_secret_leaves_the_good_token_alone() {
    throughTheApp();
    var before = network.keyring().get("token");
    assertThat(connect("wrong", it -> it)).isInstanceOf(Health.Bad.class);
    assertThat(network.keyring().get("token")).isEqualTo(before);
  }

  @Test
  void an_answer_to_another_question_is_refused() {
    throughTheApp();
    assertThat(
            connect(
                network.server().appSecret(),
                it -> URI.create(it.toString().replaceFirst("state=[^&#]*", "state=other"))))
        .isInstanceOf(Health.Bad.class);
  }

  @Test
  void a_refusal_in_the_browser_is_told() {
    throughTheApp();
    assertThat(
            connect(
                network.server().appSecret(),
                it ->
                    URI.create(
                        it.toString()
                            .replaceFirst(
                                "code=[^&]*", "error=access_denied&error_reason=user_denied"))))
        .isInstanceOfSatisfying(
            Health.Bad.class, it -> assertThat(it.reason()).contains("access_denied"));
  }

  @Test
  void a_token_of_the_dashboard_can_be_pasted() {
    network.keyring().remove("token");
    assertThat(connect(" " + network.server().token() + "\n", it -> it))
        .isEqualTo(new Health.Good("@asha.writes", Optional.empty()));
    assertThat(visited).isEmpty();
    assertThat(network.channel().check()).isInstanceOf(Health.Good.class);
  }

  @Test
  void a_pasted_token_that_does_not_work_is_not_stored() {
    var before = network.keyring().get("token");
    assertThat(connect("THAAnonsense", it -> it))
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> assertThat(it.reason() + it.remedy()).doesNotContain("THAAnonsense"));
    assertThat(network.keyring().get("token")).isEqualTo(before);
  }

  @Test
  void the_pages_of_the_real_interface_are_metas_own() {
    var settings = ThreadsSettings.from(Sections.of("").section());
    assertThat(settings.authorize()).hasToString("https://threads.net/oauth/authorize");
    assertThat(settings.outside("oauth/access_token"))
        .hasToString("https://graph.threads.net/oauth/access_token");
    assertThat(settings.outside("refresh_access_token"))
        .hasToString("https://graph.threads.net/refresh_access_token");
  }

  @Test
  void mistakes_in_the_configuration_are_told() {
    var sections =
        Sections.of(
            """
            user = "@ann"
            app = "my app"
            redirect = "http://127.0.0.1:8765/callback"
            reply_control = "nobody"
            """);
    ThreadsSettings.from(sections.section());
    assertThat(sections.problems())
        .hasSize(4)
        .anyMatch(it -> it.contains("user: is not a number"))
        .anyMatch(it -> it.contains("app: is not a number"))
        .anyMatch(it -> it.contains("redirect: must begin with https://"))
        .anyMatch(it -> it.contains("reply_control"));
  }

  private void throughTheApp() {
    network.close();
    network = new Network("app = \"990602627938098\"");
  }

  private ThreadsSettings settings() {
    return ThreadsSettings.from(
        Sections.of("api = \"" + network.server().address() + "/v1.0\"").section());
  }

  private Secret appSecret() {
    return Secret.of(network.server().appSecret());
  }

  private Secret brief() {
    return Secret.of(network.server().briefToken());
  }

  private Health connect(String secret, UnaryOperator<URI> browser) {
    return network
        .opener()
        .connector()
        .orElseThrow()
        .connect(network.context(), new Owner(secret, browser));
  }

  /// Opens the page, allows the app, and gives the address that the browser ended up at.
  private final class Owner implements Connector.Dialog {
    private final String secret;
    private final UnaryOperator<URI> browser;

    Owner(String secret, UnaryOperator<URI> browser) {
      this.secret = secret;
      this.browser = browser;
    }

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public String ask(String question) {
      throw new AssertionError("nothing but secrets is asked for");
    }

    @Override
    public URI visit(URI page, URI redirect) {
      visited.add(page);
      var answer = (Reply.Answer) network.get(page);
      assertThat(answer.status()).isEqualTo(302);
      var back = URI.create(answer.headers().first("Location").orElseThrow());
      assertThat(back.toString()).startsWith(redirect.toString()).endsWith("#_");
      return browser.apply(back);
    }

    @Override
    public Secret askSecret(String question) {
      return Secret.of(secret);
    }
  }
}
