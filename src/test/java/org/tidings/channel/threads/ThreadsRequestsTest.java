// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;
import static org.tidings.channel.threads.ThreadsContractTest.CONTAINER;
import static org.tidings.channel.threads.ThreadsContractTest.MEDIA;
import static org.tidings.channel.threads.ThreadsContractTest.USER;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Bench;
import org.tidings.channel.Channel;
import org.tidings.channel.Golden;
import org.tidings.channel.Health;
import org.tidings.channel.Payload;
import org.tidings.channel.Sighting;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Secret;

/// Every kind of request besides the one that publishes, exactly as it is sent.
class ThreadsRequestsTest {
  private final StubServer server = StubServer.start();

  @BeforeEach
  void route() {
    ThreadsContractTest.worksOtherwise(server);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_container_of_text() throws IOException {
    try (var bench = bench("")) {
      prepare(bench);
      check("container", requests("/v1.0/" + USER + "/threads").getFirst());
      check("status", requests("/v1.0/" + CONTAINER).getFirst());
    }
  }

  @Test
  void a_container_with_a_picture() throws IOException {
    try (var bench = bench("image = true\nreply_control = \"mentioned_only\"")) {
      prepare(bench);
      check("container-image", requests("/v1.0/" + USER + "/threads").getFirst());
    }
  }

  @Test
  void the_posts_address() throws IOException {
    server.on(
        "POST",
        "/v1.0/" + USER + "/threads_publish",
        StubAnswer.json(200, "{\"id\":\"" + MEDIA + "\"}"));
    try (var bench = bench("")) {
      bench.publishes(bench.channel().compose(ArticleSamples.ordinary(), template()));
      check("permalink", requests("/v1.0/" + MEDIA).getFirst());
    }
  }

  @Test
  void own_posts_page_by_page_but_never_by_the_address_that_holds_a_token() throws IOException {
    server
        .on(
            "GET",
            "/v1.0/" + CONTAINER,
            StubAnswer.json(200, "{\"status\":\"PUBLISHED\",\"id\":\"1\"}"))
        .on(
            "GET",
            "/v1.0/" + USER + "/threads",
            StubAnswer.json(
                200,
                """
                {"data":[{"id":"17900000000000009","text":"Other",
                          "timestamp":"2026-11-24T12:00:00+0000"}],
                 "paging":{"cursors":{"before":"QVF","after":"QVFIUm"},
                           "next":"https://elsewhere.example/?access_token=x&after=QVFIUm"}}
                """),
            StubAnswer.json(
                200,
                """
                {"data":[{"id":"17900000000000002","text":"Ours",
                          "link_attachment_url":"https://blog.example/a/",
                          "permalink":"https://www.threads.net/@ann/post/C1",
                          "timestamp":"2026-11-24T11:59:59+0000"},
                         {"id":"17900000000000003","text":"Long ago",
                          "link_attachment_url":"https://blog.example/a",
                          "timestamp":"2026-11-24T10:00:00+0000"}],
                 "paging":{"cursors":{"before":"QVF","after":"QVFIUn"}}}
                """));
    try (var bench = bench("")) {
      var payload = new Payload("creation_id=" + CONTAINER, "https://blog.example/a");
      assertThat(bench.channel().find(payload, KEY, NOW))
          .isInstanceOfSatisfying(
              Sighting.Found.class,
              it -> assertThat(it.receipt().remoteId()).isEqualTo("17900000000000002"));
      check("list", requests("/v1.0/" + USER + "/threads").get(0));
      check("list-next", requests("/v1.0/" + USER + "/threads").get(1));
      assertThat(bench.hosts()).hasSize(1);
    }
  }

  @Test
  void whose_token_it_is_and_how_much_is_used() throws IOException {
    try (var bench = bench("")) {
      assertThat(bench.channel().check())
          .isEqualTo(new Health.Good("@ann", Optional.of(NOW.plus(Duration.ofDays(30)))));
      check("me", requests("/v1.0/me").getFirst());
      check("quota", requests("/v1.0/" + USER + "/threads_publishing_limit").getFirst());
    }
  }

  @Test
  void a_renewal() throws IOException {
    server.on(
        "GET",
        "/refresh_access_token",
        StubAnswer.json(
            200, "{\"access_token\":\"next\",\"token_type\":\"bearer\",\"expires_in\":5183944}"));
    try (var bench = bench("")) {
      assertThat(bench.channel().upkeep())
          .isEqualTo(new Health.Good("@ann", Optional.of(NOW.plusSeconds(5_183_944))));
      check("refresh", requests("/refresh_access_token").getFirst());
    }
  }

  @Test
  void a_token_of_another_account_is_no_good() {
    server.on("GET", "/v1.0/me", StubAnswer.json(200, "{\"id\":\"2\",\"username\":\"bob\"}"));
    try (var bench = bench("")) {
      assertThat(bench.channel().check())
          .isInstanceOfSatisfying(
              Health.Bad.class, it -> assertThat(it.reason()).contains("@bob", "`user` is 2"));
    }
  }

  @Test
  void a_token_that_may_not_publish_is_no_good() {
    server.on(
        "GET",
        "/v1.0/" + USER + "/threads_publishing_limit",
        ThreadsContractTest.error(403, 10, 0, "Application does not have permission"));
    try (var bench = bench("")) {
      assertThat(bench.channel().check())
          .isInstanceOfSatisfying(
              Health.Bad.class, it -> assertThat(it.reason()).contains("threads_content_publish"));
    }
  }

  @Test
  void a_server_that_is_down_says_nothing_of_the_account() {
    server.on("GET", "/v1.0/me", StubAnswer.status(502));
    try (var bench = bench("")) {
      assertThat(bench.channel().check()).isInstanceOf(Health.Unreachable.class);
    }
  }

  private void prepare(Bench bench) {
    Channel channel = bench.channel();
    channel.prepare(channel.compose(ArticleSamples.ordinary(), template()), KEY);
  }

  private static org.tidings.post.Template template() {
    return Network.template(new Threads().defaultTemplate());
  }

  private List<StubRequest> requests(String path) {
    return server.requests(path);
  }

  private void check(String name, StubRequest request) throws IOException {
    Golden.check("threads", name, request, server);
  }

  private Bench bench(String keys) {
    var toml = keys + "\nuser = \"" + USER + "\"\napi = \"" + server.uri("/v1.0") + "\"";
    return Bench.open(
        new Threads(),
        toml,
        server,
        "/v1.0/" + USER + "/threads_publish",
        keyring ->
            new Tokens(
                    Tokens.host(server.uri("/")),
                    Secret.of("the-token"),
                    Optional.empty(),
                    Optional.of(NOW.plus(Duration.ofDays(30))),
                    Optional.empty(),
                    NOW.minus(Duration.ofDays(30)),
                    List.of())
                .store(keyring, "token"));
  }
}
