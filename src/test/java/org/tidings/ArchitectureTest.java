// SPDX-License-Identifier: Apache-2.0
package org.tidings;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidings.channel.ChannelType;

/// The law of the packages. One table says who may know whom; anything not listed is forbidden.
class ArchitectureTest {
  private static final String ROOT = "org.tidings.";

  private static final JavaClasses TIDINGS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.tidings");

  /// Package → the packages it may depend on, besides itself.
  private static final Map<String, List<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("text", List.of()),
          Map.entry("schedule", List.of()),
          Map.entry("store", List.of()),
          Map.entry("secret", List.of("store")),
          Map.entry("http", List.of("secret", "text")),
          Map.entry("config", List.of("secret", "schedule", "text")),
          Map.entry("image", List.of("http")),
          Map.entry("oauth", List.of("http", "secret", "text")),
          Map.entry("feed", List.of("config", "http", "text")),
          Map.entry("push", List.of("config", "feed", "http", "secret", "store", "text")),
          Map.entry("article", List.of("config", "feed", "store", "text")),
          Map.entry("post", List.of("article", "config", "text")),
          Map.entry(
              "channel",
              List.of("article", "config", "http", "image", "oauth", "post", "secret", "text")),
          Map.entry(
              "outbox",
              List.of("article", "channel", "config", "post", "schedule", "store", "text")),
          Map.entry(
              "poll",
              List.of(
                  "article",
                  "channel",
                  "config",
                  "feed",
                  "http",
                  "outbox",
                  "post",
                  "schedule",
                  "store",
                  "text")),
          Map.entry(
              "history",
              List.of("article", "channel", "config", "outbox", "post", "store", "text")),
          Map.entry(
              "app",
              List.of(
                  "article",
                  "channel",
                  "config",
                  "feed",
                  "history",
                  "http",
                  "image",
                  "outbox",
                  "poll",
                  "post",
                  "schedule",
                  "secret",
                  "store",
                  "text",
                  "push")),
          Map.entry("demo", List.of("app", "config", "history", "outbox", "secret", "text")),
          Map.entry(
              "cli",
              List.of(
                  "app",
                  "article",
                  "channel",
                  "config",
                  "demo",
                  "feed",
                  "history",
                  "http",
                  "outbox",
                  "poll",
                  "post",
                  "schedule",
                  "secret",
                  "store",
                  "text")));

  @TestFactory
  Stream<DynamicTest> a_package_knows_only_those_in_the_table() {
    return MAY_KNOW.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey(), () -> checkOnlyKnows(row.getKey(), row.getValue())));
  }

  private static void checkOnlyKnows(String name, List<String> known) {
    var allowed =
        Stream.concat(Stream.of(name), known.stream())
            .map(it -> ROOT + it + "..")
            .collect(toCollection(ArrayList::new));
    noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.tidings..")
                .and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
        .check(TIDINGS);
  }

  @Test
  void the_table_names_every_package() {
    var found =
        TIDINGS.stream()
            .map(it -> it.getPackageName())
            .filter(it -> it.startsWith(ROOT))
            .map(it -> it.substring(ROOT.length()).split("\\.", 2)[0])
            .distinct();
    assertThat(found).containsExactlyInAnyOrderElementsOf(MAY_KNOW.keySet());
  }

  /// Rules pass on nothing; so make sure that there is something.
  @Test
  void the_scan_is_not_empty() {
    assertThat(TIDINGS.size()).isGreaterThan(50);
  }

  @Test
  void there_are_no_cycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(TIDINGS);
  }

  @Test
  void channels_do_not_know_each_other() {
    slices().matching(ROOT + "channel.(*)..").should().notDependOnEachOther().check(TIDINGS);
  }

  @Test
  void what_channels_share_names_no_platform() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "channel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "channel.*..")
        .check(TIDINGS);
  }

  @Test
  void only_app_names_a_platform() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "app..", ROOT + "channel..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "channel.*..")
        .check(TIDINGS);
  }

  @Test
  void a_platform_shows_the_world_one_class() {
    classes()
        .that()
        .resideInAPackage(ROOT + "channel.*..")
        .and()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .should()
        .implement(ChannelType.class)
        .allowEmptyShould(true)
        .check(TIDINGS);
  }

  @Test
  void only_app_reads_the_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "app..", ROOT + "demo..")
        .should(
            callMethod(Instant.class, "now")
                .or(callMethod(Clock.class, "systemUTC"))
                .or(callMethod(Clock.class, "systemDefaultZone"))
                .or(callMethod(System.class, "currentTimeMillis")))
        .check(TIDINGS);
  }

  @Test
  void only_http_opens_connections() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hc..")
        .check(TIDINGS);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(HttpURLConnection|URLConnection)|java\\.net\\.http\\..*")
        .check(TIDINGS);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "http..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(Socket|DatagramSocket|URL)")
        .check(TIDINGS);
  }

  @Test
  void only_tables_speak_sql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "store..")
        .and()
        .haveSimpleNameNotEndingWith("Table")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..")
        .check(TIDINGS);
  }

  @Test
  void rome_stays_in_feed() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "feed..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.rometools..", "org.jdom2..")
        .check(TIDINGS);
  }

  @Test
  void only_the_command_line_prints() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "cli..", ROOT + "demo..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(TIDINGS);
  }

  @Test
  void only_config_and_secret_read_the_environment() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "config..", ROOT + "secret..", ROOT + "cli..")
        .should(
            callMethod(System.class, "getenv").or(callMethod(System.class, "getenv", String.class)))
        .check(TIDINGS);
  }
}
