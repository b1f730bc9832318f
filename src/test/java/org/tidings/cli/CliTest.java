// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.http.LocalProxy;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.store.Database;
import org.tidings.store.StateFolder;

/// The commands as an owner types them, on a real server, file and database.
class CliTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private StubServer blog;
  private List<String> items = List.of(item(1, "Old news"));

  @BeforeEach
  void start() {
    blog = StubServer.start();
    blog.handle("GET", "/feed/", request -> StubAnswer.ok("application/rss+xml", rss()));
    blog.on(
        "GET",
        "/",
        StubAnswer.ok(
            "text/html",
            "<head><link rel=alternate type='application/rss+xml' href='/comments/feed/'>"
                + "<link rel=alternate type='application/rss+xml' href='/feed/'></head>"));
  }

  @AfterEach
  void stop() {
    blog.close();
  }

  @Test
  void from_a_blogs_address_to_its_posts_in_the_history() throws IOException {
    assertThat(tidings("init", blog.uri("/").toString(), "--allow-private", "127.0.0.1")).isZero();
    assertThat(out.toString()).contains("found Riverside", "/feed/, 1 entries");
    assertThat(tidings("init", blog.uri("/").toString())).isEqualTo(73);
    assertThat(err.toString()).contains("is there already");

    configure("every = \"1s\"");
    assertThat(tidings("check", "--live")).isZero();
    assertThat(out.toString()).contains("feed blog: rss 2.0, 1 entries", "channel log: ");
    assertThat(tidings("once")).isZero();
    assertThat(out.toString()).contains("first read: 1 entries remembered, 0 to be posted");
    assertThat(posts()).isEmpty();

    items = List.of(item(2, "Tea &amp; trains"), item(1, "Old news"));
    dueNow();
    assertThat(tidings("once")).isZero();
    assertThat(posts()).singleElement().asString().contains("\"title\":\"Tea & trains\"");
    dueNow();
    items = List.of(item(2, "Tea &amp; trains, corrected"), item(1, "Old news"));
    assertThat(tidings("once")).isZero();
    assertThat(posts()).as("an edit posts nothing").hasSize(1);

    assertThat(tidings("history")).isZero();
    assertThat(out.toString())
        .contains("published", "Tea & trains")
        .containsPattern(
            "the article was edited \\S+ \\S+: the title, which is now \"Tea & trains, c");
    assertThat(tidings("history", "--json", "--only", "published")).isZero();
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .matches("\\{\"time\":\"[^\"]+Z\",\"feed\":\"blog\",\"article\":\\{\"id\":2,.*\\}")
        .contains("\"channel\":\"log\"", "\"state\":\"published\"", "\"attempts\":1");
    assertThat(tidings("history", "--only", "held")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(tidings("explain", "trains")).isZero();
    assertThat(out.toString())
        .contains(
            "first seen in feed blog",
            "edited: the title, which is now \"Tea & trains, corrected\"",
            "published");
    assertThat(tidings("explain", "nothing of the kind")).isEqualTo(65);
    assertThat(tidings("queue")).isZero();
    assertThat(tidings("status")).isZero();
    assertThat(out.toString()).contains("all is well");
    assertThat(tidings("status", "--json")).isZero();
    assertThat(out.toString().lines()).allMatch(it -> it.startsWith("{") && it.endsWith("}"));
  }

  @Test
  void a_paused_feed_is_left_alone_until_the_owner_says() throws IOException {
    configure("paused = true\nfirst = 1");
    assertThat(tidings("once")).isZero();
    assertThat(tidings("plan")).isZero();
    assertThat(err.toString()).contains("feed blog is paused");
    assertThat(tidings("adopt")).isEqualTo(64);
    assertThat(blog.requests()).isEmpty();
    assertThat(tidings("status")).isZero();
    assertThat(out.toString()).contains("paused", "take out its line: paused = true");
    assertThat(tidings("status", "--json")).isZero();
    assertThat(out.toString()).contains("\"paused\":true");
    assertThat(tidings("check", "--live")).as("a look is a look").isZero();
    assertThat(out.toString()).contains("1 entries, paused");
    configure("first = 1");
    assertThat(tidings("once")).isZero();
    assertThat(posts()).hasSize(1);
    dueNow();
    configure("paused = true");
    assertThat(tidings("status")).as("late for nothing").isZero();
  }

  @Test
  void a_feed_is_read_through_its_proxy() throws IOException {
    try (var proxy = LocalProxy.start()) {
      configure("proxy = \"" + proxy.address() + "\"");
      var config = folder.resolve("tidings.toml");
      Files.writeString(
          config,
          Files.readString(config)
              .replace(origin(), "http://only.proxy.example:" + blog.port())
              .replace("allow_private", "#"));
      assertThat(tidings("once")).isZero();
      assertThat(out.toString()).contains("first read: 1 entries remembered");
      assertThat(proxy.heads()).singleElement().asString().startsWith("GET http://only.proxy.");
    }
  }

  @Test
  void init_and_feed_go_through_a_proxy_too() throws IOException {
    try (var proxy = LocalProxy.start().wants("ann", "pr0xy")) {
      var hidden = "http://only.proxy.example:" + blog.port() + "/";
      var config = folder.resolve("tidings.toml");
      Files.writeString(config, through(proxy, "coffee"));
      assertThat(tidings("feed", hidden)).as("a file with nothing but the proxy").isEqualTo(69);
      assertThat(err.toString()).contains("refuses our login").doesNotContain("coffee");
      Files.writeString(config, through(proxy, "pr0xy"));
      assertThat(tidings("feed", hidden)).isZero();
      assertThat(out.toString()).contains("Old news");
      Files.writeString(config, "proxy = { address = \"" + proxy.address() + "\", user = 1 }");
      assertThat(tidings("feed", hidden)).as("which way, nobody knows").isEqualTo(78);
      Files.delete(config);
      assertThat(tidings("feed", hidden)).as("no other way").isEqualTo(69);
    }
    try (var proxy = LocalProxy.start()) {
      var hidden = "http://only.proxy.example:" + blog.port() + "/";
      var address = proxy.address().toString();
      assertThat(tidings("init", hidden, "--proxy", "socks5://127.0.0.1:1")).isEqualTo(64);
      assertThat(tidings("init", hidden, "--proxy", address)).isZero();
      assertThat(tidings("feed", "blog")).isZero();
      assertThat(out.toString()).contains("Old news");
      assertThat(proxy.heads()).hasSize(3).allMatch(it -> it.startsWith("GET " + hidden));
    }
  }

  private String through(LocalProxy proxy, String password) throws IOException {
    return "proxy = { address = \"%s\", user = \"ann\", password = %s }\n"
        .formatted(proxy.address(), secret(password));
  }

  /// A reference to a file with these words in it.
  private String secret(String words) throws IOException {
    var file = Files.writeString(folder.resolve("password"), words);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return "{ file = \"password\" }";
  }

  @Test
  void a_private_feed_is_shown_with_its_login() throws IOException {
    blog.handle(
        "GET",
        "/feed/",
        request ->
            request.header("Authorization").filter("Basic YW5uOnRlYQ=="::equals).isPresent()
                    && request.header("X-Key").filter("tea"::equals).isPresent()
                ? StubAnswer.ok("application/rss+xml", rss())
                : StubAnswer.status(401));
    var login = "user = \"ann\"\npassword = %1$s\nheaders = { X-Key = %1$s }";
    configure(login.formatted(secret("tea")));
    assertThat(tidings("feed", "blog")).isZero();
    assertThat(out.toString()).contains("Old news");
    configure(login.formatted(secret("coffee")));
    assertThat(tidings("feed", origin() + "/feed/")).as("by its address").isEqualTo(69);
    assertThat(err.toString()).contains("HTTP 401").doesNotContain("coffee");
    configure(login.formatted("{ env = \"TIDINGS_TEST_NO_SUCH\" }"));
    assertThat(tidings("feed", "blog")).isEqualTo(77);
    assertThat(err.toString())
        .contains("of feed blog: the environment variable TIDINGS_TEST_NO_SUCH is not set");
    assertThat(tidings("check", "--live")).isEqualTo(69);
    assertThat(out.toString()).contains("of feed blog: the environment variable");
    assertThat(blog.requests()).as("asked with a login only").hasSize(2);
  }

  @Test
  void feeds_of_another_reader_are_taken_over_paused_and_given_on() throws IOException {
    configure("headers = { X-Key = { env = \"NO_SUCH_THING\" } }");
    var config = folder.resolve("tidings.toml");
    var before = Files.readString(config);
    var opml =
        Files.writeString(
                folder.resolve("mine.opml"),
                """
            <opml version="2.0"><body>
              <outline text="Riverside" xmlUrl="%1$s/feed/"/>
              <outline text="Other &amp; more" xmlUrl="%1$s/other/"/>
              <outline text="Private" xmlUrl="https://me:secret@closed.example/"/>
              <outline type="rss" text="Lost"/>
            </body></opml>
            """
                    .formatted(origin()))
            .toString();
    assertThat(tidings("import", opml)).isZero();
    assertThat(out.toString()).contains("id     = \"other-more\"", "paused = true");
    assertThat(err.toString())
        .contains("line 5: a feed without", "line 4: the login", "2 feeds are new, 1 known already")
        .doesNotContain("secret");
    assertThat(config).hasContent(before);

    assertThat(tidings("import", opml, "--yes")).isZero();
    assertThat(out.toString()).contains("tidings feed ID", "paused = true");
    assertThat(Files.readString(config)).startsWith(before).doesNotContain("secret");
    assertThat(tidings("import", opml, "--yes")).isZero();
    assertThat(err.toString()).contains("0 feeds are new, 3 known already");
    assertThat(tidings("once")).isZero();
    assertThat(blog.requests("/other/")).isEmpty();

    blog.handle("GET", "/other/", request -> StubAnswer.ok("application/rss+xml", rss()));
    assertThat(tidings("feed", "other-more", "--allow-private", "127.0.0.1")).isZero();
    assertThat(err.toString()).contains("is paused", "take out its line: paused = true");
    assertThat(out.toString()).contains("Old news");

    assertThat(tidings("export")).isZero();
    assertThat(out.toString())
        .contains("text=\"blog\"", "xmlUrl=\"" + origin() + "/other/\"")
        .doesNotContain("X-Key", "NO_SUCH_THING", "secret");
    Files.writeString(folder.resolve("back.opml"), out.toString());
    assertThat(tidings("import", folder.resolve("back.opml").toString())).isZero();
    assertThat(err.toString()).contains("0 feeds are new, 3 known already");
  }

  @Test
  void what_can_not_be_imported_says_why_and_changes_nothing() throws IOException {
    var file = Files.writeString(folder.resolve("x"), "\n<rss/>").toString();
    assertThat(tidings("import", file)).isEqualTo(65);
    assertThat(err.toString()).contains("x: line 2: this is no OPML: it begins with <rss>");
    assertThat(tidings("import", file + "y")).isEqualTo(65);
    assertThat(err.toString()).contains("can't read");
    Files.writeString(folder.resolve("x"), "<opml><outline xmlUrl='https://a.example/'/></opml>");
    assertThat(tidings("import", file)).as("without a configuration").isZero();
    assertThat(out.toString()).contains("[[feed]]\nid     = \"a-example\"");
    assertThat(tidings("import", file, "--yes")).isEqualTo(78);
    assertThat(err.toString()).contains("tidings init URL");
    Files.writeString(folder.resolve("tidings.toml"), "colour = 1\n");
    assertThat(tidings("import", file, "--yes")).isEqualTo(78);
    assertThat(err.toString()).contains("nothing was added", "tidings.toml:1:1: colour");
    assertThat(folder.resolve("tidings.toml")).hasContent("colour = 1\n");
  }

  @Test
  void a_rebuilt_feed_is_shown_and_dropped_or_released_as_a_whole() throws IOException {
    configure("every = \"1s\"");
    assertThat(tidings("once")).isZero();
    items = IntStream.rangeClosed(101, 111).mapToObj(it -> item(it, "Post " + it)).toList();
    dueNow();
    assertThat(tidings("once")).isZero();
    assertThat(posts()).isEmpty();
    assertThat(tidings("status")).isEqualTo(69);
    assertThat(out.toString())
        .contains("feed blog: 11 articles are held", "tidings queue release --feed blog");
    assertThat(tidings("queue", "--feed", "blog")).isZero();
    assertThat(out.toString()).contains("11 of 11 entries look new", "looks new", "Post 103");
    assertThat(tidings("queue", "release", "--feed", "other")).isEqualTo(64);
    assertThat(tidings("queue", "retry", "--feed", "blog")).isEqualTo(64);
    assertThat(tidings("queue", "release", "1")).isZero();
    assertThat(tidings("queue", "drop", "--feed", "blog")).isZero();
    assertThat(out.toString().lines()).hasSize(10).allMatch(it -> it.endsWith("skipped"));
    assertThat(tidings("status")).isZero();
    assertThat(tidings("once")).isZero();
    assertThat(posts()).hasSize(1);
  }

  @Test
  void plan_shows_the_exact_post_and_changes_nothing() throws IOException {
    configure("");
    items = List.of(item(2, "Tea &amp; trains"));
    assertThat(tidings("plan", "--json")).isZero();
    assertThat(out.toString().strip().replaceAll(",\"time\":.*", "}"))
        .isEqualTo(
            ("{\"feed\":\"blog\",\"article\":{\"title\":\"Tea &"
                    + " trains\",\"url\":\"BLOG/2/\"},\"channel\":\"log\",\"type\":\"log\",\"text\":\"Tea"
                    + " & trains\\n"
                    + "\\n"
                    + "BLOG/2/\\n"
                    + "\\n"
                    + "#SlowLiving\",\"lengths\":[{\"unit\":\"code points\",\"used\":%d,"
                    + "\"max\":5000}],\"shortened\":false,\"link\":\"BLOG/2/\",\"language\":\"en\"}")
                .formatted(30 + origin().length())
                .replace("BLOG", origin()));
    assertThat(tidings("plan")).isZero();
    assertThat(out.toString()).contains("│ Tea & trains", "│ #SlowLiving", "/5000 code points");
    assertThat(posts()).isEmpty();
    assertThat(tidings("history")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void feed_shows_how_a_feed_is_read() {
    assertThat(tidingsBare("feed", origin() + "/feed/", "--json", "--allow-private", "127.0.0.1"))
        .isZero();
    assertThat(out.toString()).startsWith("{\"format\":\"rss 2.0\",\"title\":\"Riverside\"");
  }

  @Test
  void a_blog_is_found_by_its_bare_name_over_plain_http_if_it_has_no_other() {
    var bare = origin().replace("http://", "");
    assertThat(tidings("init", bare, "--allow-private", "127.0.0.1")).isZero();
    assertThat(out.toString()).contains("found Riverside (http://" + bare + "/feed/, 1 entries)");
    assertThat(blog.requests()).hasSize(2);
  }

  @Test
  void what_can_not_be_reached_exits_69_and_what_is_no_feed_65() {
    for (var command : List.of("init", "feed")) {
      assertThat(tidingsWhere(command, origin() + "/")).isEqualTo(69);
      assertThat(err.toString()).contains("127.0.0.1", "--allow-private");
      assertThat(tidingsWhere(command, origin() + "/lost", "--allow-private", "127.0.0.1"))
          .isEqualTo(69);
      assertThat(err.toString()).contains("HTTP 404");
      blog.on("GET", "/map.xml", StubAnswer.ok("text/xml", "<urlset></urlset>"));
      assertThat(tidingsWhere(command, origin() + "/map.xml", "--allow-private", "127.0.0.1"))
          .isEqualTo(65);
      assertThat(err.toString()).contains("sitemap");
      assertThat(tidingsWhere(command, "no host at all")).isEqualTo(64);
    }
    assertThat(folder.resolve("tidings.toml")).doesNotExist();
  }

  /// `feed` knows no places.
  private int tidingsWhere(String command, String... words) {
    var line = Stream.concat(Stream.of(command), Stream.of(words)).toArray(String[]::new);
    return command.equals("init") ? tidings(line) : tidingsBare(line);
  }

  @Test
  void the_owner_pauses_resumes_and_has_a_word_on_the_queue() throws IOException {
    configure("first = 1");
    assertThat(tidings("pause")).isZero();
    assertThat(tidings("once")).isZero();
    assertThat(posts()).isEmpty();
    assertThat(tidings("queue")).isZero();
    assertThat(out.toString()).contains("ready", "Old news");
    assertThat(tidings("queue", "hold", "1")).isZero();
    assertThat(tidings("status")).isEqualTo(69);
    assertThat(out.toString()).contains("needs you", "1 held");
    assertThat(tidings("queue", "release", "all")).isZero();
    assertThat(tidings("queue", "hold", "9")).isEqualTo(65);
    assertThat(tidings("resume", "log")).isZero();
    assertThat(tidings("once")).isZero();
    assertThat(posts()).hasSize(1);
    assertThat(tidings("pause", "lug")).isEqualTo(64);
    assertThat(err.toString()).contains("did you mean 'log'?");
  }

  @Test
  void mistakes_in_the_configuration_are_lines_and_exit_78() throws IOException {
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        timezone = "Mars/Olympus"
        colour = "blue"
        [[feed]]
        id = "blog"
        url = "blog.example"
        evry = "5m"
        [[channel]]
        id = "x"
        type = "mastodn"
        daily = 0
        window = "always"
        [[channel]]
        id = "g"
        type = "google-plus"
        [[channel]]
        id = "l"
        type = "log"
        file = "x"
        template = "{{ titel }}"
        [[route]]
        feed = "blgo"
        channels = ["l"]
        """);
    assertThat(tidings("check")).isEqualTo(78);
    assertThat(err.toString().lines())
        .hasSize(10)
        .allMatch(it -> it.matches(".*tidings\\.toml:\\d+:\\d+: .+: .+"))
        .as("each names the remedy")
        .allMatch(it -> it.matches(".*(write|did you mean|there are|is not between).*"))
        .anyMatch(it -> it.contains("did you mean 'mastodon'?"))
        .anyMatch(it -> it.contains("2 April 2019"))
        .anyMatch(it -> it.contains("template: line 1"));
  }

  @Test
  void a_second_instance_exits_75_and_leaves_the_first_alone() throws IOException {
    configure("");
    try (var lock = StateFolder.open(folder.resolve("state")).lock()) {
      assertThat(lock).isNotNull();
      assertThat(tidings("once")).isEqualTo(75);
      assertThat(tidings("run")).isEqualTo(75);
      assertThat(err.toString()).contains("another Tidings runs");
      assertThat(tidings("history")).as("reading is not disturbed").isZero();
    }
    assertThat(tidings("once")).isZero();
  }

  @Test
  void a_damaged_database_exits_74_with_the_way_out() throws IOException {
    configure("");
    var state = StateFolder.open(folder.resolve("state"));
    Files.writeString(state.database(), "not a database at all ".repeat(500));
    assertThat(tidings("once")).isEqualTo(74);
    assertThat(err.toString()).contains("damaged", "Restore a backup");
    assertThat(posts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chek", "history --limit 0", "plan --latest x", "queue jump 1", ""})
  void a_wrong_command_line_exits_64_and_says_what_to_do(String line) throws IOException {
    configure("");
    var words = Stream.of(line.split(" ", -1)).filter(it -> !it.isEmpty()).toArray(String[]::new);
    assertThat(words.length > 1 ? tidings(words) : tidingsBare(words)).isEqualTo(64);
    assertThat(err.toString()).isNotBlank();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void every_command_helps() {
    for (var command :
        List.of(
            "init", "connect", "check", "plan", "run", "once", "status", "history", "explain",
            "queue", "pause", "resume", "feed", "import", "export", "demo")) {
      assertThat(tidingsBare(command, "--help")).as(command).isZero();
      assertThat(out.toString()).contains("Usage: tidings " + command);
    }
  }

  private int tidings(String... words) {
    var places =
        Stream.of(
            "--config",
            folder.resolve("tidings.toml").toString(),
            "--state",
            folder.resolve("state").toString());
    return tidingsBare(Stream.concat(Stream.of(words), places).toArray(String[]::new));
  }

  private int tidingsBare(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Cli.run(
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false), words);
  }

  private void configure(String feedKey) throws IOException {
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        timezone = "UTC"
        [[feed]]
        id = "blog"
        url = "%s/feed/"
        allow_private = ["127.0.0.1"]
        %s
        [[channel]]
        id = "log"
        type = "log"
        file = "posts.jsonl"
        spacing = "0s"
        """
            .formatted(origin(), feedKey));
  }

  /// The interval is a second and a tenth at most; the database is told that it is over.
  private void dueNow() {
    try (var database = Database.open(folder.resolve("state").resolve("tidings.db"))) {
      database.runInTx(tx -> tx.handle().execute("UPDATE feed SET next_poll = 0"));
    }
  }

  private List<String> posts() throws IOException {
    var file = folder.resolve("posts.jsonl");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private String origin() {
    var uri = blog.uri("/").toString();
    return uri.substring(0, uri.length() - 1);
  }

  private String rss() {
    return """
    <rss version="2.0"><channel><title>Riverside</title><link>LINK</link>
    <language>en</language>%s</channel></rss>
    """
        .formatted(String.join("", items))
        .replace("LINK", origin());
  }

  private static String item(int number, String title) {
    return """
    <item><title>%s</title><link>LINK/%d/?utm_source=feed</link>
    <guid isPermaLink="false">tag:blog,%d</guid><category>Slow living</category></item>
    """
        .formatted(title, number, number);
  }
}
