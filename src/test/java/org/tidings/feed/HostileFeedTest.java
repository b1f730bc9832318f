// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidings.http.StubServer;
import org.tidings.text.ProcessorTime;

/// Documents made to hurt: each ends in time, with a value, having touched nothing.
class HostileFeedTest {
  private static final URI BASE = URI.create("https://blog.example/feed/");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static String rss(String items) {
    return "<rss version='2.0'><channel><title>T</title><link>https://h.example/</link>"
        + items
        + "</channel></rss>";
  }

  private static String item(String title) {
    return rss("<item><title>" + title + "</title><guid isPermaLink='false'>1</guid></item>");
  }

  private static ParseResult parse(byte[] body) {
    return inTime(() -> FeedParser.parse(body, Optional.of("application/xml"), BASE, NOW));
  }

  private static <T> T inTime(Supplier<T> work) {
    var result = new AtomicReference<T>();
    assertThat(ProcessorTime.of(() -> result.set(work.get()))).isLessThan(LIMIT);
    return result.get();
  }

  private static FeedDocument parsed(String text) {
    return ((ParseResult.Parsed) parse(text.getBytes(UTF_8))).document();
  }

  private static Entry only(String text) {
    return parsed(text).entries().getFirst();
  }

  private static Map<String, String> corpus() {
    var corpus = new TreeMap<String, String>();
    corpus.put("empty", "");
    corpus.put("blank", " \n\t");
    corpus.put("login page", "<html><head><title>Log in</title></head><body></body></html>");
    corpus.put("depth 100,000", rss("<a>".repeat(100_000)));
    corpus.put("depth 100,000 closed", rss("<a>".repeat(100_000) + "</a>".repeat(100_000)));
    corpus.put(
        "depth in xhtml",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>"
            + "<div>".repeat(100_000));
    corpus.put(
        "20,000 attributes", rss("<item " + attributes(20_000) + "><title>x</title></item>"));
    corpus.put("a million tags", rss("<item/>".repeat(1_000_000)));
    corpus.put("200,000 items", rss("<item/>".repeat(200_000)));
    corpus.put("a name of a megabyte", rss("<" + "a".repeat(1_000_000) + "/>"));
    corpus.put("a million prefixes", rss(prefixes(100_000)));
    corpus.put("only <", "<rss>" + "<".repeat(5_000_000));
    corpus.put("only <!", "<".repeat(1) + "!".repeat(5_000_000));
    corpus.put("open comments", "<rss>" + "<!--".repeat(1_000_000));
    corpus.put("open quotes", "<rss>" + "<a b='".repeat(500_000));
    corpus.put("open cdata", "<rss>" + "<![CDATA[".repeat(500_000));
    corpus.put("open doctypes", "<!DOCTYPE [".repeat(300_000));
    corpus.put("quoted doctypes", "<!DOCTYPE ' ".repeat(300_000));
    corpus.put("end tags of nothing", "<rss>" + "</a>".repeat(1_000_000));
    corpus.put("ampersands", item("&".repeat(5_000_000)));
    corpus.put("references", item("&amp;".repeat(1_000_000)));
    corpus.put(
        "references without end", item("&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".repeat(100_000)));
    corpus.put("a title of 5 MiB", item("word ".repeat(1_000_000)));
    corpus.put("a title of marks", item("a" + "\u0316\u0301".repeat(1_000_000)));
    corpus.put(
        "divs in a description",
        rss("<item><description>" + "&lt;div>".repeat(300_000) + "</description></item>"));
    corpus.put(
        "pictures",
        rss("<item><description>" + "&lt;img src=a>".repeat(300_000) + "</description></item>"));
    corpus.put(
        "a link of a megabyte",
        rss("<item><link>https://x.example/" + "a/../".repeat(200_000) + "</link></item>"));
    corpus.put(
        "a date of a megabyte",
        rss("<item><pubDate>" + "1 Nov ".repeat(200_000) + "</pubDate></item>"));
    corpus.put("categories", rss("<item>" + "<category>c</category>".repeat(200_000) + "</item>"));
    corpus.put(
        "bad numbers",
        rss(
            "<ttl>99999999999999999999</ttl><skipHours><hour>x</hour></skipHours><cloud"
                + " port='x'/><image><width>x</width></image><item><enclosure"
                + " url='https://x.example/' length='-99999999999999999999'/></item>"));
    corpus.put("faults of JSON", "{\"items\":[x" + ",{".repeat(5_000_000));
    corpus.put("objects behind a fault of JSON", "{\"items\":[x" + ",{}".repeat(3_000_000));
    corpus.put("nested roots", "<rss><channel>".repeat(50_000));
    corpus.put(
        "entries in entries",
        "<feed xmlns='http://www.w3.org/2005/Atom'>" + "<entry><content>".repeat(50_000));
    return corpus;
  }

  private static String attributes(int number) {
    var all = new StringBuilder();
    for (var i = 0; i < number; i++) {
      all.append(" a").append(i).append("='1'");
    }
    return all.toString();
  }

  private static String prefixes(int number) {
    var all = new StringBuilder();
    for (var i = 0; i < number; i++) {
      all.append("<p").append(i).append(":a/>");
    }
    return all.toString();
  }

