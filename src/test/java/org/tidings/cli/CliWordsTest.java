// SPDX-License-Identifier: Apache-2.0
package org.tidings.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;

/// What commands say, whoever wrote the words that they repeat.
class CliWordsTest {
  /// An 8-bit escape sequence, the order of letters turned round, a line that is none of ours.
  private static final String HOSTILE = "&#155;31m&#8238;evil&#133;needs you: pay";

  /// What no terminal should ever be sent: controls but the line feed, and what turns text round.
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069&&[^\\n]]");

  @TempDir Path folder;
  private Keyboard owner;

  @BeforeEach
  void sit() {
    owner = new Keyboard(folder);
  }

  @Test
  void the_list_of_commands_has_one_whole_sentence_for_each() {
    owner.type("--help");
    var list =
        owner
            .out()
            .replaceFirst("(?s).*Commands:\n", "")
            .replaceFirst("(?s)\n\n.*", "")
            .replaceAll("\n {5,}", " ");
    assertThat(list.lines())
        .hasSizeGreaterThan(10)
        .allMatch(it -> it.matches(" {2}\\w+ +[A-Z][^.]*\\."));
  }

  @Test
  void help_names_the_places_that_hold_without_options() {
    owner.type("plan", "--help");
    assertThat(owner.out().replaceAll("\\s+", " "))
        .containsPattern("--config=FILE the configuration file Default: \\S+/tidings.toml")
        .containsPattern("--state=DIR the state folder Default: /\\S+");
    assertThat(owner.out().lines()).allMatch(it -> it.length() <= 80);
  }

  @Test
  void a_feeds_words_cannot_play_with_the_terminal() throws IOException {
    try (var blog = StubServer.start()) {
      blog.on("GET", "/", StubAnswer.ok("application/rss+xml", rss(blog)));
      var address = blog.uri("/").toString();
      for (var line :
          List.of(
              "feed " + address + " --allow-private 127.0.0.1",
              "init " + address + " --allow-private 127.0.0.1")) {
        assertThat(line.startsWith("init") ? owner.tidings(split(line)) : owner.type(split(line)))
            .as(owner.err())
            .isZero();
        assertSafe(line);
      }
      assertThat(Files.readString(owner.config())).contains("evil").doesNotContainPattern(UNSAFE);
      Files.writeString(
          owner.config(),
          Files.readString(owner.config())
              .replace("[[feed]]", "[[feed]]\nfirst = 1")
              .replaceAll("(?m)^#(?=\\[\\[channel]]\\n#id += \"log\")", "")
              .replaceAll("(?m)^#(?=(id|type|file) += \"(log|posts.jsonl)\")", ""));
      for (var command :
          List.of("check --live", "plan", "once", "history", "explain 1", "queue", "status")) {
        assertThat(owner.tidings(split(command))).as(command + ": " + owner.err()).isZero();
        assertSafe(command);
      }
    }
  }

  @Test
  void a_servers_words_cannot_play_with_the_terminal() throws IOException {
    try (var server = StubServer.start()) {
      var words = "ann\\u001b[31m\\u202eevil\\nneeds you: pay";
      server.on("GET", "/feed", StubAnswer.ok("application/rss+xml", rss(server)));
      server.on("GET", "/api/*", StubAnswer.json(200, "{\"version\":\"4.4.0\"}"));
      server.on(
          "GET",
          "/api/v1/accounts/verify_credentials",
          StubAnswer.json(422, "{\"error\":\"%s\"}".formatted(words)));
      Files.writeString(folder.resolve("token"), "secret");
      Files.setPosixFilePermissions(
          folder.resolve("token"), PosixFilePermissions.fromString("rw-------"));
      Files.writeString(
          owner.config(),
          """
          [[feed]]
          id = "blog"
          url = "%s"
          allow_private = ["127.0.0.1"]
          [[channel]]
          id = "m"
          type = "mastodon"
          server = "%s"
          token = { file = "%s" }
          allow_private = ["127.0.0.1"]
          """
              .formatted(server.uri("/feed"), server.uri("").toString(), folder.resolve("token")));
      assertThat(owner.tidings("check", "--live")).isNotZero();
      assertThat(owner.out()).contains("bad ", "evil");
      assertSafe("check --live");
      owner.tidings("status");
      assertSafe("status");
    }
  }

  private void assertSafe(String command) {
    assertThat(owner.out() + owner.err()).as(command).doesNotContainPattern(UNSAFE);
    assertThat(owner.out().lines()).noneMatch(it -> it.startsWith("needs you: pay"));
  }

  private static String[] split(String line) {
    return line.split(" ", -1);
  }

  private static String rss(StubServer blog) {
    return """
    <rss version="2.0"><channel><title>HOSTILE</title><link>LINK</link>
    <item><title>HOSTILE</title><link>LINKa/</link><guid isPermaLink="false">HOSTILE</guid>
    <author>HOSTILE</author><category>HOSTILE</category></item></channel></rss>
    """
        .replace("HOSTILE", HOSTILE)
        .replace("LINK", blog.uri("/").toString());
  }
}
