// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidings.SettableClock;
import org.tidings.channel.facebook.Facebook;
import org.tidings.channel.googlebusiness.GoogleBusiness;
import org.tidings.channel.linkedin.LinkedIn;
import org.tidings.channel.threads.Threads;
import org.tidings.channel.x.X;
import org.tidings.config.ChannelId;
import org.tidings.config.Sections;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.secret.FakeKeyring;
import org.tidings.secret.Secret;

/// The page that an owner is sent to, and the requests that follow it, letter by letter: the code
/// for a token, and a brief token for one that lasts.
class ExchangeTest {
  private static final String TOKENS =
      """
      {"token_type":"bearer","expires_in":3600,"access_token":"brief-token",
       "refresh_token":"next-token","user_id":"7"}
      """;

  private final StubServer server = StubServer.start();
  private final Egress egress = Egress.open("1.0");
  private final FakeKeyring keyring = new FakeKeyring();

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  /// A platform, the keys of its section, what its owner types, and the path that gives tokens.
  static Stream<Arguments> platforms() {
    return Stream.of(
        Arguments.of(
            new X(),
            """
            auth = "oauth2"
            client_id = "the-app"
            api = "{server}"
            """,
            List.of("the-secret"),
            "/2/oauth2/token"),
        Arguments.of(
            new Facebook(),
            """
            page = "1234567890"
            app = "102938"
            api = "{server}"
            """,
            List.of("browser", "the-secret"),
            "/v26.0/oauth/access_token"),
        Arguments.of(
            new LinkedIn(),
            """
            client_id = "the-app"
            api = "{server}"
            auth = "{server}"
            """,
            List.of("browser", "the-secret"),
            "/oauth/v2/accessToken"),
        Arguments.of(
            new Threads(),
            """
            app = "102938"
            api = "{server}/v1.0"
            """,
            List.of("the-secret"),
            "/oauth/access_token"),
        Arguments.of(
            new GoogleBusiness(),
            """
            client_id = "the-app"
            api = "{server}"
            accounts_api = "{server}"
            locations_api = "{server}"
            token_url = "{server}/token"
            """,
            List.of("the-secret"),
            "/token"));
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void a_code_is_traded_as_the_golden_files_say(
      ChannelType type, String toml, List<String> typed, String path) throws IOException {
    server.on("POST", path, StubAnswer.json(200, TOKENS));
    var pages = connect(type, toml, typed);
    Golden.check(
        type.name(), "allow", masked("GET " + pages.getFirst()).replace(authority(), "{server}"));
    Golden.check(
        type.name(), "exchange", masked(Golden.text(server.requests(path).getFirst(), server)));
  }

  @Test
  void facebooks_token_of_an_hour_becomes_one_that_lasts() throws IOException {
    var path = "/v26.0/oauth/access_token";
    server.on("POST", path, StubAnswer.json(200, TOKENS));
    connect(
        new Facebook(),
        "page = \"1234567890\"\napp = \"102938\"\napi = \"{server}\"",
        List.of("browser", "the-secret"));
    Golden.check("facebook", "prolong", server.requests(path).get(1), server);
  }

  @Test
  void so_does_threads() throws IOException {
    server.on("POST", "/oauth/access_token", StubAnswer.json(200, TOKENS));
    server.on("POST", "/access_token", StubAnswer.json(400, "{}"));
    server.on("GET", "/access_token", StubAnswer.json(200, TOKENS));
    connect(new Threads(), "app = \"102938\"\napi = \"{server}/v1.0\"", List.of("the-secret"));
    Golden.check("threads", "prolong", server.requests("/access_token").get(0), server);
    Golden.check("threads", "prolong-documented", server.requests("/access_token").get(1), server);
  }

  /// The way of LinkedIn's partners, whose tokens come with one to renew them.
  @Test
  void linkedin_renews_with_what_it_gave() throws IOException {
    var now = ChannelContract.NOW.toEpochMilli();
    keyring.put(
        "tokens",
        Secret.of(
            "{\"host\":\"%s\",\"access\":\"old\",\"refresh\":\"the-refresh\",\"expires\":%d,\"obtained\":%d}"
                .formatted(authority(), now, now)));
    keyring.put(
        "app",
        Secret.of(
            "{\"host\":\"%s\",\"id\":\"the-app\",\"secret\":\"the-secret\"}"
                .formatted(authority())));
    server.on("POST", "/oauth/v2/accessToken", StubAnswer.json(200, TOKENS));
    opener(new LinkedIn(), "client_id = \"the-app\"\napi = \"{server}\"\nauth = \"{server}\"")
        .open(context())
        .check();
    Golden.check("linkedin", "renew", server.requests("/oauth/v2/accessToken").getFirst(), server);
  }

  private List<URI> connect(ChannelType type, String toml, List<String> typed) {
    var answers = new ArrayDeque<>(typed);
    var pages = new ArrayList<URI>();
    opener(type, toml).connector().orElseThrow().connect(context(), owner(answers, pages));
    assertThat(answers).isEmpty();
    return pages;
  }

  private ChannelType.Opener opener(ChannelType type, String toml) {
    var sections = Sections.of(toml.replace("{server}", server.uri("").toString()));
    var opener = type.read(sections.section());
    assertThat(sections.problems()).isEmpty();
    return opener;
  }

  private ChannelContext context() {
    return new ChannelContext(
        new ChannelId("account"),
        egress.http(List.of("127.0.0.1")),
        keyring,
        new SettableClock(ChannelContract.NOW));
  }

  /// Types what was asked for, and allows it in the browser at once.
  private static Connector.Dialog owner(Deque<String> answers, List<URI> pages) {
    return new Connector.Dialog() {
      @Override
      public void say(String line) {}

      @Override
      public String ask(String question) {
        return answers.pop();
      }

      @Override
      public URI visit(URI page, URI redirect) {
        pages.add(page);
        var state =
            Stream.of(page.getRawQuery().split("&", -1))
                .filter(it -> it.startsWith("state="))
                .map(it -> URLDecoder.decode(it.substring(6), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        return URI.create(
            redirect + "?code=the-code&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
      }

      @Override
      public Secret askSecret(String question) {
        return Secret.of(answers.pop());
      }
    };
  }

  private String authority() {
    return server.uri("/").getAuthority();
  }

  /// What is random, and tested elsewhere to be what it must be.
  private static String masked(String text) {
    return text.replaceAll("(state|code_challenge|code_verifier)=[\\w.~-]{40,}", "$1={random}");
  }
}
