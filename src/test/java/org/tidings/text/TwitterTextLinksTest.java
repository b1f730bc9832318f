// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.twitter.twittertext.Extractor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hc.client5.http.psl.PublicSuffixListParser;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases of twitter-text's conformance suite that say what is a link (github.com/twitter/
/// twitter-text, `conformance/tests/extract.yml`, its four sections about URLs, and
/// `conformance/tlds.yml`), told anew.
///
/// The library passes all of them but one, of an address that runs on into words (below). What we
/// count differs on purpose in one way: what stands behind `http://` or `https://` and is no link
/// to the suite may be one to X, which knows younger domains; so it counts at least as much as one.
/// Those cases have a weight of their own.
class TwitterTextLinksTest {
  /// A text, and what of it the suite calls a link, in order.
  record Case(String text, List<String> links) {}

  private static Case of(String text, String... links) {
    return new Case(text, List.of(links));
  }

  /// Each text, and below it, set in, its links. A space at its end is `\s`, as in Java.
  static Stream<Case> links() throws IOException {
    var cases = new ArrayList<Case>();
    for (var line : resource("/text/links.txt").lines().toList()) {
      if (line.startsWith("  ")) {
        var last = cases.removeLast();
        var links = Stream.concat(last.links().stream(), Stream.of(line.strip()));
        cases.add(new Case(last.text(), links.toList()));
      } else {
        cases.add(of(line.translateEscapes()));
      }
    }
    assertThat(cases).hasSize(82);
    return Stream.concat(cases.stream(), withMarksOfDirection());
  }

  private static Stream<Case> withMarksOfDirection() {
    return Stream.of(
        of(
            "\u2066\u202Atest abcdef.com پاکستان http://twitter.com/\u202C\u2069",
            "abcdef.com",
            "http://twitter.com/"),
        of(
            "This is a test \u2066\u202Atwitter.com\u202C\u2069"
                + " \u2066\u202Ahttp://foobar.پاکستان/\u202C\u2069 قطر فلسطين عمان",
            "twitter.com",
            "http://foobar.پاکستان/"));
  }

  @ParameterizedTest
  @MethodSource("links")
  void a_link_counts_23_where_the_published_suite_finds_one(Case it) {
    assertThat(found(it.text())).isEqualTo(expected(it));
    assertThat(TwitterText.weight(it.text())).isEqualTo(weightBySuite(it));
  }

  /// A text without a link, to the suite, and what it counts here, which is more.
  record Difference(String text, int weight) {}

