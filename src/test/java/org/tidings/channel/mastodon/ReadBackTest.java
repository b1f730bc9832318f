// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;
import static org.tidings.channel.ChannelContract.NOW;
import static org.tidings.channel.mastodon.MastodonChannelTest.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.channel.Bench;
import org.tidings.channel.Payload;
import org.tidings.channel.Sighting;
import org.tidings.http.StubAnswer;
import tools.jackson.databind.json.JsonMapper;

class ReadBackTest {
  private static final String PATH = "/api/v1/accounts/7/statuses";
  private static final Payload WITH_LINK =
      new Payload(
          "{\"status\":\"A https://blog.example/a?x=1&y=2\"}", "https://blog.example/a?x=1&y=2");
  private static final Payload WORDS =
      new Payload("{\"status\":\"Two  words\\n\\nand a\\u2060 third: <b> & c\"}", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://blog.example/a?x=1&y=2  | https://blog.example/a?x=1&amp;y=2         | true
          https://blog.example/a?x=1&y=2  | https://blog.example/a?x=1                 | false
          https://blog.example            | https://blog.example/                      | true
          https://blog.example/जलवायु      | https://blog.example/%E0%A4%9C%E0%A4%B2%E0%A4%B5%E0%A4%BE%E0%A4%AF%E0%A5%81 | true
          https://bücher.example/a        | https://xn--bcher-kva.example/a            | true
          https://blog.example/a          | https://blog.example/a/b                   | false
          """)
  void a_post_is_known_by_its_link(String link, String href, boolean found) {
    var content =
        "<p>A <a href=\"" + href + "\"><span class=\"invisible\">https://</span>blog…</a></p>";
    try (var bench = bench("")) {
      lists(bench, status("1", NOW, content));
      var sighting = bench.channel().find(new Payload("{}", link), KEY, NOW);
      assertThat(sighting instanceof Sighting.Found).isEqualTo(found);
      assertThat(sighting instanceof Sighting.Absent).isEqualTo(!found);
    }
  }

  @Test
  void a_post_without_link_is_known_by_its_words() {
    try (var bench = bench("")) {
      lists(bench, status("1", NOW, "<p>Two words</p><p>and a third: &lt;b&gt; &amp; c</p>"));
      assertThat(bench.channel().find(WORDS, KEY, NOW)).isInstanceOf(Sighting.Found.class);
      lists(bench, status("1", NOW, "<p>Two words</p>"));
      assertThat(bench.channel().find(WORDS, KEY, NOW)).isInstanceOf(Sighting.Absent.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"PT-1M,true", "PT-2M,true", "PT-2M-1S,false", "PT1H,true"})
  void what_is_older_than_the_first_attempt_is_another_post(Duration age, boolean found) {
    try (var bench = bench("")) {
      lists(bench, status("1", NOW.plus(age), link()));
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW) instanceof Sighting.Found)
          .isEqualTo(found);
    }
  }

  @Test
  void it_pages_on_while_all_is_newer() {
    try (var bench = bench("")) {
      bench
          .server()
          .on(
              "GET",
              PATH,
              StubAnswer.json(200, page(80, 40, "<p>other</p>")),
              StubAnswer.json(
                  200,
                  page(40, 39, "<p>other</p>").replace("]", ",") + status("1", NOW, link()) + "]"));
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW.minusSeconds(60)))
          .isInstanceOfSatisfying(
              Sighting.Found.class, it -> assertThat(it.receipt().remoteId()).isEqualTo("1"));
      assertThat(bench.server().requests(PATH))
          .extracting(it -> it.parameters().getOrDefault("max_id", ""))
          .containsExactly("", "41");
      assertThat(bench.server().requests(PATH).getFirst().query())
          .isEqualTo("limit=40&exclude_reblogs=true&exclude_replies=true");
    }
  }

  /// Too many posts to see them all is not the same as to have seen that it is not there.
  @Test
  void after_five_pages_it_does_not_know() {
    try (var bench = bench("")) {
      bench.server().on("GET", PATH, StubAnswer.json(200, page(80, 40, "<p>other</p>")));
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW)).isInstanceOf(Sighting.NotLooked.class);
      assertThat(bench.server().requests(PATH)).hasSize(5);
    }
  }

  @Test
  void no_posts_at_all_means_absent() {
    try (var bench = bench("")) {
      bench.server().on("GET", PATH, StubAnswer.json(200, "[]"));
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW)).isEqualTo(new Sighting.Absent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "<html>", "", "{\"error\":\"x\"}"})
  void a_list_that_is_none_shows_nothing(String body) {
    try (var bench = bench("")) {
      bench.server().on("GET", PATH, StubAnswer.json(200, body));
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW)).isInstanceOf(Sighting.NotLooked.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429, 500, 503})
  void a_refusal_shows_nothing(int status) {
    try (var bench = bench("")) {
      var refusal = StubAnswer.json(status, "{\"error\":\"no\"}").header("Retry-After", "30");
      bench.server().on("GET", PATH, refusal);
      assertThat(bench.channel().find(WITH_LINK, KEY, NOW))
          .isInstanceOfSatisfying(
              Sighting.NotLooked.class,
              it -> assertThat(it.retryAfter()).hasValue(Duration.ofSeconds(30)));
    }
  }

  /// These on the first page, and nothing on the second.
  private static void lists(Bench bench, String... statuses) {
    bench
        .server()
        .on(
            "GET",
            PATH,
            StubAnswer.json(200, "[" + String.join(",", statuses) + "]"),
            StubAnswer.json(200, "[]"));
  }

  private static String page(int newest, int count, String content) {
    return IntStream.range(0, count)
        .mapToObj(it -> status(Integer.toString(newest - it), NOW, content))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String link() {
    return "<p><a href=\"https://blog.example/a?x=1&amp;y=2\">blog</a></p>";
  }

  private static String status(String id, Instant at, String content) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("id", id)
        .put("uri", "https://social.example/" + id)
        .putNull("url")
        .put("created_at", at.toString())
        .put("content", content)
        .toString();
  }
}
