// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.config.ChannelSettings.OnUnknown;
import org.tidings.secret.SecretRef;

class ConfigFileTest {
  private static final String SMALL =
      """
      [[feed]]
      id = "blog"
      url = "https://blog.example/feed/"

      [[channel]]
      id = "log"
      type = "log"
      """;

  @TempDir Path folder;

  @Test
  void one_feed_and_one_channel_are_a_complete_setup() throws IOException {
    var settings = file(SMALL).finish();
    var feed = settings.feeds().getFirst();
    assertThat(feed.id()).isEqualTo(new FeedId("blog"));
    assertThat(feed.every()).isEmpty();
    assertThat(feed.first()).isZero();
    var channel = settings.channels().getFirst();
    assertThat(channel.daily()).isEqualTo(25);
    assertThat(channel.onUnknown()).isEqualTo(OnUnknown.ASK);
    assertThat(channel.expire()).isEqualTo(Duration.ofDays(3));
    assertThat(settings.channelsOf(feed.id())).containsExactly(channel);
  }

  @Test
  void a_proxy_is_for_all_that_have_no_private_addresses() throws IOException {
    var settings = file("proxy = \"http://proxy.example:3128\"\n" + SMALL).finish();
    assertThat(settings.proxy(List.of()))
        .contains(ProxySettings.open(URI.create("http://proxy.example:3128")));
    assertThat(settings.proxy(List.of("127.0.0.1"))).isEmpty();
  }

  @Test
  void a_proxy_may_want_a_login() throws IOException {
    var table = "proxy = { address = \"http://p.example:1\", user = \"me\", password = %s }\n";
    var settings = file(table.formatted("{ env = \"PROXY\" }") + SMALL).finish();
    assertThat(settings.proxy(List.of()))
        .contains(
            new ProxySettings(
                URI.create("http://p.example:1"),
                Optional.of(new Login("me", new SecretRef.Env("PROXY")))));
    assertThatThrownBy(() -> file(table.formatted("\"0pen\"") + SMALL).finish())
        .hasMessageContaining("proxy: password: a secret does not belong")
        .hasMessageNotContaining("0pen")
        .hasMessageNotContaining("connect");
    assertThatThrownBy(() -> file("proxy = { user = \"me\", port = 1 }\n" + SMALL).finish())
        .hasMessageContaining("proxy: address: is missing")
        .hasMessageContaining("proxy: password: is missing")
        .hasMessageContaining("proxy: port: unknown key");
  }

  /// Else a command that does with less than the whole file would go another way.
  @Test
  void a_mistake_in_a_proxy_outweighs_that_others_can_wait() throws IOException {
    assertThat(file("colour = 1\nproxy = \"http://p.example:1\"").draft().proxy()).isPresent();
    for (var bad : List.of("proxy = 1", "proxy = {}", "[[feed]]\nid = \"x\"\nproxy = \"y\"")) {
      assertThatThrownBy(() -> file(bad).draft())
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("proxy");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example:3128",
        "http://proxy.example",
        "https://p.example:1",
        "socks5://p:1"
      })
  void what_is_no_proxy_is_a_mistake(String proxy) {
    assertThatThrownBy(() -> file("proxy = \"" + proxy + "\"\n" + SMALL).finish())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(":1:")
        .hasMessageContaining("proxy");
  }

