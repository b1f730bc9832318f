// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.channel.Bench;
import org.tidings.channel.Payload;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

class ReadBackTest {
  private static final String PATH = "/v26.0/1/published_posts";
  private static final String LINK = "https://blog.example/a?x=1&y=2";
  private static final Payload WITH_LINK =
      new Payload("message=How+we+moved%0A%0Afour+terabytes&link=x", LINK);
  private static final Payload WORDS = new Payload("message=How+we+moved%0A%0Afour+terabytes", "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        LINK,
        "http://www.blog.example/a?x=1&y=2",
        "https://BLOG.example/a/?x=1&y=2#top",
        "https://blog.example/a?x=1&y=2&fbclid=IwAR0",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fblog.example%2Fa%3Fx%3D1%26y%3D2&h=AT0",
      })
  void the_link_is_known_in_all_its_forms(String shown) {
    for (var field : new String[] {"unshimmed_url", "url"}) {
      assertThat(find(WITH_LINK, post("1_2", NOW, "other words", field, shown)))
          .isEqualTo(
              new Sighting.Found(
                  new Receipt("1_2", Optional.of(URI.create("https://www.facebook.com/1_2")))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://blog.example/a",
        "https://blog.example/a?x=1",
        "https://blog.example/ab?x=1&y=2",
        "https://blog.example:8443/a?x=1&y=2",
        "https://other.example/a?x=1&y=2",
      })
  void another_link_with_other_words_is_another_post(String shown) {
    assertThat(find(WITH_LINK, post("1_2", NOW, "other words", "unshimmed_url", shown)))
        .isInstanceOf(Sighting.Absent.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'How we moved\n\nfour terabytes', true",
    "'How we moved four\u200b terabytes ', true",
    "'How we moved', false",
    "'', false",
  })
  void words_decide_where_the_link_does_not(String message, boolean found) {
    var elsewhere = post("1_2", NOW, message, "unshimmed_url", "https://elsewhere.example/");
    assertThat(find(WITH_LINK, elsewhere) instanceof Sighting.Found).isEqualTo(found);
    assertThat(find(WORDS, elsewhere) instanceof Sighting.Found).isEqualTo(found);
  }

  @Test
  void older_posts_are_others() {
    var old = NOW.minus(Duration.ofSeconds(121));
    assertThat(find(WITH_LINK, post("1_2", old, "", "url", LINK)))
        .isInstanceOf(Sighting.Absent.class);
    assertThat(find(WITH_LINK, post("1_2", old.plusSeconds(1), "", "url", LINK)))
        .isInstanceOf(Sighting.Found.class);
  }

  @Test
  void the_list_is_read_to_its_end() {
    try (var bench = bench()) {
      bench
          .server()
          .on(
              "GET",
              PATH,
              StubAnswer.json(200, page(25, "c25")),
              StubAnswer.json(200, list(post("1_9", NOW, "", "url", LINK), "")));
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW)).isInstanceOf(Sighting.Found.class);
      assertThat(bench.server().requests(PATH))
          .extracting(it -> it.parameters().getOrDefault("after", "-"))
          .containsExactly("-", "c25");
    }
  }

  @Test
  void a_list_without_end_proves_nothing() {
    try (var bench = bench()) {
      bench.server().on("GET", PATH, StubAnswer.json(200, page(25, "again")));
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW)).isInstanceOf(Sighting.NotLooked.class);
      assertThat(bench.server().requests(PATH)).hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "<html>", "", "{}", "{\"data\":{}}"})
  void a_list_that_is_none_shows_nothing(String body) {
    try (var bench = bench()) {
      bench.server().on("GET", PATH, StubAnswer.json(200, body));
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW)).isInstanceOf(Sighting.NotLooked.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, 190, 463",
    "400, 4, 0",
    "400, 100, 33",
    "403, 10, 0",
    "500, 2, 0",
    "503, 0, 0",
  })
  void a_refusal_shows_nothing(int status, int code, int subcode) {
    try (var bench = bench()) {
      var body =
          "{\"error\":{\"code\":%d,\"error_subcode\":%d,\"message\":\"no secret-9\"}}"
              .formatted(code, subcode);
      bench.server().on("GET", PATH, StubAnswer.json(status, body));
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW))
          .isInstanceOfSatisfying(
              Sighting.NotLooked.class, it -> assertThat(it.reason()).doesNotContain("secret-9"));
    }
  }

  private static Sighting find(Payload payload, String post) {
    try (var bench = bench()) {
      bench.clock().advance(Duration.ofMinutes(6));
      bench.server().on("GET", PATH, StubAnswer.json(200, list(post, "")));
      return bench.channel().find(payload, KEY, NOW);
    }
  }

  private static Bench bench() {
    var server = StubServer.start();
    var host = server.uri("/").getAuthority();
    return Bench.open(
        new Facebook(),
        "page = \"1\"\napi = \"" + server.uri("") + "\"",
        server,
        "/v26.0/1/feed",
        it ->
            new Access(Secret.of("secret-9"), Optional.empty(), Optional.empty()).store(it, host));
  }

  private static String page(int count, String after) {
    var posts =
        IntStream.range(0, count)
            .mapToObj(it -> post("1_" + it, NOW, "other", "url", "https://other.example/"))
            .collect(Collectors.joining(","));
    return list(posts, after);
  }

  private static String list(String posts, String after) {
    var paging =
        after.isEmpty()
            ? "{}"
            : "{\"cursors\":{\"after\":\"" + after + "\"},\"next\":\"https://x?access_token=y\"}";
    return "{\"data\":[" + posts + "],\"paging\":" + paging + "}";
  }

  private static String post(String id, Instant at, String message, String field, String url) {
    var json = JsonMapper.shared().createObjectNode().put("id", id).put("message", message);
    json.put("created_time", at.toString().replace("Z", "+0000"));
    json.putObject("attachments").putArray("data").addObject().put(field, url);
    return json.toString();
  }
}
