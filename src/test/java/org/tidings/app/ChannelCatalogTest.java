// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.channel.ChannelContract;
import org.tidings.channel.ChannelType;

/// A platform is finished when it is proved, described and explained. Nobody keeps a list of that
/// by hand: whatever the catalog names is looked at.
class ChannelCatalogTest {
  /// Types that are not reached over HTTP, so that there is no exchange to hold them to.
  private static final Set<String> WITHOUT_HTTP = Set.of("log");

  private static final JavaClasses CHANNELS =
      new ClassFileImporter().importPackages("org.tidings.channel");

  @Test
  void types_are_listed_by_name_each_once() {
    assertThat(ChannelCatalog.names()).isSorted().doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void every_type_that_was_written_is_in_the_catalog() {
    var written =
        CHANNELS.stream()
            .filter(it -> it.isAssignableTo(ChannelType.class) && !it.isInterface())
            .filter(it -> !isTest(it))
            .map(JavaClass::getName);
    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            ChannelCatalog.types().stream().map(it -> it.getClass().getName()).toList());
  }

  @Test
  void the_exceptions_exist() {
    assertThat(ChannelCatalog.names()).containsAll(WITHOUT_HTTP);
  }

  @TestFactory
  Stream<DynamicTest> every_type_is_held_to_what_all_promise() {
    return overHttp()
        .map(
            type ->
                dynamicTest(
                    type.name(),
                    () ->
                        assertThat(CHANNELS)
                            .as("a subclass of ChannelContract in %s", home(type))
                            .anyMatch(
                                it ->
                                    it.isAssignableTo(ChannelContract.class)
                                        && it.getPackageName().equals(home(type)))));
  }

  @TestFactory
  Stream<DynamicTest> every_type_has_its_requests_on_file() {
    return overHttp()
        .map(
            type ->
                dynamicTest(
                    type.name(),
                    () ->
                        assertThat(Path.of("src/test/resources/channel", type.name()))
                            .isDirectoryContaining("glob:**/publish*.http")));
  }

  @TestFactory
  Stream<DynamicTest> every_type_is_in_the_example_configuration() {
    var example = read(Path.of("conf/tidings.toml"));
    return all()
        .map(
            type ->
                dynamicTest(
                    type.name(),
                    () ->
                        assertThat(example)
                            .containsPattern("(?m)^#: type = \"" + type.name() + "\"$")));
  }

  /// By the name of the type's class, as people write the platform.
  @TestFactory
  Stream<DynamicTest> every_type_has_a_row_in_the_manuals_table_of_proofs() {
    var rows =
        read(Path.of("src/docs/manual.md"))
            .lines()
            .filter(it -> it.startsWith("| "))
            .map(it -> bare(it.substring(2, it.indexOf('|', 2))))
            .toList();
    return all()
        .map(
            type ->
                dynamicTest(
                    type.name(),
                    () ->
                        assertThat(rows)
                            .anyMatch(it -> it.startsWith(bare(type.getClass().getSimpleName())))));
  }

  @TestFactory
  Stream<DynamicTest> every_type_has_a_page_that_tells_all_its_keys() {
    return all()
        .map(
            type ->
                dynamicTest(
                    type.name(),
                    () -> {
                      var page = Path.of("src/docs/channels", type.name() + ".md");
                      assertThat(page).isRegularFile();
                      assertThat(keys(type))
                          .allSatisfy(key -> assertThat(read(page)).contains("`" + key + "`"));
                    }));
  }

  private static List<String> keys(ChannelType type) {
    var sections = org.tidings.config.Sections.of("id = \"x\"");
    type.read(sections.section());
    return sections.asked();
  }

  private static Stream<ChannelType> all() {
    return ChannelCatalog.types().stream();
  }

  private static Stream<ChannelType> overHttp() {
    return all().filter(it -> !WITHOUT_HTTP.contains(it.name()));
  }

  private static String home(ChannelType type) {
    return type.getClass().getPackageName();
  }

  private static boolean isTest(JavaClass type) {
    return type.getSource()
        .map(it -> it.getUri().toString().contains("/test-classes/"))
        .orElse(false);
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
