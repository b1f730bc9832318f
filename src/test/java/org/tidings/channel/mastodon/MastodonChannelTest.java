// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Bench;
import org.tidings.channel.Health;
import org.tidings.channel.Preparation;
import org.tidings.channel.Proof;
import org.tidings.config.Sections;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;
import org.tidings.secret.Secret;
import org.tidings.text.LengthRule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MastodonChannelTest {
  static final String INSTANCE =
      """
      {"domain": "social.example", "version": "%s", "source_url": "%s", "configuration": {
        "statuses": {"max_characters": 1000, "characters_reserved_per_url": 30},
        "media_attachments": {"description_limit": 20, "image_size_limit": 50000,
          "image_matrix_limit": 90000, "supported_mime_types": ["image/jpeg", "video/mp4"]}}}
      """;

  static final String ME = "{\"id\": \"7\", \"acct\": \"ann\"}";

  static Bench bench(String keys) {
    var server = StubServer.start();
    server.on("GET", "/api/v2/instance", StubAnswer.json(200, INSTANCE.formatted("4.4.3", "")));
    server.on("GET", "/api/v1/accounts/verify_credentials", StubAnswer.json(200, ME));
    return Bench.open(
        new Mastodon(),
        "server = \"" + server.uri("") + "\"\n" + keys,
        server,
        "/api/v1/statuses",
        it -> it.put("token", Secret.of("secret")));
  }

  static Post post(String text) {
    return new Post(
        text,
        List.of(),
        Optional.of(URI.create("https://blog.example/a")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "A",
        false);
  }

  @Test
  void before_the_server_was_asked_the_usual_limits_hold() {
    try (var bench = bench("")) {
      var limits = bench.channel().limits();
      assertThat(limits.text()).containsExactly(new LengthRule(LengthRule.Unit.GRAPHEMES, 500));
      assertThat(limits.linkWeight()).hasValue(23);
      assertThat(bench.channel().proofs()).containsExactly(new Proof.ReadBack());
    }
  }

  @Test
  void what_the_server_says_outlives_the_process() {
    try (var bench = bench("spoiler = \"News\"")) {
      assertThat(bench.channel().check())
          .isEqualTo(new Health.Good("@ann@social.example", Optional.empty()));
      var limits = bench.reopened().limits();
      assertThat(limits.text())
          .as("the words before the fold count too")
          .containsExactly(new LengthRule(LengthRule.Unit.GRAPHEMES, 996));
      assertThat(limits.linkWeight()).hasValue(30);
      assertThat(bench.channel().proofs()).hasSize(2);
      assertThat(bench.channel().proofs().getFirst()).isInstanceOf(Proof.SameKey.class);
    }
  }

  @Test
  void an_old_server_is_asked_by_version_1() {
    try (var bench = bench("")) {
      var server = bench.server();
      server.on("GET", "/api/v2/instance", StubAnswer.status(404));
      server.on(
          "GET",
          "/api/v1/instance",
          StubAnswer.json(
              200,
              "{\"uri\":\"https://old.example\",\"version\":\"2.7.2 (compatible; Pleroma 2.4.1)\","
                  + "\"max_toot_chars\":5000}"));
      assertThat(bench.channel().check())
          .isEqualTo(new Health.Good("@ann@old.example", Optional.empty()));
      assertThat(bench.channel().limits().text().getFirst().max()).isEqualTo(5000);
      assertThat(bench.channel().limits().linkWeight())
          .as("Pleroma counts links as they stand")
          .isEqualTo(OptionalInt.empty());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4.4.3                                   | https://github.com/mastodon/mastodon | MASTODON
          4.3.0-alpha.5+glitch                    | https://github.com/glitch-soc/mastodon | MASTODON
          4.0.2+hometown-1.1.1                    |                                | MASTODON
          2.7.2 (compatible; Pleroma 2.6.0)       |                                | PLEROMA
          2.7.2 (compatible; Akkoma 3.10.4)       |                                | AKKOMA
          0.19.2+git-21e4b2a                      | https://codeberg.org/superseriousbusiness/gotosocial | GOTOSOCIAL
          0.19.2+git-21e4b2a                      |                                | OTHER
          3.5.3 (compatible; Pixelfed 0.12.3)     |                                | PIXELFED
          2.8.0 (compatible; Friendica 2024.12)   |                                | FRIENDICA
          4.2.1 (compatible; Sharkey 2025.4.2)    |                                | OTHER
          nonsense                                |                                | OTHER
          """)
  void the_family_is_read_from_what_a_server_says(String version, String source, Family family) {
    assertThat(Family.of(version, Optional.ofNullable(source).orElse(""))).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "MASTODON,true",
    "PLEROMA,true",
    "AKKOMA,true",
    "GOTOSOCIAL,false",
    "PIXELFED,false",
    "FRIENDICA,false",
    "OTHER,false"
  })
  void only_families_that_keep_keys_are_trusted_with_them(Family family, boolean trusted) {
    assertThat(family.honoursKeys()).isEqualTo(trusted);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void a_bad_token_is_the_owners_to_mend(int status) {
    try (var bench = bench("")) {
      bench
          .server()
          .on(
              "GET",
              "/api/v1/accounts/verify_credentials",
              StubAnswer.json(status, "{\"error\":\"The access token was revoked\"}"));
      assertThat(bench.channel().check())
          .isEqualTo(
              new Health.Bad(
                  "HTTP " + status + ": The access token was revoked", "tidings connect account"));
    }
  }

  @Test
  void without_a_token_it_says_how_to_get_one() {
    try (var bench = bench("")) {
      bench.keyring().remove("token");
      assertThat(bench.channel().check())
          .isInstanceOfSatisfying(
              Health.Bad.class, it -> assertThat(it.remedy()).isEqualTo("tidings connect account"));
    }
  }

  @Test
  void a_server_of_another_kind_is_no_health() {
    try (var bench = bench("")) {
      bench.server().on("GET", "/api/v2/instance", StubAnswer.ok("text/html", "<h1>Hi</h1>"));
      assertThat(bench.channel().check()).isInstanceOf(Health.Bad.class);
      bench.server().on("GET", "/api/v2/instance", StubAnswer.status(503));
      assertThat(bench.channel().check()).isInstanceOf(Health.Unreachable.class);
      bench.server().close();
      assertThat(bench.channel().check()).isInstanceOf(Health.Unreachable.class);
    }
  }

  @Test
  void the_settings_stand_in_the_request() {
    var keys = "visibility = \"unlisted\"\nspoiler = \"News\"\nlanguage = \"pt_br\"";
    try (var bench = bench(keys)) {
      var body = json(bench.payload(post("Olá")).body());
      assertThat(body)
          .isEqualTo(
              json(
                  """
                  {"status": "Olá", "visibility": "unlisted", "language": "pt-BR",
                   "spoiler_text": "News"}
                  """));
    }
  }

  @Test
  void a_language_that_is_none_is_left_out() throws TemplateException {
    var article = ArticleSamples.with("Title", "", "english!");
    try (var bench = bench("")) {
      var post = bench.channel().compose(article, Template.compile("{{ title }}"));
      assertThat(json(bench.payload(post).body()).has("language")).isFalse();
    }
  }

  /// Whatever [Post#link] says: what nobody sees can't be found again.
  @Test
  void only_a_link_that_the_text_shows_is_remembered() {
    try (var bench = bench("")) {
      assertThat(bench.payload(post("words only")).link()).isEmpty();
      assertThat(bench.payload(post("see https://blog.example/a")).link())
          .isEqualTo("https://blog.example/a");
    }
  }

  @Test
  void preparing_without_a_picture_asks_nobody() {
    try (var bench = bench("image = true")) {
      assertThat(bench.channel().prepare(post("A"), KEY)).isInstanceOf(Preparation.Ready.class);
      assertThat(bench.server().requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          server = "https://a.example/@ann"                       | the server alone
          server = "https://a.example"\\nvisibility = "friends"    | visibility
          server = "https://a.example"\\nlanguage = "x"            | is not a language
          """)
  void mistakes_are_named(String toml, String words) {
    var sections = Sections.of(toml.replace("\\n", "\n"));
    new Mastodon().read(sections.section());
    assertThat(sections.problems()).singleElement().asString().contains(words);
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
