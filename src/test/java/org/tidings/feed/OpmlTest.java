// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidings.feed.Opml.Outline;
import org.tidings.feed.Opml.Reading;

class OpmlTest {
  /// @param found `line url title folder` of each feed, then each fault
  private record Case(String what, String opml, List<String> found) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "feeds in folders, as readers export them",
              """
              <?xml version="1.0" encoding="UTF-8"?>
              <!-- made by a reader -->
              <opml version="1.0">
                <head><title>Mine</title></head>
                <body>
                  <outline text="Tech" title="Tech">
                    <outline type="rss" text="A &amp; B" title="A &amp; B"
                        xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/>
                    <outline text="Deep"><outline text="C" xmlUrl="https://c.example/"></outline>
                    </outline>
                  </outline>
                  <outline text="D" xmlUrl="https://d.example/"/>
                </body>
              </opml>
              """,
              List.of(
                  "7 https://a.example/feed?x=1&y=2 A & B Tech",
                  "9 https://c.example/ C Tech",
                  "12 https://d.example/ D -")),
          new Case(
              "bare ampersands, capitals, single quotes, no quotes, no title, no end",
              "<OPML>\n<body>\n<OUTLINE TEXT='Tea & Trains' XMLURL='https://a.example/?b&c'>\n"
                  + "<outline xmlUrl=https://b.example/ >",
              List.of(
                  "3 https://a.example/?b&c Tea & Trains -",
                  "4 https://b.example/ - Tea & Trains")),
          new Case(
              "what is commented out or quoted is not there",
              """
              <opml><!-- <outline xmlUrl='https://no.example/'/> -->\r
              \r
              <![CDATA[<outline xmlUrl='https://no.example/'/>]]><?x <outline ?>\r
              <outline xmlUrl='https://yes.example/'/></opml>\
              """,
              List.of("4 https://yes.example/ - -")),
          new Case(
              "what can't be understood is told with its line, and costs nothing else",
              "<opml>\n<outline type='rss' text='no address'/>\n<outline type='include' url='x'/>\n"
                  + "<outline text='broken' <br>\n<outline xmlUrl='https://a.example/'/></opml>",
              List.of(
                  "5 https://a.example/ - -",
                  "line 2: a feed without its address (xmlUrl)",
                  "line 3: a link to something else, which is not followed",
                  "line 4: a tag that has no end")),
          new Case(
              "entities that a document declares are not known",
              "<!DOCTYPE opml [\n<!ENTITY x SYSTEM \"file:///etc/passwd\">\n<!ENTITY y '<outline>'>]>\n"
                  + "<opml>\n<outline text='&x;&y;' xmlUrl='https://a.example/&x;'/></opml>",
              List.of("5 https://a.example/&x; &x;&y; -")),
          new Case("an empty list", "<opml version='2.0'><body/></opml>", List.of()));

  @TestFactory
  Stream<DynamicTest> a_list_is_read_as_it_was_meant() {
    return CASES.stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.what(),
                    () -> assertThat(found(read(it.opml(), UTF_8))).isEqualTo(it.found())));
  }

  @Test
  void other_charsets_are_read_by_their_marks_and_labels() {
    var opml = "<?xml version='1.0' encoding='iso-8859-1'?><opml><outline text='Ä' xmlUrl='x'/>";
    assertThat(found(read(opml, ISO_8859_1))).containsExactly("1 x Ä -");
    assertThat(found(read(opml, UTF_16))).containsExactly("1 x Ä -");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "\n\n<rss version='2.0'><channel/></rss>",
        "<!doctype html>\n<html><body>",
        "<?xml",
        "<"
      })
  void what_is_no_list_is_said_to_be_none(String document) {
    assertThat(read(document, UTF_8))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            it -> assertThat(it.reason()).contains("this is no OPML").doesNotContain("\n"));
  }

  @Test
  void the_line_of_a_wrong_beginning_is_told() {
    assertThat(read("\n\n<rss version='2.0'>", UTF_8))
        .isEqualTo(new Reading.Unreadable("line 3: this is no OPML: it begins with <rss>"));
  }

  @Test
  void no_list_is_too_large_for_the_memory_or_the_day() {
    var feed = "<outline xmlUrl='https://a.example/'/>\n";
    assertThat(read("<opml>" + feed.repeat(Opml.MAX_FEEDS), UTF_8))
        .isInstanceOf(Reading.Read.class);
    assertThat(read("<opml>" + feed.repeat(Opml.MAX_FEEDS + 1), UTF_8))
        .isEqualTo(new Reading.Unreadable("line 5001: more than 5000 feeds; split the list"));
    assertThat(Opml.read(new byte[Opml.MAX_BYTES + 1]))
        .isEqualTo(new Reading.Unreadable("the list is larger than 5 MiB"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<outline ",
        "<outline a='",
        "<outline a=\"<b c='",
        "<outline>",
        "&",
        "<!-",
        "\r"
      })
  void hostile_repetition_ends_soon(String part) {
    var document = "<opml>" + part.repeat(Opml.MAX_BYTES / part.length() - 10);
    assertThat(Duration.ofSeconds(2))
        .isGreaterThan(took(() -> assertThat(Opml.read(document.getBytes(UTF_8))).isNotNull()));
  }

  @Test
  void what_is_written_is_sound_xml_and_read_back_the_same() throws Exception {
    var feeds =
        List.of(
            new Opml.Listed("Tea & <trains> \"daily\"", URI.create("https://a.example/?b=1&c=2")),
            new Opml.Listed("line\nbreak \u0007 \uD800 😀", URI.create("https://b.example/")));
    var opml = Opml.write("All & sundry", feeds);
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(opml.getBytes(UTF_8)))
            .getDocumentElement();
    assertThat(root.getAttribute("version")).isEqualTo("2.0");
    assertThat(((Reading.Read) read(opml, UTF_8)).outlines())
        .containsExactly(
            new Outline(
                7,
                "https://a.example/?b=1&c=2",
                Optional.of("Tea & <trains> \"daily\""),
                Optional.empty()),
            new Outline(
                8, "https://b.example/", Optional.of("line break � � 😀"), Optional.empty()));
  }

  private static Duration took(Runnable work) {
    var start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Reading read(String opml, Charset charset) {
    return Opml.read(opml.getBytes(charset));
  }

  private static List<String> found(Reading reading) {
    var read = (Reading.Read) reading;
    return Stream.concat(
            read.outlines().stream()
                .map(
                    it ->
                        "%d %s %s %s"
                            .formatted(
                                it.line(),
                                it.url(),
                                it.title().orElse("-"),
                                it.folder().orElse("-"))),
            read.faults().stream())
        .toList();
  }
}
