// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;

class MastodonConnectorTest {
  private final Network network = new Network();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void connecting_ends_with_a_token_that_posts() {
    var said = new ArrayList<String>();
    var health = connect(it -> code(it.getLast()), said);
    assertThat(health)
        .isInstanceOfSatisfying(
            Health.Good.class, it -> assertThat(it.account()).startsWith("@asha@127.0.0.1:"));
    assertThat(said.getLast())
        .startsWith(network.server().address() + "/oauth/authorize?")
        .contains("code_challenge_method=S256", "state=", "scope=write%3Astatuses+write%3Amedia");
    assertThat(network.publish("A", KEY.idempotency())).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void a_wrong_code_leaves_the_good_token_alone() {
    network.login();
    assertThat(connect(_ -> "wrong", new ArrayList<>()))
        .isEqualTo(new Health.Bad("invalid_grant", "tidings connect network"));
    assertThat(network.keyring().get("token")).hasValue(Secret.of(network.server().token()));
  }

  @Test
  void a_token_that_does_not_work_is_not_stored() {
    network.login();
    var health =
        connect(
            it -> {
              var code = code(it.getLast());
              network.server().revokeTokens();
              return code;
            },
            new ArrayList<>());
    assertThat(health).isInstanceOf(Health.Bad.class);
    assertThat(network.keyring().get("token")).hasValue(Secret.of(network.server().token()));
  }

  private Health connect(Function<List<String>, String> owner, List<String> said) {
    return network
        .opener()
        .connector()
        .orElseThrow()
        .connect(
            network.context(),
            new Connector.Dialog() {
              @Override
              public void say(String line) {
                said.add(line);
              }

              @Override
              public String ask(String question) {
                return owner.apply(said);
              }

              @Override
              public URI visit(URI page, URI redirect) {
                throw new AssertionError("the server shows a code instead");
              }

              @Override
              public Secret askSecret(String question) {
                throw new AssertionError("nothing secret is asked for");
              }
            });
  }

  /// What the owner sees in the browser.
  private String code(String address) {
    var page = network.egress().http(List.of("127.0.0.1")).send(Request.get(URI.create(address)));
    return Jsoup.parse(((Reply.Answer) page).text()).select("#code").text();
  }
}
