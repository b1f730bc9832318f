// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.tidings.article.CanonicalUrl;
import org.tidings.text.HtmlText;
import org.tidings.text.MaybeHtml;
import org.tidings.text.PlainText;
import org.tidings.text.ProcessorTime;

/// What must hold for any bytes at all, by the part of reading that gets them. In the suite each
/// runs on its seeds (`FuzzTargetTest`); `scripts/fuzz` lets Jazzer look for more, which calls
/// [#fuzzerTestOneInput].
public enum FuzzTarget {
  BYTES,
  REPAIR,
  XML,
  JSON,
  DATES,
  URLS,
  HTML,
  OPML;

  private static final URI BASE = URI.create("https://blog.example/feed/");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant EARLIEST = Instant.parse("1995-01-01T00:00:00Z");

  /// Of processor time, for one input.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /// Control characters, lone surrogates and what hides words: nothing that is posted has them.
  private static final String UNSEEN = "[\\p{Cc}\\p{Cs}\\u200B\\u202A-\\u202E\\u2066-\\u2069]";

  /// Fails if the property does not hold for that input.
  void check(byte[] input) {
    switch (this) {
      case BYTES -> bytes(input);
      case REPAIR -> repair(input);
      case XML -> xml(input);
      case JSON -> json(input);
      case DATES -> dates(input);
      case URLS -> urls(input);
      case HTML -> html(input);
      case OPML -> opml(input);
    }
  }

  /// Jazzer's entry. The target is the system property `fuzz.target`.
  public static void fuzzerTestOneInput(byte[] input) {
    valueOf(System.getProperty("fuzz.target", "xml").toUpperCase(Locale.ROOT)).check(input);
  }

  /// The first line is a Content-Type, the rest a body.
  private static void bytes(byte[] input) {
    var text = new String(input, UTF_8);
    var label = text.lines().findFirst();
    var decoded = inTime(() -> Decoder.decode(input, label, new Repairs()));
    assertThat(decoded).doesNotStartWith("\uFEFF");
    assertThat(decoded.length()).isLessThanOrEqualTo(2 * input.length);
  }

  /// What was mended can be read, and needs no mending.
  private static void repair(byte[] input) {
    var text = new String(input, UTF_8);
    inTime(() -> mended(text, new Repairs())).ifPresent(FuzzTarget::sound);
  }

  private static void sound(String text) {
    var again = new Repairs();
    assertThat(mended(text, again)).hasValue(text);
    assertThat(again.list()).isEmpty();
    assertThatCode(() -> XmlTree.parse(text, new Repairs())).doesNotThrowAnyException();
  }

  private static Optional<String> mended(String text, Repairs repairs) {
    try {
      return Optional.of(XmlRepair.repair(text, repairs));
    } catch (UnreadableException e) {
      assertThat(e.reason()).isNotBlank().hasSizeLessThan(400);
      return Optional.empty();
    }
  }

  private static void xml(byte[] input) {
    check(inTime(() -> FeedParser.parse(input, Optional.empty(), BASE, NOW)));
  }

  private static void json(byte[] input) {
    check(inTime(() -> FeedParser.parse(input, Optional.of("application/json"), BASE, NOW)));
  }

  private static void dates(byte[] input) {
    Dates.parse(new String(input, UTF_8), NOW)
        .ifPresent(it -> assertThat(it).isBetween(EARLIEST, NOW.plus(Duration.ofDays(1))));
  }

  /// An address that was made needs no more making.
  private static void urls(byte[] input) {
    var written = new String(input, UTF_8);
    inTime(() -> UriReference.resolve(BASE, written))
        .ifPresent(
            url -> {
              assertThat(url.toString()).matches("https?://[\\p{ASCII}&&[^ ]]+");
              assertThat(UriReference.resolve(BASE, url.toString())).hasValue(url);
              var posted = CanonicalUrl.forPosting(url);
              assertThat(CanonicalUrl.forPosting(posted)).isEqualTo(posted);
              assertThat(CanonicalUrl.forIdentity(posted)).isEqualTo(CanonicalUrl.forIdentity(url));
            });
  }

  /// What was read is written and read again the same.
  private static void opml(byte[] input) {
    switch (inTime(() -> Opml.read(input))) {
      case Opml.Reading.Read(var outlines, var faults) -> {
        assertThat(faults).allMatch(it -> it.startsWith("line "));
        var listed =
            outlines.stream().map(it -> new Opml.Listed(it.title().orElse("x"), BASE)).toList();
        var again = Opml.read(Opml.write("x", listed).getBytes(UTF_8));
        assertThat(((Opml.Reading.Read) again).outlines())
            .hasSameSizeAs(outlines)
            .allMatch(it -> it.url().equals(BASE.toString()));
      }
      case Opml.Reading.Unreadable(var reason) ->
          assertThat(reason).isNotBlank().hasSizeLessThan(400);
    }
  }

  private static void html(byte[] input) {
    var html = new String(input, UTF_8);
    var plain = inTime(() -> HtmlText.plain(html));
    assertThat(plain.replace("\n", "")).doesNotContainPattern(UNSEEN);
    assertThat(PlainText.clean(plain)).isEqualTo(plain);
    assertThat(inTime(() -> MaybeHtml.line(html))).doesNotContainPattern(UNSEEN);
  }

  private static void check(ParseResult result) {
    switch (result) {
      case ParseResult.Parsed(var document) -> {
        assertThat(inTime(() -> FeedJson.line(document))).startsWith("{\"format\":");
        document.entries().forEach(FuzzTarget::check);
      }
      case ParseResult.Unreadable(var reason) ->
          assertThat(reason).isNotBlank().hasSizeLessThan(400);
    }
  }

  private static void check(Entry entry) {
    entry.title().ifPresent(it -> assertThat(it).isNotBlank().doesNotContainPattern(UNSEEN));
    entry.link().ifPresent(it -> assertThat(it.toString()).matches("https?://.+"));
    entry.image().ifPresent(it -> assertThat(it.url().toString()).matches("https?://.+"));
  }

  private static <T> T inTime(Supplier<T> work) {
    var result = new AtomicReference<T>();
    assertThat(ProcessorTime.of(() -> result.set(work.get()))).isLessThan(LIMIT);
    return result.get();
  }
}
