// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every `feed/<name>.xml` and `.json` reads as its `<name>.expected.json` says.
/// `-Dgolden.update=true` rewrites the expectations; the diff is the review.
class FeedGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/feed");
  private static final URI BASE = URI.create("https://blog.example/feed/");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TestFactory
  Stream<DynamicTest> reads_as_expected() throws IOException {
    return documents().stream()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> readsAsExpected(file)));
  }

  @Test
  void the_folder_is_not_empty_and_every_expectation_has_its_document() throws IOException {
    assertThat(documents()).hasSizeGreaterThan(25);
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .filteredOn(it -> it.endsWith(".expected.json"))
          .allMatch(it -> isThere(it, ".xml") || isThere(it, ".json"));
    }
  }

  private static boolean isThere(String expectation, String ending) {
    return Files.exists(FOLDER.resolve(expectation.replace(".expected.json", ending)));
  }

  private static void readsAsExpected(Path file) throws IOException {
    var expected = FOLDER.resolve(name(file) + ".expected.json");
    var actual = read(Files.readAllBytes(file)) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }

  private static String read(byte[] body) {
    return switch (FeedParser.parse(body, Optional.empty(), BASE, NOW)) {
      case ParseResult.Parsed(var document) -> FeedJson.pretty(document);
      case ParseResult.Unreadable(var reason) -> "unreadable: " + reason;
    };
  }

  private static List<Path> documents() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.filter(FeedGoldenTest::isDocument).sorted().toList();
    }
  }

  private static boolean isDocument(Path file) {
    var name = file.toString();
    return name.endsWith(".xml") || (name.endsWith(".json") && !name.endsWith(".expected.json"));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.(?:xml|json)$", "");
  }
}