  static Stream<Difference> differences() {
    return Stream.of(
        new Difference("text http://no-tld", 28),
        new Difference("text http://tld-too-short.x", 28),
        new Difference("test http://-twitter.com", 28),
        new Difference("test http://twitter-.com", 28),
        new Difference("test http://twitter.c_o_m", 28),
        new Difference("Hello http://xn--はじめよう.com/index.html", 54));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void what_only_x_may_take_for_a_link_counts_more_than_the_suite_says(Difference it) {
    assertThat(found(it.text())).isEmpty();
    assertThat(weightBySuite(of(it.text()))).isLessThan(it.weight());
    assertThat(TwitterText.weight(it.text())).isEqualTo(it.weight());
  }

  /// The suite finds `http://domain.com` in it, the library nothing. So we count 6 too few.
  @Test
  void an_address_that_runs_on_into_words_is_no_link_to_the_library() {
    var text = "text http://domain.com-that-you-should-have-put-a-space-after";
    assertThat(found(text)).isEmpty();
    assertThat(TwitterText.weight(text))
        .isEqualTo(weightBySuite(of(text, "http://domain.com")) - 6);
  }

  /// `http://` and a host that can't be one: as long as a link, or longer, as it stands.
  static Stream<Case> none() {
    return Stream.of(
        of("text http://domain-dash_2314352345_dfasd.foo-cow_4352.com"),
        of("test http://-leadingdash.twitter.com"),
        of("test http://trailingdash-.twitter.com"),
        of("test http://_leadingunderscore.twitter.com"),
        of("test http://trailingunderscore_.twitter.com"),
        of("test http://leadingdash.-twitter.com"),
        of("test http://trailingdash.twitter-.com"),
        of("test http://leadingunderscore._twitter.com"),
        of("test http://trailingunderscore.twitter_.com"),
        of("test http://twitter_underscore.com"),
        of("I really like http://t.co/abcdefghijklmnopqrstuvwxyz012345678901234"));
  }

  @ParameterizedTest
  @MethodSource("none")
  void what_can_be_no_link_counts_as_it_stands(Case it) {
    assertThat(found(it.text())).isEmpty();
    assertThat(TwitterText.weight(it.text())).isEqualTo(weightBySuite(it));
  }

  /// The 1574 domains of the suite, of March 2020.
  @Test
  void every_top_level_domain_of_the_suite_makes_a_link() throws IOException {
    var domains = resource("/text/top-level-domains.txt").strip().split("\\s+", -1);
    assertThat(domains).hasSize(1574).doesNotHaveDuplicates();
    for (var domain : domains) {
      var link = "https://twitter." + domain;
      assertThat(found(link)).as(domain).isEqualTo(expected(of(link, link)));
      assertThat(TwitterText.weight(link)).as(domain).isEqualTo(23);
    }
  }

  /// The Public Suffix List that HttpClient brings along is as young as that; in October 2026 it
  /// had 19 domains more than the suite, `kids`, `music` and `web` among them.
  @Test
  void every_top_level_domain_of_today_counts_no_less_than_a_link() throws IOException {
    var today = new ArrayList<String>();
    try (var list =
        Objects.requireNonNull(
            PublicSuffixMatcherLoader.class.getResourceAsStream(
                "/org/publicsuffix/list/effective_tld_names.dat"))) {
      for (var part :
          PublicSuffixListParser.INSTANCE.parseByType(new InputStreamReader(list, UTF_8))) {
        part.getRules().stream().filter(it -> !it.contains(".")).forEach(today::add);
      }
    }
    assertThat(today).hasSizeGreaterThan(1400).contains("kids", "music", "web");
    for (var domain : today) {
      assertThat(TwitterText.weight("https://a." + domain)).as(domain).isGreaterThanOrEqualTo(23);
      assertThat(TwitterText.weight("https://a." + domain + "/" + "x".repeat(99)))
          .as(domain)
          .isGreaterThanOrEqualTo(23);
    }
  }

  private record Place(String link, int start, int end) {}

  private static List<Place> found(String text) {
    return new Extractor()
        .extractURLsWithIndices(text).stream()
            .map(it -> new Place(it.getValue(), it.getStart(), it.getEnd()))
            .toList();
  }

  /// The suite's indices: each link stands after the one before.
  private static List<Place> expected(Case it) {
    var places = new ArrayList<Place>();
    var from = 0;
    for (var link : it.links()) {
      var start = it.text().indexOf(link, from);
      from = start + link.length();
      places.add(new Place(link, start, from));
    }
    return places;
  }

  /// By the suite's configuration 3; none of the texts has an emoji or wants normalization.
  private static int weightBySuite(Case it) {
    var rest = new StringBuilder(it.text());
    expected(it).reversed().forEach(place -> rest.delete(place.start(), place.end()));
    return 23 * it.links().size() + rest.codePoints().map(c -> isLight(c) ? 1 : 2).sum();
  }

  private static boolean isLight(int c) {
    return c <= 0x10FF
        || (c >= 0x2000 && c <= 0x200D)
        || (c >= 0x2010 && c <= 0x201F)
        || (c >= 0x2032 && c <= 0x2037);
  }

  private static String resource(String name) throws IOException {
    try (var bytes = Objects.requireNonNull(TwitterTextLinksTest.class.getResourceAsStream(name))) {
      return new String(bytes.readAllBytes(), UTF_8);
    }
  }
}
