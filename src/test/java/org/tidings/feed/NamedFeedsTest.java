// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Pages as real systems write them, and what is taken from them.
class NamedFeedsTest {
  /// @param html `link`, shortened to `«href title type»`, or anything else
  private record Case(String what, String page, String html, String feeds, String comments) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "WordPress' front page: the feed of comments is none",
              "/",
              "<head>«/feed/|Riverside » Feed|rss»«/comments/feed/|Riverside » Comments Feed|rss»",
              "/feed/",
              "/comments/feed/"),
          new Case(
              "comments named first",
              "/",
              "<head>«/comments/feed/|Comments|rss»«/feed/|Riverside|rss»",
              "/feed/",
              "/comments/feed/"),
          new Case(
              "an article of a German WordPress: its own feed is of its comments",
              "/2024/brot/",
              "<head>«/feed/|Bäckerei » Feed|rss»«/comments/feed/|Bäckerei » Kommentar-Feed|rss»"
                  + "«/2024/brot/feed/|Bäckerei » Brot-Kommentar-Feed|rss»",
              "/feed/",
              "/comments/feed/ /2024/brot/feed/"),
          new Case(
              "an article whose title says nothing of comments",
              "/2024/brot/",
              "<head>«/2024/brot/feed/|x|rss»«/feed/|Blog|rss»",
              "/2024/brot/feed/ /feed/",
              ""),
          new Case(
              "a category's page means the category",
              "/category/tea/",
              "<head>«/feed/|Blog|rss»«/category/tea/feed/|Blog » Tea Category Feed|rss»",
              "/category/tea/feed/ /feed/",
              ""),
          new Case(
              "elsewhere a category comes last",
              "/about/",
              "<head>«/category/tea/feed/|Tea|rss»«/?feed=rss2&amp;cat=7||rss»«/tag/x.xml||atom»"
                  + "«/author/ann/feed/||rss»«/feed/|Blog|rss»",
              "/feed/ /category/tea/feed/ /?feed=rss2&cat=7 /tag/x.xml /author/ann/feed/",
              ""),
          new Case(
              "a section of a static site has its own",
              "/blog/",
              "<head>«/index.xml|Site|rss»«/blog/index.xml|Blog|rss»",
              "/blog/index.xml /index.xml",
              ""),
          new Case(
              "Blogger: Atom and RSS of articles, one article's comments",
              "/2024/01/a.html",
              "<head>«/feeds/posts/default|B - Atom|atom»«/feeds/posts/default?alt=rss|B - RSS|rss»"
                  + "«/feeds/77/comments/default|B - Atom|atom»",
              "/feeds/posts/default /feeds/posts/default?alt=rss",
              "/feeds/77/comments/default"),
          new Case(
              "JSON after XML of the same articles",
              "/",
              "<head>«/feed.json|Blog (JSON Feed)|json»«/feed.xml|Blog (RSS)|rss»",
              "/feed.xml /feed.json",
              ""),
          new Case(
              "JSON stays first if it is something else",
              "/",
              "<head>«/articles.json|Articles|json»«/links.xml|Links|rss»",
              "/articles.json /links.xml",
              ""),
          new Case(
              "WordPress' interface and oEmbed are no feeds",
              "/",
              "<head><link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1>"
                  + "<link rel=alternate type='application/json+oembed' href=/oembed>"
                  + "<link rel=alternate hreflang=de href=/de/><link rel=stylesheet href=a.css>"
                  + "«/feed|F|rss»",
              "/feed",
              ""),
          new Case(
              "types with parameters and capitals; vague ones if the address speaks of a feed",
              "/",
              "<head><LINK REL='ALTERNATE home' TYPE='Application/RSS+XML; charset=utf-8' HREF=/a>"
                  + "<link rel=alternate type=text/xml href=/map.xml>"
                  + "<link rel=alternate type=text/xml href=/rss.xml>",
              "/a /rss.xml",
              ""),
          new Case("rel=feed", "/", "<head><link rel=feed href=/f>", "/f", ""),
          new Case(
              "the base of the page counts, and the feed: scheme is http",
              "/x/y/",
              "<head><base href=/z/>«a.xml||rss»<link rel=alternate type=application/rss+xml"
                  + " href='feed://blog.example/b.xml'>",
              "/z/a.xml /b.xml",
              ""),
          new Case(
              "each once, whatever the scheme, the fragment, the slash",
              "/",
              "<head>«/feed/||rss»«https://blog.example/feed||rss»«/feed/#x||rss»",
              "/feed/",
              ""),
          new Case(
              "the body, if the head names none",
              "/",
              "<body><p>«/in-body.xml||rss»",
              "/in-body.xml",
              ""),
          new Case(
              "links for readers, if nothing else names any; those of other sites are not meant",
              "/",
              "<body><a href=/rss.xml>RSS</a><a href=/feed/>x</a><a href=/about>y</a>"
                  + "<a href='https://other.example/feed/'>friend</a><a href=/comments/feed/>c</a>",
              "/rss.xml /feed/",
              "/comments/feed/"),
          new Case(
              "a blog that is called so",
              "/",
              "<head>«/feed/|No comment » Feed|rss»«/comments/feed/|No comment » Comments|rss»",
              "/feed/",
              "/comments/feed/"),
          new Case(
              "a section that is called nearly so",
              "/",
              "<head>«/commentisfree/rss|Commentary|rss»",
              "/commentisfree/rss",
              ""),
          new Case("nothing at all", "/", "<p>Hello", "", ""),
          new Case(
              "addresses that are none", "/", "<head>«mailto:a@b||rss»«http://||rss»", "", ""));

  @TestFactory
  Stream<DynamicTest> the_feeds_of_a_page_best_first() {
    return CASES.stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.what(),
                    () -> {
                      var named = read(List.of(), it.page(), it.html());
                      assertThat(named.feeds()).isEqualTo(addresses(it.feeds()));
                      assertThat(named.comments()).isEqualTo(addresses(it.comments()));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> what_link_fields_name_comes_first() {
    return Stream.of("/feed/", "/other.xml")
        .map(
            linked ->
                DynamicTest.dynamicTest(
                    linked,
                    () ->
                        assertThat(read(addresses(linked), "/", "<head>«/feed/||rss»").feeds())
                            .containsExactlyElementsOf(
                                linked.equals("/feed/")
                                    ? addresses("/feed/")
                                    : addresses("/feed/ /other.xml"))));
  }

  private static NamedFeeds read(List<URI> linked, String page, String html) {
    var address = URI.create("https://blog.example" + page);
    var full =
        html.replaceAll(
            "«([^|]*)\\|([^|]*)\\|(rss|atom)»",
            "<link rel=alternate type='application/$3+xml' title='$2' href='$1'>");
    full =
        full.replaceAll(
            "«([^|]*)\\|([^|]*)\\|json»",
            "<link rel=alternate type='application/feed+json' title='$2' href='$1'>");
    return NamedFeeds.of(linked, Jsoup.parse(full, address.toString()), address);
  }

  private static List<URI> addresses(String paths) {
    return Stream.of(paths.split(" ", -1))
        .filter(it -> !it.isEmpty())
        .map(it -> URI.create("https://blog.example" + it))
        .toList();
  }
}