  @TestFactory
  @Timeout(120)
  Stream<DynamicTest> ends_in_time_with_a_value() {
    return corpus().entrySet().stream()
        .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> endsWell(it.getValue())));
  }

  private static void endsWell(String text) {
    switch (parse(text.getBytes(UTF_8))) {
      case ParseResult.Parsed(var document) ->
          assertThat(inTime(() -> FeedJson.line(document))).isNotEmpty();
      case ParseResult.Unreadable(var reason) ->
          assertThat(reason).isNotBlank().hasSizeLessThan(300);
    }
  }

  @Test
  @Timeout(60)
  void nobody_is_asked_for_an_external_entity(@TempDir Path folder) throws IOException {
    var secret = folder.resolve("secret.txt");
    Files.writeString(secret, "TOP-SECRET");
    try (var server = StubServer.start()) {
      for (var doctype :
          new String[] {
            "<!DOCTYPE rss SYSTEM '" + server.uri("/dtd") + "'>",
            "<!DOCTYPE rss [<!ENTITY e SYSTEM '" + server.uri("/e") + "'>]>",
            "<!DOCTYPE rss [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>",
            "<!DOCTYPE rss [<!ENTITY % p SYSTEM '" + server.uri("/p") + "'> %p;]>",
            "<?xml-stylesheet href='" + server.uri("/xsl") + "'?>",
          }) {
        var include =
            "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='"
                + secret.toUri()
                + "'/>";
        var result = parse((doctype + item("x &e; y" + include)).getBytes(UTF_8));
        assertThat(result.toString()).contains("x &e; y").doesNotContain("TOP-SECRET");
      }
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void a_billion_laughs_stay_unlaughed() {
    var bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY l0 'lol'>");
    for (var i = 1; i < 12; i++) {
      bomb.append("<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>");
    }
    assertThat(only(bomb + "]>" + item("&l11;")).title()).hasValue("&l11;");
  }

  @Test
  void a_hundred_thousand_escaped_tags_are_ordinary() {
    var html = "&lt;p&gt;a &amp;amp; b&lt;/p&gt;\n".repeat(50_000);
    var document = parsed(rss("<item><description>" + html + "</description></item>"));
    assertThat(document.repairs()).isEmpty();
  }

  @Test
  void the_deepest_tree_that_is_let_in_is_read_strictly() {
    var deep = XmlRepair.MAX_DEPTH - 3;
    var document = parsed(rss("<item>" + "<a>".repeat(deep) + "</a>".repeat(deep) + "</item>"));
    assertThat(document.repairs()).isEmpty();
  }

  @Test
  void more_bytes_than_are_ever_fetched_are_refused() {
    assertThat(parse(new byte[(16 << 20) + 1])).isInstanceOf(ParseResult.Unreadable.class);
  }

  @Test
  void five_thousand_emoji_are_a_title() {
    var title = "👩‍🚀".repeat(1000) + "🎉".repeat(4000);
    assertThat(only(item(title)).title()).hasValue(title);
  }

  @Test
  void escapes_of_terminals_lone_surrogates_and_nul_are_gone() {
    var text = item("a\u001B[2J\u0000b&#x1B;&#xD83D;\u009Bc");
    assertThat(only(text).title()).hasValue("a[2Jbc");
  }

  @Test
  void lone_surrogates_in_utf_16_are_gone() {
    var body = item("a#b").getBytes(UTF_16BE);
    for (var i = 0; i < body.length; i += 2) {
      if (body[i + 1] == '#') {
        body[i] = (byte) 0xD8;
        body[i + 1] = 0x3D;
      }
    }
    var document = ((ParseResult.Parsed) parse(body)).document();
    assertThat(document.entries().getFirst().title().orElseThrow()).matches("a\uFFFD?b?");
  }

  @Test
  void an_overlong_or_half_character_is_no_markup() {
    var body = item("x??y").getBytes(UTF_8);
    for (var i = 0; i < body.length; i++) {
      // C0 BC is an overlong '<'
      if (body[i] == '?' && body[i + 1] == '?') {
        body[i] = (byte) 0xC0;
        body[i + 1] = (byte) 0xBC;
      }
    }
    var document = ((ParseResult.Parsed) parse(body)).document();
    assertThat(document.entries()).hasSize(1);
    assertThat(document.repairs()).isNotEmpty();
  }

  @Test
  void nothing_breaks_it_wherever_it_is_cut_or_bitten() throws IOException {
    var random = new Random(20261123);
    for (var name : new String[] {"wordpress-com", "atom-text-constructs", "rss-1.0-rdf"}) {
      var whole = Files.readAllBytes(Path.of("src/test/resources/feed/" + name + ".xml"));
      for (var i = 0; i < 300; i++) {
        var body = Arrays.copyOf(whole, random.nextInt(whole.length));
        for (var bite = 0; bite < 5 && body.length > 0; bite++) {
          body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        var result = FeedParser.parse(body, Optional.empty(), BASE, NOW);
        if (result instanceof ParseResult.Parsed(var document)) {
          assertThat(FeedJson.line(document)).startsWith("{\"format\":");
        }
      }
    }
  }
}
