// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Bench;
import org.tidings.channel.Golden;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.config.Sections;
import org.tidings.http.Misbehaviour;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.http.StubServer.Behaviour;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;

class GoogleChannelTest {
  private static final String CANARY = "canary-5f3a9c7e";

  private final Owner owner = new Owner().connected();

  @AfterEach
  void close() {
    owner.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1499, 1500, 1501, 4000})
  void words_end_at_1500(int length) throws TemplateException {
    var channel = owner.channel();
    var title = "a".repeat(length);
    var post = channel.compose(ArticleSamples.titled(title), Template.compile("{{ title }}"));
    assertThat(post.text().length()).isEqualTo(Math.min(length, 1500));
    assertThat(post.shortened()).isEqualTo(length > 1500);
    assertThat(publish(post)).isInstanceOf(Outcome.Published.class);
  }

  /// In the units in which an emoji counts most.
  @Test
  void an_emoji_counts_two() throws TemplateException {
    var article = ArticleSamples.titled("😀".repeat(800));
    var post = owner.channel().compose(article, Template.compile("{{ title }}"));
    assertThat(post.text().length()).isLessThanOrEqualTo(1500).isGreaterThan(1490);
    assertThat(publish(post)).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void an_article_with_nothing_but_a_title_is_posted_without_a_button() {
    var channel = owner.channel();
    var post = channel.compose(ArticleSamples.bare(), template());
    assertThat(publish(post)).isInstanceOf(Outcome.Published.class);
    assertThat(owner.google().requests().getFirst().propertyNames())
        .containsExactlyInAnyOrder("summary", "topicType");
  }

  @Test
  void a_picture_that_google_refuses_is_left_out() {
    owner.google().picky(true);
    var channel = owner.channel();
    var post = channel.compose(ArticleSamples.ordinary(), template());
    assertThat(publish(post))
        .isInstanceOfSatisfying(
            Outcome.Stale.class, it -> assertThat(it.reason()).contains("media.source_url"));
    assertThat(publish(post)).isInstanceOf(Outcome.Published.class);
    assertThat(owner.google().requests()).singleElement().matches(it -> !it.has("media"));
    assertThat(owner.keyring().get("plain-" + KEY.idempotency())).isEmpty();
  }

  @Test
  void words_that_google_refuses_are_rejected_at_the_second_look() {
    var refusal = Samples.refusal(400, "INVALID_ARGUMENT", "No phone numbers.");
    try (var bench = bench(refusal, refusal)) {
      var post = bench.channel().compose(ArticleSamples.ordinary(), template());
      assertThat(bench.publishes(post)).isInstanceOf(Outcome.Stale.class);
      assertThat(bench.publishes(post))
          .isEqualTo(new Outcome.Rejected("HTTP 400: No phone numbers."));
    }
  }

  @Test
  void an_access_that_ended_is_renewed_before_it_is_needed() throws IOException {
    try (var bench = bench(StubAnswer.json(200, Samples.post("LIVE")))) {
      bench
          .server()
          .on(
              "POST",
              "/token",
              StubAnswer.json(
                  200,
                  "{\"access_token\":\"next\",\"expires_in\":3599,\"token_type\":\"Bearer\"}"));
      bench.clock().advance(Duration.ofHours(2));
      assertThat(publish(bench)).isInstanceOf(Outcome.Published.class);
      Golden.check(
          "google-business", "renew", bench.server().requests("/token").getFirst(), bench.server());
      assertThat(bench.request().header("Authorization")).hasValue("Bearer next");
      assertThat(bench.keyring().get("tokens").orElseThrow().reveal())
          .as("the refresh token stays")
          .contains("1//" + CANARY);
    }
  }

  /// Not posted for sure, so the outbox may send it again, with the new token.
  @Test
  void an_access_that_google_forgot_early_is_renewed() {
    owner.clock().advance(Duration.ofMinutes(20));
    owner.google().forgetAccess();
    var post = owner.channel().compose(ArticleSamples.ordinary(), template());
    assertThat(publish(post)).isInstanceOf(Outcome.Deferred.class);
    assertThat(publish(post)).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void an_access_that_the_owner_took_back_says_what_to_do() {
    owner.clock().advance(Duration.ofMinutes(20));
    owner.google().revoke();
    var post = owner.channel().compose(ArticleSamples.ordinary(), template());
    assertThat(publish(post))
        .isInstanceOfSatisfying(
            Outcome.Unauthorized.class,
            it -> assertThat(it.reason()).contains("invalid_grant", "tidings connect shop"));
  }

  @Test
  void a_channel_that_was_never_connected_asks_for_nothing() {
    owner.keyring().remove("tokens");
    var post = owner.channel().compose(ArticleSamples.ordinary(), template());
    assertThat(publish(post)).isInstanceOf(Outcome.Unauthorized.class);
    assertThat(owner.channel().check()).isInstanceOf(Health.Bad.class);
    assertThat(owner.channel().find(payload(post), KEY, NOW))
        .isInstanceOf(Sighting.NotLooked.class);
  }

  @Test
  void tokens_are_shown_to_no_other_host() {
    var other = Sections.of(owner.google().toml().replaceAll("(?m)^(type|api) = .*\n", ""));
    var channel = new GoogleBusiness().read(other.section()).open(owner.context());
    assertThat(channel.check())
        .isInstanceOfSatisfying(
            Health.Bad.class,
            it -> assertThat(it.reason()).contains("not shown to mybusiness.googleapis.com"));
  }

  @Test
  void the_request_to_check_is_the_golden_one() throws IOException {
    try (var bench = bench()) {
      bench.server().on("GET", Samples.POSTS, StubAnswer.json(200, "{}"));
      assertThat(bench.channel().check())
          .isEqualTo(new Health.Good("location 22", Optional.empty()));
      var request = bench.server().requests(Samples.POSTS).getFirst();
      Golden.check("google-business", "check", request, bench.server());
    }
  }

  @Test
  void the_requests_to_choose_are_the_golden_ones() throws IOException {
    try (var server = StubServer.start()) {
      server.on(
          "GET",
          "/v1/accounts",
          StubAnswer.json(
              200, "{\"accounts\":[{\"name\":\"accounts/11\"}],\"nextPageToken\":\"a/b=\"}"),
          StubAnswer.json(200, "{}"));
      server.on("GET", "/v1/accounts/11/locations", StubAnswer.json(200, "{\"locations\":[]}"));
      var api = api(server);
      var directory = new Directory(api, NOW);
      assertThat(directory.accounts())
          .isEqualTo(new Directory.Listing.Found(List.of(new Directory.Item("11", "11"))));
      assertThat(directory.locations("11")).isEqualTo(new Directory.Listing.Found(List.of()));
      Golden.check("google-business", "accounts", server.requests("/v1/accounts").get(1), server);
      Golden.check(
          "google-business",
          "locations",
          server.requests("/v1/accounts/11/locations").getFirst(),
          server);
    }
  }

  @Test
  void a_post_is_found_on_a_later_page_by_its_button() {
    publishAll(IntStream.rangeClosed(1, 250).mapToObj(it -> "Note " + it));
    var channel = owner.channel();
    var wanted = owner.google().posts().getFirst();
    var payload = new Payload("{\"summary\":\"edited since\"}", link("Note 1").toString());
    assertThat(channel.find(payload, KEY, NOW))
        .isInstanceOfSatisfying(
            Sighting.Found.class,
            it -> assertThat(it.receipt().remoteId()).endsWith("/localPosts/" + wanted.id()));
    var never = new Payload("{\"summary\":\"Note 1\"}", "https://blog.example/never");
    assertThat(channel.find(never, KEY, NOW)).isEqualTo(new Sighting.Absent());
  }

  static Stream<Arguments> listed() {
    return Stream.of(
        Arguments.of("https://blog.example/a", "LIVE", "2026-11-24T12:00:05Z", true),
        Arguments.of("https://BLOG.example/a", "PROCESSING", "2026-11-24T11:58:30.5Z", true),
        Arguments.of("https://blog.example/a", "LIVE", "2026-11-24T13:00:05+01:00", true),
        Arguments.of("https://blog.example/a", "LIVE", "soon", true),
        Arguments.of("https://blog.example/a", "REJECTED", "2026-11-24T12:00:05Z", false),
        Arguments.of("https://blog.example/a", "LIVE", "2026-11-24T11:50:00Z", false),
        Arguments.of("https://blog.example/a?page=2", "LIVE", "2026-11-24T12:00:05Z", false),
        Arguments.of("", "LIVE", "2026-11-24T12:00:05Z", true));
  }

  @ParameterizedTest
  @MethodSource("listed")
  void a_post_is_ours_by_button_time_and_state(
      String button, String state, String made, boolean ours) {
    var list =
        """
        {"localPosts": [{"name": "accounts/11/locations/22/localPosts/5", "summary": "Same  words",
          "callToAction": {"url": "%s"}, "state": "%s", "createTime": "%s"}]}
        """
            .formatted(button, state, made);
    try (var server = StubServer.start()) {
      server.on("GET", Samples.POSTS, StubAnswer.json(200, list));
      var look = new ReadBack(api(server), new Place("11", "22", ""), NOW);
      var payload = new Payload("{\"summary\":\"Same words\"}", "https://blog.example/a");
      var found = new Receipt("accounts/11/locations/22/localPosts/5", Optional.<URI>empty());
      assertThat(look.find(payload, NOW))
          .isEqualTo(ours ? new Sighting.Found(found) : new Sighting.Absent());
    }
  }

  @Test
  void the_request_to_find_is_the_golden_one() throws IOException {
    try (var server = StubServer.start()) {
      server.on(
          "GET",
          Samples.POSTS,
          StubAnswer.json(200, "{\"nextPageToken\":\"a/b=\"}"),
          StubAnswer.json(200, "{}"));
      var look = new ReadBack(api(server), new Place("11", "22", ""), NOW);
      assertThat(look.find(new Payload("{}", "https://blog.example/a"), NOW))
          .isInstanceOf(Sighting.Absent.class);
      Golden.check("google-business", "find", server.requests(Samples.POSTS).get(1), server);
    }
  }

  static Stream<Behaviour> notLists() {
    return Stream.of(
        StubAnswer.status(500),
        StubAnswer.ok("text/html", "<h1>Hi</h1>"),
        StubAnswer.json(429, "{}").header("Retry-After", "9"),
        StubAnswer.json(200, "{\"localPosts\":[],\"nextPageToken\":\"for ever\"}"),
        Misbehaviour.closes());
  }

  @ParameterizedTest
  @MethodSource("notLists")
  void what_can_not_be_listed_is_not_absent(Behaviour answer) {
    try (var server = StubServer.start()) {
      server.on("GET", Samples.POSTS, answer);
      var look = new ReadBack(api(server), new Place("11", "22", ""), NOW);
      assertThat(look.find(new Payload("{}", "https://blog.example/a"), NOW))
          .isInstanceOf(Sighting.NotLooked.class);
    }
  }

  private void publishAll(Stream<String> titles) {
    titles.forEach(
        it -> {
          var post =
              new Post(
                  it,
                  List.of(),
                  Optional.of(link(it)),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  it,
                  false);
          assertThat(publish(post)).isInstanceOf(Outcome.Published.class);
        });
  }

  private static URI link(String title) {
    return URI.create("https://blog.example/" + title.replace(' ', '-'));
  }

  private static Api api(StubServer server) {
    var section = Sections.of(Samples.addresses(server)).section();
    var egress = org.tidings.http.Egress.open("1.0");
    return new Api(
        GoogleSettings.from(section).addresses(),
        request -> egress.http(List.of("127.0.0.1")).send(request),
        org.tidings.secret.Secret.of(CANARY));
  }

  private static Bench bench(Behaviour... answers) {
    var server = StubServer.start();
    if (answers.length > 0) {
      server.on("POST", Samples.POSTS, answers);
    }
    return Bench.open(
        new GoogleBusiness(),
        Samples.toml(server),
        server,
        Samples.POSTS,
        it -> Samples.connect(it, server.uri("/"), CANARY));
  }

  private static Outcome publish(Bench bench) {
    return bench.publishes(bench.channel().compose(ArticleSamples.ordinary(), template()));
  }

  private Outcome publish(Post post) {
    return owner.channel().publish(payload(post), KEY);
  }

  private Payload payload(Post post) {
    return ((Preparation.Ready) owner.channel().prepare(post, KEY)).payload();
  }

  private static Template template() {
    try {
      return Template.compile(new GoogleBusiness().defaultTemplate());
    } catch (TemplateException e) {
      throw new AssertionError(e);
    }
  }
}
