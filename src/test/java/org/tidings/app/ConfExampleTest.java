// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.config.ChannelSettings;
import org.tidings.config.FeedAccess;
import org.tidings.config.FeedSettings;
import org.tidings.config.Login;
import org.tidings.config.RouteSettings;
import org.tidings.config.Sections;
import org.tidings.config.WebSubSettings;

/// `conf/tidings.toml` is the manual of every key, so it must neither lack one nor invent one.
class ConfExampleTest {
  private static final Path EXAMPLE = Path.of("conf/tidings.toml");

  @TempDir Path folder;

  @Test
  void the_example_is_a_complete_setup_as_it_stands() {
    var setup = Setup.read(EXAMPLE);
    assertThat(setup.settings().feeds()).hasSize(1);
    assertThat(setup.channels()).hasSize(1);
  }

  @Test
  void with_everything_switched_on_it_is_still_sound() throws IOException {
    var setup = Setup.read(everything());
    assertThat(setup.settings().feeds()).hasSize(2);
    assertThat(setup.channels())
        .extracting(it -> it.settings().type())
        .containsAll(ChannelCatalog.names());
    assertThat(setup.settings().routes()).hasSize(1);
  }

  @TestFactory
  Stream<DynamicTest> every_key_of_a_type_is_described() throws IOException {
    var text = Files.readString(EXAMPLE);
    return ChannelCatalog.types().stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.name(),
                    () -> {
                      var sections = Sections.of("id = \"x\"");
                      type.read(sections.section());
                      var block = block(text, type.name());
                      assertThat(sections.asked())
                          .allSatisfy(
                              key -> assertThat(block).containsPattern("(?m)^#: " + key + " ="));
                    }));
  }

  /// Common keys: the ones that the settings records have, in their written form.
  @TestFactory
  Stream<DynamicTest> every_common_key_is_described() throws IOException {
    var text = Files.readString(EXAMPLE);
    return Stream.of(
            FeedSettings.class,
            FeedAccess.class,
            Login.class,
            ChannelSettings.class,
            RouteSettings.class,
            WebSubSettings.class)
        .flatMap(it -> Arrays.stream(it.getRecordComponents()))
        .filter(it -> it.getType() != FeedAccess.class && !it.getName().equals("login"))
        .map(it -> it.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .distinct()
        .map(
            key ->
                DynamicTest.dynamicTest(
                    key, () -> assertThat(text).containsPattern("(?m)^#: " + key + " =")));
  }

  /// The defaults that the example states are the ones that hold.
  @Test
  void stated_defaults_are_true() throws IOException {
    var small =
        Files.writeString(
            folder.resolve("small.toml"),
            """
            [[feed]]
            id = "f"
            url = "https://f.example/"
            [[channel]]
            id = "l"
            type = "log"
            file = "x"
            """);
    var bare = Setup.read(small);
    var full = Setup.read(everything());
    var feed = full.settings().feeds().get(1);
    assertThat(bare.settings().feeds().getFirst().every()).isEmpty();
    assertThat(feed.first()).isEqualTo(bare.settings().feeds().getFirst().first());
    var stated = full.settings().channels().get(1);
    var real = bare.settings().channels().getFirst();
    assertThat(stated.daily()).isEqualTo(real.daily());
    assertThat(stated.spacing()).isEqualTo(real.spacing());
    assertThat(stated.expire()).isEqualTo(real.expire());
    assertThat(stated.onUnknown()).isEqualTo(real.onUnknown());
    assertThat(stated.proofSettle()).isEqualTo(real.proofSettle());
    assertThat(full.channels().get(1).template().source())
        .isEqualTo(bare.channels().getFirst().template().source());
  }

  /// The example with every `#:` line switched on.
  private Path everything() throws IOException {
    var lines = Files.readAllLines(EXAMPLE);
    // What belongs to the whole must stand before the first table.
    var tables = lines.indexOf("#: [websub]");
    var whole = lines.subList(0, tables).stream().filter(it -> it.startsWith("#: ")).toList();
    assertThat(whole).hasSize(2);
    var parts = lines.subList(tables, lines.size()).stream();
    var active = lines.subList(0, tables).stream().filter(it -> !it.startsWith("#: "));
    var all =
        Stream.of(whole.stream(), active, parts)
            .flatMap(it -> it)
            .map(it -> it.replaceFirst("^#: ", ""));
    return Files.writeString(
        folder.resolve("everything.toml"), all.collect(Collectors.joining("\n", "", "\n")));
  }

  /// From the `#: type = …` line of a type to the next section.
  private static String block(String text, String type) {
    var from = text.indexOf("#: type = \"" + type + "\"");
    assertThat(from).as("a block for " + type).isPositive();
    var to = text.indexOf("# ----", from);
    return text.substring(from, to < 0 ? text.length() : to);
  }
}
