// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.ChannelType;
import org.tidings.channel.Golden;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.http.Request;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;
import org.tidings.oauth.Tokens;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

/// With an OAuth 2 token, whose header is the same each time; OAuth 1.0a is proved in `AccessTest`.
/// The sentences are those of docs.x.com and of people who met them.
class XContractTest extends ChannelContract {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private String host = "";

  @Override
  protected ChannelType type() {
    return new X();
  }

  @Override
  protected String toml(StubServer server) {
    host = server.uri("/").getAuthority();
    return "auth = \"oauth2\"\nclient_id = \"me\"\napi = \"" + server.uri("") + "\"";
  }

  @Override
  protected void credentials(Keyring keyring) {
    new Tokens(
            host,
            Secret.of(CANARY),
            Optional.of(Secret.of("refresh-" + CANARY)),
            Optional.of(NOW.plus(Duration.ofHours(2))),
            Optional.empty(),
            NOW,
            List.of())
        .store(keyring, Access.TOKENS);
    new Api.Account("12", "asha").store(keyring);
  }

  @Override
  protected void routes(StubServer server) {
    server.on("GET", "/2/users/12/tweets", StubAnswer.json(200, "{\"meta\":{\"result_count\":0}}"));
    server.on("POST", "/2/oauth2/token", StubAnswer.json(400, "{\"error\":\"invalid_request\"}"));
    server.on(
        "GET",
        "/2/users/me",
        StubAnswer.json(200, "{\"data\":{\"id\":\"12\",\"name\":\"A\",\"username\":\"asha\"}}"));
  }

  @Override
  protected String publishPath() {
    return "/2/tweets";
  }

  @Override
  protected StubAnswer accepted() {
    return StubAnswer.json(
        201, "{\"data\":{\"id\":\"2057111222333444555\",\"text\":\"New https://t.co/AbC\"}}");
  }

  @Override
  protected Receipt receipt() {
    return new Receipt(
        "2057111222333444555",
        Optional.of(URI.create("https://x.com/i/web/status/2057111222333444555")));
  }

  @Override
  protected String words(StubRequest request) {
    return JsonMapper.shared().readTree(request.text()).path("text").asString();
  }

