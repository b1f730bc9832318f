// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidings.text.HtmlText;

/// The corpus of broken and hostile documents: what is recovered of each, or why nothing is.
///
/// An expectation has the form of what is compared, line by line: `feed | KEY: VALUE | …`, one
/// `repair | …` for each, in order, and one `entry | KEY: VALUE | …` for each (or
/// `entries | COUNT`); or `error | …` alone. `-` is an absent value. Keys that a line leaves out
/// are not compared; repairs and the number of entries always are.
class HostileCorpusTest {
  private static final Path FOLDER = Path.of("src/test/resources/feed/hostile");
  private static final URI BASE = URI.create("https://blog.example/feed/");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final Map<String, Function<FeedDocument, Optional<?>>> OF_FEEDS =
      Map.of(
          "format", it -> Optional.of(it.format()),
          "title", FeedDocument::title,
          "link", FeedDocument::link,
          "self", FeedDocument::self,
          "older", FeedDocument::older,
          "language", FeedDocument::language,
          "interval", FeedDocument::interval,
          "hubs", it -> listed(it.hubs().websub()),
          "cloud", it -> it.hubs().cloud());

  private static final Map<String, Function<Entry, Optional<?>>> OF_ENTRIES =
      Map.ofEntries(
          entry("id", Entry::id),
          entry("link", Entry::link),
          entry("title", Entry::title),
          entry("published", Entry::published),
          entry("updated", Entry::updated),
          entry("author", Entry::author),
          entry("categories", it -> listed(it.categories())),
          entry("language", Entry::language),
          entry("summary", it -> it.summaryHtml().map(HtmlText::plain)),
          entry("text", it -> it.contentHtml().map(HtmlText::plain)),
          entry("image", it -> it.image().map(Entry.Image::url)),
          entry("alt", it -> it.image().flatMap(Entry.Image::alt)),
          entry(
              "enclosures",
              it -> listed(it.enclosures().stream().map(Entry.Enclosure::url).toList())),
          entry(
              "bytes", it -> it.enclosures().stream().findFirst().flatMap(Entry.Enclosure::bytes)));

  static List<HostileDocument> documents() throws IOException {
    return HostileDocument.all(FOLDER);
  }

  /// As long as those that the search for more tries.
  static List<HostileDocument> shortDocuments() throws IOException {
    return documents().stream().filter(it -> it.body().length <= 16_384).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void gives_what_can_be_recovered_or_says_why_not(HostileDocument document) {
    var expected = document.expected().stream().map(HostileDocument::text).toList();
    assertThat(String.join("\n", actual(document, expected)))
        .isEqualTo(String.join("\n", expected));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shortDocuments")
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void keeps_what_holds_for_any_bytes(HostileDocument document) {
    for (var target :
        List.of(FuzzTarget.BYTES, FuzzTarget.REPAIR, FuzzTarget.XML, FuzzTarget.OPML)) {
      target.check(document.body());
    }
  }

  @Test
  void hundreds_of_documents_each_have_an_expectation_and_a_name_of_their_own() throws IOException {
    assertThat(documents()).hasSizeGreaterThan(300).allMatch(it -> !it.expected().isEmpty());
    assertThat(documents().stream().map(it -> it.theme() + it.name())).doesNotHaveDuplicates();
  }

  private static List<String> actual(HostileDocument document, List<String> expected) {
    if (document.isOpml()) {
      return opml(Opml.read(document.body()));
    }
    return switch (FeedParser.parse(document.body(), document.type(), BASE, NOW)) {
      case ParseResult.Parsed(var feed) -> parsed(feed, expected);
      case ParseResult.Unreadable(var reason) -> List.of("error | " + reason);
    };
  }

  private static List<String> parsed(FeedDocument feed, List<String> expected) {
    var lines = new ArrayList<String>();
    expected.stream()
        .filter(it -> it.startsWith("feed | "))
        .forEach(it -> lines.add("feed" + values(it, feed, OF_FEEDS)));
    feed.repairs().forEach(it -> lines.add("repair | " + it));
    if (expected.stream().anyMatch(it -> it.startsWith("entries | "))) {
      lines.add("entries | " + feed.entries().size());
      return lines;
    }
    var entries = expected.stream().filter(it -> it.startsWith("entry")).toList();
    for (var i = 0; i < feed.entries().size(); i++) {
      var keys = i < entries.size() ? entries.get(i) : "entry | title: | link: ";
      lines.add("entry" + values(keys, feed.entries().get(i), OF_ENTRIES));
    }
    return lines;
  }

  private static List<String> opml(Opml.Reading reading) {
    return switch (reading) {
      case Opml.Reading.Read(var outlines, var faults) -> {
        var lines = new ArrayList<String>();
        outlines.forEach(
            it ->
                lines.add(
                    "outline | "
                        + it.line()
                        + " | "
                        + it.url()
                        + " | "
                        + it.title().orElse("-")
                        + " | "
                        + it.folder().orElse("-")));
        faults.forEach(it -> lines.add("fault | " + it));
        yield lines.isEmpty() ? List.of("nothing") : lines;
      }
      case Opml.Reading.Unreadable(var reason) -> List.of("error | " + reason);
    };
  }

  /// The values under the keys that an expectation names, in its order.
  private static <T> String values(
      String keys, T from, Map<String, Function<T, Optional<?>>> known) {
    return Arrays.stream(keys.split(" \\| ", -1))
        .skip(1)
        .map(it -> it.substring(0, it.indexOf(':')))
        .map(
            key ->
                " | " + key + ": " + shown(Objects.requireNonNull(known.get(key), key).apply(from)))
        .collect(joining());
  }

  private static String shown(Optional<?> value) {
    return value.map(it -> it.toString().replace("\n", "\\n")).orElse("-");
  }

  private static Optional<String> listed(List<?> values) {
    return Optional.of(values.stream().map(Object::toString).collect(joining(", ")))
        .filter(it -> !it.isEmpty());
  }
}
