// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidings.config.ConfigException;
import org.tidings.config.ConfigFile;
import org.tidings.config.FeedSettings;
import org.tidings.feed.Opml;

class OpmlImportTest {
  private static final String CHANNEL =
      """
      # my own words
      [[channel]]
      id = "log"
      type = "log"
      file = "x"  # the last line""";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Tea & Trains, tea-trains",
    "Bäckerei Groß, backerei-gross",
    "日本語, blog.example",
    "…, blog.example",
    "A very long title that goes on and on and on for ever, a-very-long-title-that-goes-on-and-on-and-on-for",
  })
  void an_id_is_made_of_the_title_or_the_host(String title, String id) {
    assertThat(found(outline(title, "https://www.blog.example/"), List.of()).blocks())
        .extracting(OpmlImport.Block::id)
        .containsExactly(id.replace('.', '-'));
  }

  @ParameterizedTest
  @CsvSource({
    "https://blog.example/feed/, https://blog.example/feed/",
    "feed://blog.example/feed, https://blog.example/feed",
    "feed:http://blog.example/feed, http://blog.example/feed",
    "HTTPS://bücher.example/?a=1&amp;b, HTTPS://xn--bcher-kva.example/?a=1&b",
    "https://me:secret@blog.example/, https://blog.example/",
    "ftp://blog.example/, ",
    "javascript:alert(1), ",
    "/feed.xml, ",
    "https://, ",
    "https://two words.example/, ",
  })
  void an_address_is_taken_over_if_it_is_one(String written, String url) {
    var found = found(outline("x", written), List.of());
    assertThat(found.blocks())
        .extracting(it -> it.url().toString())
        .isEqualTo(url == null ? List.of() : List.of(url));
    assertThat(found.notes())
        .hasSize(url == null || written.contains("@") ? 1 : 0)
        .allMatch(it -> it.startsWith("line 2: "))
        .noneMatch(it -> it.contains("secret"));
    assertThat(found.toml()).doesNotContain("secret");
  }

  @Test
  void what_is_known_or_there_twice_is_left_out_and_ids_differ() throws IOException {
    var configured = configured("[[feed]]\nid='news'\nurl='https://a.example/feed/'\n" + CHANNEL);
    var found =
        found(
            outline("News", "http://A.example/feed")
                + outline("News", "https://b.example/")
                + outline("News", "https://b.example")
                + outline("news!", "https://c.example/"),
            configured);
    assertThat(found.known()).isEqualTo(2);
    assertThat(found.blocks()).extracting(OpmlImport.Block::id).containsExactly("news-2", "news-3");
  }

  @Test
  void blocks_are_paused_feeds_and_no_title_can_be_more_than_a_comment() throws IOException {
    var toml =
        found(
                outline("x&#10;[[channel]]&#13;id = 'evil' &quot;&#0;", "https://a.example/?q=%22")
                    + outline("\\\\", "https://b.example/\\\\\\"),
                List.of())
            .toml();
    var feeds = configured(toml + CHANNEL);
    assertThat(feeds).hasSize(1).allMatch(FeedSettings::paused);
  }

  @Test
  void what_is_added_leaves_every_byte_that_was_there() throws IOException {
    var file = Files.writeString(folder.resolve("tidings.toml"), CHANNEL);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    var link = Files.createSymbolicLink(folder.resolve("link.toml"), file);
    Addition.to(link, found(outline("A", "https://a.example/"), List.of()).toml());
    Addition.to(link, found(outline("B", "https://b.example/"), List.of()).toml());
    assertThat(file).content().startsWith(CHANNEL + "\n\n# A\n[[feed]]");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(link).isSymbolicLink();
    assertThat(Setup.read(file).settings().feeds())
        .extracting(it -> it.id().value())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({"feed = []", "colour = 1", "[[feed]", "x = '''"})
  void nothing_is_added_to_a_file_that_would_not_be_sound(String line) throws IOException {
    var text = line + "\n" + CHANNEL;
    var file = Files.writeString(folder.resolve("tidings.toml"), text);
    var blocks = found(outline("A", "https://a.example/"), List.of()).toml();
    assertThatThrownBy(() -> Addition.to(file, blocks)).isInstanceOf(ConfigException.class);
    assertThat(file).hasContent(text);
  }

  private List<FeedSettings> configured(String toml) throws IOException {
    return ConfigFile.read(Files.writeString(folder.resolve("some.toml"), toml)).feeds();
  }

  private static String outline(String title, String url) {
    return "\n<outline text='%s' xmlUrl='%s'/>".formatted(title, url);
  }

  private static OpmlImport found(String outlines, List<FeedSettings> configured) {
    var opml = ("<opml>" + outlines + "</opml>").getBytes(UTF_8);
    return OpmlImport.of((Opml.Reading.Read) Opml.read(opml), configured);
  }
}