  @Override
  protected List<Row> errors() {
    var rows = new ArrayList<Row>();
    rows.add(problem(400, "Invalid Request", "Your text is too long", Outcome.Rejected.class));
    rows.add(new Row("400 of a wall", StubAnswer.status(400), Outcome.Deferred.class));
    rows.add(problem(401, "Unauthorized", "Unauthorized", Outcome.Unauthorized.class));
    rows.add(
        new Row(
            "401 of old",
            StubAnswer.json(
                401, "{\"errors\":[{\"code\":89,\"message\":\"Invalid or expired token.\"}]}"),
            Outcome.Unauthorized.class));
    rows.add(
        new Row(
            "401 of old, other words",
            StubAnswer.json(
                401, "{\"errors\":[{\"code\":32,\"message\":\"Could not authenticate you.\"}]}"),
            Outcome.Unauthorized.class));
    rows.add(
        new Row(
            "400 in a list",
            StubAnswer.json(
                400,
                "{\"errors\":[{\"message\":\"Your media IDs are invalid.\",\"parameters\":{}}],"
                    + "\"title\":\"Invalid Request\"}"),
            Outcome.Rejected.class));
    rows.add(problem(402, "CreditsDepleted", "no credits", Outcome.Misconfigured.class));
    rows.add(
        problem(
            403,
            "Forbidden",
            "You are not allowed to create a Tweet with duplicate content.",
            Outcome.Duplicate.class));
    rows.add(
        problem(
            403,
            "Forbidden",
            "You are not permitted to perform this action.",
            Outcome.Rejected.class));
    rows.add(problem(403, "Forbidden", "maximum of one cashtag", Outcome.Rejected.class));
    rows.add(problem(403, "Forbidden", "It contains an invalid URL", Outcome.Rejected.class));
    rows.add(
        problem(
            403,
            "Forbidden",
            "Your account is not permitted to access this feature.",
            Outcome.Misconfigured.class));
    rows.add(problem(403, "Client Forbidden", "client-forbidden", Outcome.Misconfigured.class));
    rows.add(
        problem(
            403,
            "Unsupported Authentication",
            "Unsupported Authentication",
            Outcome.Unauthorized.class));
    rows.add(
        problem(
            403,
            "Forbidden",
            "Your client app is not configured with the appropriate oauth1 app permissions",
            Outcome.Misconfigured.class));
    rows.add(problem(403, "Forbidden", "This user is suspended", Outcome.Unauthorized.class));
    rows.add(problem(403, "Forbidden", "To protect it, it is locked", Outcome.Unauthorized.class));
    rows.add(problem(403, "Forbidden", "something new", Outcome.Misconfigured.class));
    rows.add(new Row("200 of a wall", StubAnswer.ok("text/html", "<h1>"), Outcome.Unknown.class));
    rows.add(
        new Row(
            "403 of a wall",
            new StubAnswer(403, List.of(), "<h1>Just a moment</h1>".getBytes(UTF_8)),
            Outcome.Deferred.class));
    rows.add(new Row("413", StubAnswer.status(413), Outcome.Rejected.class));
    rows.add(problem(422, "Invalid Request", "no", Outcome.Rejected.class));
    rows.add(new Row("404", StubAnswer.status(404), Outcome.Misconfigured.class));
    rows.add(new Row("408", StubAnswer.status(408), Outcome.Unknown.class));
    rows.add(new Row("redirect", StubAnswer.redirect(307, "/x"), Outcome.Misconfigured.class));
    rows.add(new Row("429", StubAnswer.status(429), QUARTER));
    rows.add(limit("x-rate-limit", "0", 300, Duration.ofMinutes(5)));
    rows.add(limit("x-app-limit-24hour", "0", 7200, Duration.ofHours(2)));
    rows.add(limit("x-user-limit-24hour", "0", 3600, Duration.ofHours(1)));
    rows.add(limit("x-rate-limit", "3", 300, QUARTER));
    rows.add(limit("x-rate-limit", "0", -60, Duration.ZERO));
    rows.add(
        new Row(
            "429, two are used up",
            StubAnswer.status(429)
                .header("x-rate-limit-remaining", "0")
                .header("x-rate-limit-reset", epoch(60))
                .header("x-user-limit-24hour-remaining", "0")
                .header("x-user-limit-24hour-reset", epoch(7200)),
            Duration.ofHours(2)));
    rows.add(
        new Row(
            "429 in milliseconds by mistake",
            StubAnswer.status(429)
                .header("x-rate-limit-remaining", "0")
                .header("x-rate-limit-reset", epoch(60) + "000"),
            QUARTER));
    rows.add(
        new Row(
            "429 usage-capped",
            StubAnswer.json(
                429,
                "{\"title\":\"UsageCapExceeded\","
                    + "\"type\":\"https://api.x.com/2/problems/usage-capped\"}"),
            Outcome.Misconfigured.class));
    rows.add(
        problem(
            429, "SpendCapReached", "Your spending limit is reached", Outcome.Misconfigured.class));
    rows.add(
        new Row(
            "2xx with errors",
            StubAnswer.json(200, "{\"errors\":[{\"title\":\"x\"}]}"),
            Outcome.Unknown.class));
    rows.add(problem(503, "Service Unavailable", "over capacity", Outcome.Unknown.class));
    for (var status : List.of(500, 502, 503, 504)) {
      rows.add(new Row("" + status, StubAnswer.status(status), Outcome.Unknown.class));
    }
    return rows;
  }

  @Test
  void a_refused_token_is_renewed_once_and_the_request_made_again() {
    try (var bench = bench(StubAnswer.json(401, "{\"title\":\"Unauthorized\"}"), accepted())) {
      bench
          .server()
          .on(
              "POST",
              "/2/oauth2/token",
              StubAnswer.json(
                  200,
                  "{\"token_type\":\"bearer\",\"expires_in\":7200,\"access_token\":\"next\","
                      + "\"refresh_token\":\"next-refresh\"}"));
      var post = bench.channel().compose(ArticleSamples.ordinary(), template());
      assertThat(bench.publishes(post)).isInstanceOf(Outcome.Published.class);
      assertThat(bench.server().requests(publishPath()))
          .extracting(it -> it.header("Authorization").orElse(""))
          .containsExactly("Bearer " + CANARY, "Bearer next");
      assertThat(bench.keyring().get(Access.TOKENS).orElseThrow().reveal())
          .contains("next-refresh");
    }
  }

