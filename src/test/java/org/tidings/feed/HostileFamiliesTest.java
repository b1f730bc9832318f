// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One good document of each format, cut off or bitten at every place of it: what is whole stays.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFamiliesTest {
  private static final URI BASE = URI.create("https://blog.example/feed/");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final byte[] BITES = {'<', '>', '&', '"', '/', 0, (byte) 0xFF, 'x', ' '};

  private static final String RSS =
      """
      <?xml version="1.0"?>
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>
      <item><title>One &amp; 1</title><guid isPermaLink="false">1</guid></item>
      <item><title>Two</title><link>https://w.example/2</link><dc:creator>Jo</dc:creator></item>
      <item><title>Three</title><enclosure url="/3.mp3" length="3" type="audio/mpeg"/></item>
      </channel></rss>
      """;

  private static final String ATOM =
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>f</id>
      <entry><title>One</title><id>1</id><link href="https://w.example/1"/></entry>
      <entry><title type="html">&lt;b&gt;Two&lt;/b&gt;</title><id>2</id></entry>
      <entry><title>Three</title><updated>2026-11-21T10:00:00Z</updated></entry>
      </feed>
      """;

  private static final String RDF =
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
       xmlns="http://purl.org/rss/1.0/"><channel rdf:about="f"><title>T</title></channel>
      <item rdf:about="1"><title>One</title></item>
      <item rdf:about="2"><title>Two</title></item>
      <item rdf:about="3"><title>Three</title></item></rdf:RDF>
      """;

  private static final String JSON =
      """
      {"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
      {"id":"1","title":"One \\u0026 1"},
      {"id":"2","title":"Two","tags":["a","b"]},
      {"id":"3","attachments":[{"url":"/3.mp3","size_in_bytes":3}]}]}
      """;

  @ParameterizedTest
  @ValueSource(strings = {RSS, ATOM, RDF, JSON})
  void wherever_it_is_cut_the_entries_before_are_whole_and_no_other_is_there(String document) {
    var body = document.getBytes(UTF_8);
    var all = entries(body);
    assertThat(all).hasSize(3);
    for (var cut = 0; cut < body.length; cut++) {
      var kept = entries(Arrays.copyOf(body, cut));
      assertThat(kept).as(document.substring(0, cut)).isEqualTo(all.subList(0, kept.size()));
      assertThat(kept)
          .as(document.substring(0, cut))
          .hasSizeGreaterThanOrEqualTo(ended(document, cut));
    }
  }

  /// How many entries have ended before that place.
  private static int ended(String document, int cut) {
    return document.substring(0, cut).split("</item>|</entry>|\"}(?=,)|\\]}(?=,)", -1).length - 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {RSS, ATOM, RDF})
  void wherever_it_is_bitten_the_entries_beside_are_whole(String document) {
    var body = document.getBytes(UTF_8);
    var all = entries(body);
    for (var at = 0; at < body.length; at++) {
      var bitten = body.clone();
      bitten[at] = BITES[at % BITES.length];
      var kept = new ArrayList<>(all);
      var inside = lineOfEntry(document, at);
      inside.ifPresent(line -> kept.remove(line.intValue()));
      if (inside.isPresent()) {
        assertThat(entries(bitten)).as(new String(bitten, UTF_8)).containsSubsequence(kept);
      } else {
        // outside, it may cost them a vocabulary, but none of them
        assertThat(titles(entries(bitten))).as(new String(bitten, UTF_8)).isEqualTo(titles(all));
      }
    }
  }

  /// Which entry a place is in; each stands on a line of its own.
  private static Optional<Integer> lineOfEntry(String document, int at) {
    var start = document.lastIndexOf('\n', at - 1) + 1;
    if (!document.startsWith("<item", start) && !document.startsWith("<entry", start)) {
      return Optional.empty();
    }
    var first = Math.max(document.indexOf("<item"), document.indexOf("<entry"));
    return Optional.of((int) document.substring(first, start).lines().count());
  }

  private static List<Optional<String>> titles(List<Entry> entries) {
    return entries.stream().map(Entry::title).toList();
  }

  private static List<Entry> entries(byte[] body) {
    return switch (FeedParser.parse(body, Optional.empty(), BASE, NOW)) {
      case ParseResult.Parsed(var document) -> document.entries();
      case ParseResult.Unreadable(var reason) -> {
        assertThat(reason).isNotBlank();
        yield List.of();
      }
    };
  }
}
