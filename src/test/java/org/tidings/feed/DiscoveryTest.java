// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidings.feed.Discovery.Finding;
import org.tidings.http.Egress;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubRequest;
import org.tidings.http.StubServer;

/// The whole way from an address to a feed, through real sockets; and how much it costs the site.
class DiscoveryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final StubAnswer FEED =
      StubAnswer.ok(
          "application/rss+xml",
          "<rss version='2.0'><channel><title>Riverside</title><item><title>A</title></item>"
              + "</channel></rss>");

  private final StubServer site = StubServer.start();
  private final Egress egress = Egress.open("test");
  private final List<URI> guesses = new ArrayList<>();

  @AfterEach
  void close() {
    egress.close();
    site.close();
  }

  @Test
  void a_feeds_own_address_is_one_request() throws Exception {
    site.on("GET", "/feed/", FEED);
    assertThat(find("/feed/")).isEqualTo("/feed/");
    assertThat(asked()).containsExactly("/feed/");
  }

  @Test
  void a_page_and_its_feed_are_two() throws Exception {
    site.on("GET", "/", page("/comments/feed/", "/feed/", "/tag/x/feed/"));
    site.on("GET", "/feed/", FEED);
    assertThat(find("/")).isEqualTo("/feed/");
    assertThat(asked()).containsExactly("/", "/feed/");
    assertThat(search("/"))
        .asInstanceOf(type(Finding.Found.class))
        .satisfies(it -> assertThat(it.others()).containsExactly(site.uri("/tag/x/feed/")))
        .satisfies(it -> assertThat(it.document().title()).contains("Riverside"));
  }

  @Test
  void the_link_field_names_it_too() throws Exception {
    site.on(
        "GET",
        "/",
        StubAnswer.ok("text/html", "<p>Hello")
            .header(
                "Link",
                "</wp-json/>; rel=\"alternate\"; type=\"application/json\","
                    + " </the-feed>; rel=\"alternate\"; type=\"application/atom+xml\""));
    site.on("GET", "/the-feed", FEED);
    assertThat(find("/")).isEqualTo("/the-feed");
    assertThat(asked()).containsExactly("/", "/the-feed");
  }

  @Test
  void one_that_is_dead_or_no_feed_is_passed_over_three_are_tried() throws Exception {
    site.on("GET", "/", page("/dead", "/page", "/feed/", "/never"));
    site.on("GET", "/dead", StubAnswer.status(404));
    site.on("GET", "/page", StubAnswer.ok("text/html", "<p>"));
    site.on("GET", "/feed/", FEED);
    assertThat(find("/")).isEqualTo("/feed/");
    assertThat(asked()).containsExactly("/", "/dead", "/page", "/feed/");
  }

  @Test
  void permanent_redirects_are_learnt_and_others_not() throws Exception {
    site.on("GET", "/old", StubAnswer.redirect(301, "/feed/"));
    site.on("GET", "/hop", StubAnswer.redirect(302, "/feed/"));
    site.on("GET", "/feed/", FEED);
    assertThat(find("/old")).isEqualTo("/feed/");
    assertThat(find("/hop")).isEqualTo("/hop");
  }

  @Test
  void a_front_page_that_sends_browsers_on_is_followed_once() throws Exception {
    site.on("GET", "/", refresh("en/"));
    site.on("GET", "/en/", page("index.xml"));
    site.on("GET", "/en/index.xml", FEED);
    assertThat(find("/")).isEqualTo("/en/index.xml");
    assertThat(asked()).containsExactly("/", "/en/", "/en/index.xml");
    site.on("GET", "/1", refresh("/2"));
    site.on("GET", "/2", refresh("/3"));
    site.on("GET", "/3", page("/en/index.xml"));
    site.on("GET", "/*", StubAnswer.status(404));
    assertThat(search("/1")).isInstanceOf(Finding.Nothing.class);
    assertThat(asked()).contains("/2").doesNotContain("/3");
  }

  @Test
  void where_nothing_is_named_the_usual_places_are_tried_until_one_is_a_feed() throws Exception {
    site.on("GET", "/blog/", StubAnswer.ok("text/html", "<p>Hello"));
    site.on("GET", "/*", StubAnswer.ok("text/html", "<p>not here"));
    site.on("GET", "/blog/feed/", StubAnswer.redirect(302, "/atom.xml"));
    site.on("GET", "/atom.xml", FEED);
    assertThat(find("/blog/")).isEqualTo("/atom.xml");
    assertThat(guesses).hasSize(15).doesNotHaveDuplicates();
    assertThat(asked()).as("no redirect is followed").hasSize(16).endsWith("/atom.xml");
  }

  @Test
  void a_profile_has_its_own_feed() throws Exception {
    site.on("GET", "/@ann", StubAnswer.ok("text/html", "<p>Ann"));
    site.on("GET", "/@ann.rss", FEED);
    assertThat(find("/@ann")).isEqualTo("/@ann.rss");
    assertThat(asked()).containsExactly("/@ann", "/@ann.rss");
  }

  @Test
  void guessing_ends_when_the_server_says_no() throws Exception {
    site.on("GET", "/", StubAnswer.ok("text/html", "<p>Hello"));
    site.on("GET", "/*", StubAnswer.status(404), StubAnswer.status(429));
    assertThat(search("/")).isInstanceOf(Finding.Nothing.class);
    assertThat(asked()).hasSize(3);
  }

  @Test
  void a_feed_of_comments_is_told_of_and_not_taken() throws Exception {
    site.on("GET", "/", page("/comments/feed/"));
    site.on("GET", "/comments/feed/", FEED);
    site.on("GET", "/*", StubAnswer.status(404));
    assertThat(search("/"))
        .asInstanceOf(type(Finding.Nothing.class))
        .satisfies(it -> assertThat(it.reason()).contains("comments", "/comments/feed/"));
    assertThat(asked()).doesNotContain("/comments/feed/");
  }

  @Test
  void what_is_neither_page_nor_feed_is_not_searched() throws Exception {
    site.on("GET", "/list", StubAnswer.ok("text/xml", "<opml version='2.0'/>"));
    assertThat(search("/list"))
        .asInstanceOf(type(Finding.Nothing.class))
        .satisfies(it -> assertThat(it.reason()).contains("OPML"));
    assertThat(asked()).containsExactly("/list");
  }

  @Test
  void what_does_not_answer_is_asked_once() throws Exception {
    site.on("GET", "/", StubAnswer.status(503));
    assertThat(search("/")).isInstanceOf(Finding.Unreachable.class);
    assertThat(asked()).hasSize(1);
  }

  private Finding search(String path) throws InterruptedException {
    return Discovery.find(site.uri(path), egress.http(List.of("127.0.0.1")), NOW, guesses::add);
  }

  private String find(String path) throws InterruptedException {
    var found = (Finding.Found) search(path);
    assertThat(found.url().getPort()).isEqualTo(site.port());
    return found.url().getPath();
  }

  private List<String> asked() {
    return site.requests().stream().map(StubRequest::path).toList();
  }

  private static StubAnswer page(String... feeds) {
    var html = new StringBuilder("<!doctype html><head>");
    for (var feed : feeds) {
      html.append("<link rel=alternate type=application/rss+xml href='%s'>".formatted(feed));
    }
    return StubAnswer.ok("text/html; charset=utf-8", html.toString());
  }

  private static StubAnswer refresh(String to) {
    return StubAnswer.ok(
        "text/html", "<head><meta http-equiv='Refresh' content='0; URL=%s'>".formatted(to));
  }
}