  @Test
  void the_timeline_is_asked_so_and_where_links_lead_counts() throws Exception {
    try (var bench = bench(accepted())) {
      bench
          .server()
          .on(
              "GET",
              "/2/users/12/tweets",
              StubAnswer.json(
                  200,
                  """
                  {"data":[{"id":"7","text":"x https://t.co/a","entities":{"urls":[
                    {"url":"https://t.co/a","expanded_url":"https://blog.example/other"}]}},
                   {"id":"8","text":"y https://t.co/b","entities":{"urls":[
                    {"url":"https://t.co/b","expanded_url":"https://blog.example/a"}]}}]}
                  """));
      var seen =
          bench.channel().find(new Payload("{\"text\":\"y\"}", "https://blog.example/a"), KEY, NOW);
      assertThat(seen)
          .isEqualTo(
              new Sighting.Found(
                  new Receipt("8", Optional.of(URI.create("https://x.com/i/web/status/8")))));
      Golden.check(
          "x",
          "timeline",
          bench.server().requests("/2/users/12/tweets").getFirst(),
          bench.server());
      assertThat(bench.channel().find(new Payload("{}", "https://blog.example/none"), KEY, NOW))
          .isInstanceOf(Sighting.Absent.class);
    }
  }

  /// What is not seen must not be taken for what is not there.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errors\":[{\"title\":\"Authorization Error\",\"detail\":\"not allowed to see it\"}]}",
        "{}",
        "{\"meta\":{\"result_count\":3}}",
        "{\"data\":[{\"id\":\"1\",\"text\":\"other\"}],\"meta\":{\"next_token\":\"more\"}}",
        "[]",
        "<h1>",
      })
  void a_timeline_that_is_not_shown_proves_nothing(String page) {
    try (var bench = bench(accepted())) {
      bench.server().on("GET", "/2/users/12/tweets", StubAnswer.json(200, page));
      assertThat(bench.channel().find(new Payload("{}", "https://blog.example/a"), KEY, NOW))
          .isInstanceOf(Sighting.NotLooked.class);
    }
  }

  @Test
  void words_without_a_link_are_found_as_x_shows_them() {
    try (var bench = bench(accepted())) {
      bench
          .server()
          .on(
              "GET",
              "/2/users/12/tweets",
              StubAnswer.json(
                  200, "{\"data\":[{\"id\":\"8\",\"text\":\"a &lt; b &amp;amp; c\"}]}"));
      assertThat(bench.channel().find(new Payload("{\"text\":\"a < b &amp; c\"}", ""), KEY, NOW))
          .isInstanceOf(Sighting.Found.class);
    }
  }

  @Test
  void a_refused_duplicate_that_the_timeline_shows_is_ours() {
    try (var bench =
        bench(
            StubAnswer.json(
                403,
                "{\"detail\":\"You are not allowed to create a Tweet with duplicate"
                    + " content.\"}"))) {
      bench
          .server()
          .on(
              "GET",
              "/2/users/12/tweets",
              StubAnswer.json(
                  200,
                  "{\"data\":[{\"id\":\"9\",\"entities\":{\"urls\":[{\"unwound_url\":\""
                      + ArticleSamples.ordinary().link().orElseThrow()
                      + "\"}]}}]}"));
      var post = bench.channel().compose(ArticleSamples.ordinary(), template());
      assertThat(bench.publishes(post)).isInstanceOf(Outcome.AlreadyPublished.class);
    }
  }

  @Test
  void upkeep_costs_nothing_and_a_check_names_the_account() {
    try (var bench = bench(accepted())) {
      assertThat(bench.channel().upkeep()).isEqualTo(new Health.Good("@asha", Optional.empty()));
      assertThat(bench.server().requests()).isEmpty();
      assertThat(bench.channel().check()).isEqualTo(new Health.Good("@asha", Optional.empty()));
    }
  }

  @Test
  void a_post_with_a_link_costs_more() {
    try (var bench = bench(accepted())) {
      var post = bench.channel().compose(ArticleSamples.ordinary(), template());
      assertThat(bench.channel().price(post)).hasToString("Optional[0.20 USD]");
      var named = saying("Amazon.com does it");
      assertThat(bench.channel().price(named)).as("X links it").hasToString("Optional[0.20 USD]");
      var plain = saying("plain words");
      assertThat(bench.channel().price(plain)).hasToString("Optional[0.015 USD]");
      assertThat(bench.channel().tariff()).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "11:50:00, 600 s ahead of",
    "12:02:01, 121 s behind",
    "12:00:59, HTTP 401",
  })
  void a_clock_that_is_off_is_named(String theirs, String words) {
    try (var bench =
        bench(
            StubAnswer.json(401, "{\"title\":\"Unauthorized\"}")
                .header("Date", "Tue, 24 Nov 2026 " + theirs + " GMT"))) {
      var outcome =
          new Verdict(new Access.Bearer(Secret.of("t")), NOW, false)
              .of(
                  bench
                      .context()
                      .http()
                      .send(
                          Request.post(bench.server().uri("/2/tweets"), Request.Body.json("{}"))));
      assertThat(((Outcome.Unauthorized) outcome).reason()).contains(words);
    }
  }

  /// What makes the second one plain words weighs two, and must find room.
  @ParameterizedTest
  @CsvSource({
    "$ACME buys $INIT and $CORP, $ACME buys $\u2060INIT and $\u2060CORP",
    "$5 and $ACME, $5 and $ACME",
    "US$ACME costs $9, US$ACME costs $9",
  })
  void only_the_first_cashtag_stays_one(String title, String expected) {
    try (var bench = bench(accepted())) {
      var channel = bench.channel();
      assertThat(channel.compose(ArticleSamples.titled(title), template()).text())
          .startsWith(expected);
      var full = channel.compose(ArticleSamples.titled((title + " ").repeat(9)), template());
      assertThat(full.text()).startsWith(expected);
      assertThat(channel.limits().text()).allMatch(it -> it.allows(full.text()));
    }
  }

  /// A title, two line feeds and a link, which counts as it stands, for no library knows `example`:
  /// 237 + 2 + 41 are 280.
  @ParameterizedTest
  @ValueSource(ints = {236, 237, 238})
  void a_title_stays_whole_up_to_the_limit(int length) {
    try (var bench = bench(accepted())) {
      var sample = ArticleSamples.with("x".repeat(length), "", "en");
      var post = bench.channel().compose(sample, template());
      assertThat(post.shortened()).isEqualTo(length > 237);
      assertThat(bench.channel().limits().text()).allMatch(it -> it.allows(post.text()));
      assertThat(post.text()).endsWith(sample.link().orElseThrow().toString());
    }
  }

  private static Post saying(String text) {
    return new Post(
        text,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        false);
  }

  private static Template template() {
    try {
      return Template.compile(new X().defaultTemplate());
    } catch (TemplateException e) {
      throw new AssertionError(e);
    }
  }

  private static Row problem(
      int status, String title, String detail, Class<? extends Outcome> outcome) {
    return new Row(
        status + " " + detail,
        StubAnswer.json(
            status,
            "{\"title\":\"%s\",\"detail\":\"%s\",\"type\":\"about:blank\",\"status\":%d}"
                .formatted(title, detail, status)),
        outcome);
  }

  private static Row limit(String family, String remaining, long seconds, Duration wait) {
    return new Row(
        "429 " + family + " " + remaining + " " + seconds,
        StubAnswer.status(429)
            .header(family + "-remaining", remaining)
            .header(family + "-reset", epoch(seconds)),
        wait);
  }

  private static String epoch(long in) {
    return Long.toString(NOW.getEpochSecond() + in);
  }
}
