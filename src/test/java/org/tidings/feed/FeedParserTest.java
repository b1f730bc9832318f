// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedParserTest {
  private static final URI BASE = URI.create("https://blog.example/feed/");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static FeedDocument read(String text) {
    return read(text.getBytes(UTF_8), Optional.empty());
  }

  private static FeedDocument read(byte[] body, Optional<String> contentType) {
    return ((ParseResult.Parsed) FeedParser.parse(body, contentType, BASE, NOW)).document();
  }

  private static String rss(String inside) {
    return "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        + " xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel><title>T</title>"
        + inside
        + "</channel></rss>";
  }

  @Test
  void what_a_document_lacks_is_gone_only_if_it_is_whole() {
    var whole = rss("<item><title>One</title></item>");
    assertThat(read(whole).isWhole()).isTrue();
    assertThat(read(whole).isCutOff()).isFalse();
    var cut = read(whole.substring(0, whole.length() - 15));
    assertThat(cut.isWhole()).isFalse();
    assertThat(cut.isCutOff()).isTrue();
    var json =
        """
        {"version": "https://jsonfeed.org/version/1.1", "title": "T",
         "items": [{"id": "1", "title": "a "b" c"}, {"id": "2", "title": "Two"}]}
        """;
    assertThat(read(json).isWhole()).isFalse();
    assertThat(read(json).isCutOff()).isFalse();
    assertThat(read(json.replace("\"b\"", "b")).isWhole()).isTrue();
  }

  @Test
  void that_a_document_breaks_off_is_told_however_much_else_there_is_to_tell() {
    var prefixes = new StringBuilder();
    for (var i = 0; i < 40; i++) {
      prefixes.append("<p").append(i).append(":a/>");
    }
    var document =
        read(rss(prefixes + "<item><title>One</title></item><item>").split("</ch", 2)[0]);
    assertThat(document.repairs()).hasSizeBetween(20, 22);
    assertThat(document.isCutOff()).isTrue();
  }

  @Test
  void the_header_names_the_charset() {
    var body = rss("<item><title>Привет</title></item>").getBytes(Charset.forName("windows-1251"));
    var document = read(body, Optional.of("text/xml; charset=windows-1251"));
    assertThat(document.entries().getFirst().title()).hasValue("Привет");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "<ttl>60</ttl>|PT1H",
        "<ttl> 5 </ttl>|PT5M",
        "<ttl>0</ttl>|-",
        "<ttl>-1</ttl>|-",
        "<ttl>soon</ttl>|-",
        "<ttl>999999</ttl>|-",
        "<ttl>99999999999</ttl>|-",
        "<sy:updatePeriod>daily</sy:updatePeriod>|PT24H",
        "<sy:updatePeriod> Hourly"
            + " </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>|PT15M",
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>1.5</sy:updateFrequency>|PT24H",
        "<sy:updatePeriod>sometimes</sy:updatePeriod>|-",
        "<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>|PT1H",
        "<description/>|-",
      })
  void a_feed_may_ask_to_be_left_alone(String inside, Duration expected) {
    assertThat(read(rss(inside)).interval()).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "<author>jo@x.example (Jo Doe)</author>|Jo Doe",
        "<author>Jo Doe</author>|Jo Doe",
        "<author>&quot;Jo Doe&quot; &lt;jo@x.example></author>|Jo Doe",
        "<author>jo@x.example</author>|-",
        "<author>jo@x.example (jo@y.example)</author>|-",
        "<dc:creator>Jo &amp;amp; Al</dc:creator>|Jo & Al",
        "<dc:creator>Jo</dc:creator><author>jo@x.example (Other)</author>|Jo",
        "<dc:creator>Jo</dc:creator><dc:creator>Al</dc:creator>|Jo, Al",
        "<description/>|-",
      })
  void an_author_is_a_name_and_never_an_address(String inside, String expected) {
    var entry = read(rss("<item>" + inside + "</item>")).entries().getFirst();
    assertThat(entry.author()).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "en,en",
        "en-us,en-US",
        "pt_BR,pt-BR",
        "zh-hant-TW,zh-Hant-TW",
        "English,-",
        "x y,-"
      })
  void a_language_is_a_tag_or_nothing(String written, String expected) {
    var document = read(rss("<language>" + written + "</language>"));
    assertThat(document.language()).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "hello",
        "<html><body>x</body></html>",
        "<!DOCTYPE HTML><p>x",
        "<opml version='2.0'/>",
        "<urlset/>",
        "<svg/>",
        "{}",
        "{\"version\":\"https://jsonfeed.org/version/1.1\"}",
        "{\"error\":\"https://jsonfeed.org/version/1.1\"}",
        "{\"items\":[{\"title\":\"neither id nor url\"}]}",
        "[]",
        "\u0000\u0001\u0002",
        "<rss",
      })
  void what_is_no_feed_is_never_an_empty_one(String text) {
    assertThat(FeedParser.parse(text.getBytes(UTF_8), Optional.empty(), BASE, NOW))
        .isInstanceOf(ParseResult.Unreadable.class);
  }

  @Test
  void a_web_page_is_called_by_its_title() {
    var page = "<!doctype html><title>Log in &#8249; My &amp; Site</title>";
    assertThat(FeedParser.parse(page.getBytes(UTF_8), Optional.empty(), BASE, NOW))
        .isEqualTo(
            new ParseResult.Unreadable(
                "“Log in ‹ My & Site” is a web page, not a feed;"
                    + " look for the page's link to its feed"));
  }

  @Test
  void reading_twice_gives_the_same() {
    var text = rss("<item><title>x</title><guid>1</guid></item>");
    assertThat(read(text)).isEqualTo(read(text));
  }

  @Test
  void json_has_one_line_and_no_key_for_what_is_absent() {
    assertThat(FeedJson.line(read(rss("<item><title>x</title></item>"))))
        .isEqualTo(
            "{\"format\":\"rss 2.0\",\"title\":\"T\",\"hubs\":[],\"repairs\":[],\"entries\":"
                + "[{\"title\":\"x\",\"categories\":[],\"enclosures\":[]}]}");
  }
}