  @Test
  void every_common_key_is_read() throws IOException {
    var settings =
        file("""
        timezone = "Asia/Kolkata"
        [[feed]]
        id = "blog"
        url = "http://127.0.0.1:8080/feed"
        every = "2s"
        first = 3
        allow_private = ["127.0.0.1"]
        [[feed]]
        id = "other"
        url = "https://other.example/"
        [[channel]]
        id = "page"
        type = "log"
        template = "{{ title }}"
        daily = 10
        spacing = "2h"
        window = "Mon-Fri 08:00-20:00"
        expire = "1d"
        on_unknown = "resend"
        proof_settle = "5s"
        allow_private = ["10.0.0.0/8"]
        [[route]]
        feed = "blog"
        channels = ["page"]
        """)
            .finish();
    assertThat(settings.timezone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
    assertThat(settings.feeds().getFirst().every()).contains(Duration.ofSeconds(2));
    assertThat(settings.feeds().getFirst().first()).isEqualTo(3);
    var channel = settings.channels().getFirst();
    assertThat(channel.template()).contains("{{ title }}");
    assertThat(channel.daily()).isEqualTo(10);
    assertThat(channel.spacing()).isEqualTo(Duration.ofHours(2));
    assertThat(channel.window()).get().hasToString("Mon-Fri 08:00-20:00");
    assertThat(channel.onUnknown()).isEqualTo(OnUnknown.RESEND);
    assertThat(channel.proofSettle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(channel.allowPrivate()).containsExactly("10.0.0.0/8");
    assertThat(settings.channelsOf(new FeedId("blog"))).hasSize(1);
    assertThat(settings.channelsOf(new FeedId("other"))).isEmpty();
  }

  @Test
  void ten_mistakes_are_ten_lines_with_place_and_remedy() throws IOException {
    assertThat(
            problems(
                """
                timezone = "Asia/Kolkatta"
                colour = "blue"

                [[feed]]
                id = "blog"
                url = "blog.example/feed"
                evry = "5m"
                first = "3"

                [[channel]]
                id = "My Page"
                type = "log"
                daily = 0
                window = "always"
                on_unknown = "aks"
                expire = "3 weeks"

                [[route]]
                feed = "blgo"
                channels = []
                """))
        .containsExactly(
            "1:1: timezone: no such time zone; write \"Europe/Berlin\"; did you mean"
                + " 'Asia/Kolkata'?",
            "2:1: colour: unknown key; there are channel, feed, proxy, route, timezone, websub",
            "6:1: feed \"blog\": url: not a web address; write it like"
                + " \"https://blog.example/feed/\"",
            "7:1: feed \"blog\": evry: unknown key; did you mean 'every'?",
            "8:1: feed \"blog\": first: should be a whole number, without quotes",
            "11:1: channel \"My Page\": id: is not a name; write 1 to 64 of a-z 0-9 - _ . that"
                + " begin with a letter or digit",
            "13:1: channel \"My Page\": daily: 0 is not between 1 and 1000",
            "14:1: channel \"My Page\": window: not a posting window: always; write it like"
                + " \"Mon-Fri 08:00-20:00\" or \"09:00-12:00\"",
            "15:1: channel \"My Page\": on_unknown: is none of ask, resend, assume_sent; did you"
                + " mean 'ask'?",
            "16:1: channel \"My Page\": expire: not a duration; write it like \"30s\", \"5m\","
                + " \"2h\" or \"3d\"",
            "19:1: route 1: feed: there is no feed \"blgo\"; did you mean 'blog'?",
            "20:1: route 1: channels: names none; write channels = [\"…\"]");
  }

  @Test
  void an_address_for_hubs_ends_with_a_path_and_for_websub_is_private() throws IOException {
    var table = "[websub]\ncallback = \"%s\"\nrsscloud = \"%s\"\n";
    var websub =
        file(table.formatted("https://me.example/w", "http://me.example/r") + SMALL)
            .finish()
            .websub()
            .orElseThrow();
    assertThat(websub.callback()).isEqualTo(URI.create("https://me.example/w"));
    assertThat(websub.rsscloud()).contains(URI.create("http://me.example/r"));
    assertThat(problems(table.formatted("http://me.example/w", "http://me.example/r?a=1") + SMALL))
        .containsExactly(
            "2:1: websub: callback: should begin with https://: pushes pass other people's"
                + " networks",
            "3:1: websub: rsscloud: should end with a path, without a question mark or #");
  }

  @Test
  void syntax_errors_are_named_with_their_places() throws IOException {
    var problems = problems("[[feed]\nid = blog\n");
    assertThat(problems).hasSizeGreaterThanOrEqualTo(1);
    assertThat(problems.getFirst()).startsWith("1:");
  }

  @Test
  void an_empty_file_says_what_is_missing() throws IOException {
    assertThat(problems(""))
        .containsExactly(
            "1:1: channel: there is none; write [[channel]] with id and type",
            "1:1: feed: there is none; write [[feed]] with id and url");
  }

  @Test
  void a_rule_that_can_not_work_is_named_with_its_place() throws IOException {
    var routes =
        """
        [[route]]
        id = "a"
        feeds = ["blog"]
        channels = ["log"]
        include = { categories = ["x"], title = "(?i)[a" }
        exclude = { text = ["^Ad:", "fine"] }
        query = { "utm source" = "x", utm = "{{ title }}" }
        [[route]]
        id = "a"
        channels = ["lag"]
        """;
    assertThat(problems(SMALL + routes))
        .containsExactly(
            "12:13: route \"a\": include: categories: unknown key; did you mean 'category'?",
            "12:33: route \"a\": include: title: not a regular expression: missing closing ] at"
                + " \"[a\" (RE2's syntax: no look-around, no references back)",
            "13:13: route \"a\": exclude: text: \"^Ad:\" looks like a regular expression, which"
                + " begins with (?i), or with (?:) to mind upper and lower case; write"
                + " \"(?i)^Ad:\"",
            "14:11: route \"a\": query: utm source: is no name for a query; write letters, digits,"
                + " - _ . ~",
            "14:31: route \"a\": query: utm: only {{ channel }} and {{ feed }} can stand in it",
            "15:1: route \"a\": feed: is missing; write feed = \"…\"",
            "16:1: route \"a\": id: \"a\" is there twice; ids must differ",
            "17:1: route \"a\": channels: there is no channel \"lag\"; did you mean 'log'?");
  }

  @Test
  void a_missing_file_names_the_command_that_makes_one() {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.toml")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("tidings init");
  }

  @Test
  void ids_must_differ_and_brackets_be_two() throws IOException {
    assertThat(problems(SMALL + "[[channel]]\nid = \"log\"\ntype = \"log\"\n"))
        .containsExactly("9:1: channel \"log\": id: \"log\" is there twice; ids must differ");
    assertThat(problems("[feed]\nid = \"a\"\n[[channel]]\nid=\"c\"\ntype=\"log\"\n"))
        .anyMatch(it -> it.contains("[[feed]], with two brackets"));
  }

  @Test
  void a_public_server_may_not_be_asked_every_second() throws IOException {
    assertThat(problems(SMALL.replace("[[channel]]", "every = \"5s\"\n\n[[channel]]")))
        .containsExactly("5:1: feed \"blog\": every: 5s is not between 1m and 7d");
  }

  @Test
  void a_secret_in_the_file_is_refused_and_not_repeated() {
    var sections = Sections.of("id = \"m\"\ntoken = \"s3cr3t-canary\"");
    assertThat(sections.section().secret("token")).isEqualTo(new SecretRef.Stored());
    assertThat(sections.problems())
        .singleElement()
        .asString()
        .contains("tidings connect m", "{ file = ")
        .doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token = { file = \"t\" }       | File[path=/etc/tidings/t]",
        "token = { env = \"T\" }        | Env[name=T]",
        "token = { credential = \"t\" } | Credential[name=t]",
        "other = 1                      | Stored[]"
      })
  void a_secret_is_named_by_its_place(String toml, String reference) {
    var sections = Sections.of(toml);
    assertThat(sections.section().secret("token")).hasToString(reference);
    assertThat(sections.problems()).isEmpty();
  }

  @Test
  void a_reference_of_no_known_kind_is_a_mistake() {
    for (var toml : List.of("token = { vault = \"x\" }", "token = { file = 3 }", "token = {}")) {
      var sections = Sections.of(toml);
      assertThat(sections.section().secret("token")).isEqualTo(new SecretRef.Stored());
      assertThat(sections.problems()).as(toml).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mastodn, did you mean 'mastodon'?",
    "google-plus, 2 April 2019",
    "googleplus, 2 April 2019",
    "medium, 1 January 2025",
    "Reddit, November 2025",
    "whatsapp, no official way"
  })
  void a_type_that_there_is_not_gets_a_helpful_answer(String type, String words)
      throws IOException {
    var file = file(SMALL.replace("type = \"log\"", "type = \"" + type + "\"\nserver = \"x\""));
    file.channels().getFirst().refuseType(List.of("log", "mastodon"));
    assertThatThrownBy(file::finish)
        .hasMessageContaining(words)
        .hasMessageNotContaining("unknown key");
  }

  private ConfigFile file(String toml) throws IOException {
    var file = folder.resolve("tidings.toml");
    Files.writeString(file, toml);
    return ConfigFile.read(file);
  }

  private List<String> problems(String toml) throws IOException {
    var file = folder.resolve("tidings.toml");
    Files.writeString(file, toml);
    var refusal =
        catchThrowableOfType(
            ConfigException.class,
            () -> {
              var read = ConfigFile.read(file);
              read.channels().forEach(it -> it.section().text("file"));
              read.finish();
            });
    return refusal.problems().stream()
        .map(it -> it.toString().substring(it.file().length() + 1))
        .toList();
  }
}
