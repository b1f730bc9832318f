// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidings.http.Egress;
import org.tidings.http.Reply;
import org.tidings.http.Request;

class DemoWallTest {
  private final Egress egress = Egress.open("1.0");
  private final DemoArticle news = DemoArticles.news(Instant.EPOCH).getFirst();
  private final DemoArticle old = DemoArticles.archive(Instant.EPOCH).getFirst();
  private DemoBlog blog;
  private Ledger ledger;
  private DemoNetworks networks;
  private DemoWall wall;

  @BeforeEach
  void open() throws IOException {
    blog = new DemoBlog();
    blog.publish(old);
    blog.publish(news);
    ledger = new Ledger();
    networks = new DemoNetworks(List.of(new DemoNetwork(ledger, "ledger", "", Look.TOOT)), ledger);
    wall = new DemoWall(blog, networks);
  }

  @AfterEach
  void close() {
    wall.close();
    networks.close();
    blog.close();
    egress.close();
  }

  @Test
  void an_article_that_is_nowhere_yet_is_shown_as_awaited() {
    assertThat(page().select(".wait").text()).isEqualTo("Ledger & Sons: not yet");
    assertThat(page().select(".old li").eachText()).containsExactly("Hello, world");
  }

  @Test
  void a_post_stands_beside_its_article_as_the_network_shows_it() {
    ledger.with("Tea\n\n" + link(news) + "\n\n#Travel C#", link(news));
    var post = page().select("section:has(h2:contains(Tea & trains)) article").getFirst();
    assertThat(post.select(".words p").eachText())
        .containsExactly("Tea", link(news).getAuthority() + "/tea-and-trains…", "#Travel C#");
    assertThat(post.select(".tag").eachText()).containsExactly("#Travel");
    assertThat(post.select("footer").text()).isEqualTo("40 of 500 characters");
    assertThat(post.select("figure img").attr("src"))
        .isEqualTo(ledger.address().resolve("/files/1").toString());
    assertThat(post.select("figcaption").text()).isEqualTo("alt \"> a <cat>");
  }

  @Test
  void what_a_post_says_stays_text() {
    ledger.with("<script>alert(1)</script> \"'><img src=x> & <b>", link(news));
    var page = page();
    assertThat(page.select("script, b:contains(alert), img[src=x]")).isEmpty();
    assertThat(page.select(".words").text())
        .isEqualTo("<script>alert(1)</script> \"'><img src=x> & <b>");
  }

  @Test
  void the_page_asks_for_nothing_but_its_style_and_the_pictures() {
    var answer = get(wall.address());
    assertThat(answer.headers().first("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; style-src 'self'; img-src ")
        .contains(blog.address().toString(), ledger.address().toString())
        .doesNotContain("unsafe");
    var page = page();
    assertThat(page.select("script, [style], iframe, form, [onclick]")).isEmpty();
    assertThat(page.select("meta[name=viewport], meta[http-equiv=refresh]")).hasSize(2);
    assertThat(page.select("link[href]").eachAttr("href")).containsExactly("/wall.css");
    assertThat(get(wall.address().resolve("/wall.css")).text())
        .contains("prefers-color-scheme:dark");
    assertThat(get(wall.address().resolve("/other")).status()).isEqualTo(404);
  }

  enum Likeness {
    TOOT,
    FACEBOOK,
    LINKEDIN,
    THREADS,
    GOOGLE,
  }

  /// Colours for each, in light and dark.
  @ParameterizedTest
  @EnumSource
  void every_network_has_colours_of_its_own(Likeness likeness) {
    var look =
        switch (likeness) {
          case TOOT -> Look.TOOT;
          case FACEBOOK -> Look.FACEBOOK;
          case LINKEDIN -> Look.LINKEDIN;
          case THREADS -> Look.THREADS;
          case GOOGLE -> Look.GOOGLE;
        };
    assertThat(get(wall.address().resolve("/wall.css")).text())
        .contains("." + look.css() + "{--brand:#");
  }

  @Test
  void a_twin_a_missing_article_and_an_old_one_are_mistakes() {
    var wanted = Set.of(link(news));
    assertThat(networks.mistakes(wanted)).singleElement().asString().contains("instead of");
    ledger.with("Tea", link(news));
    assertThat(networks.mistakes(wanted)).isEmpty();
    ledger.with("Tea", link(news));
    assertThat(networks.mistakes(wanted)).singleElement().asString().contains("twice");
    ledger.with("Hello", link(old));
    assertThat(networks.mistakes(wanted)).hasSize(1);
  }

  private URI link(DemoArticle article) {
    return URI.create(blog.address() + article.path());
  }

  private Document page() {
    return Jsoup.parse(get(wall.address()).text());
  }

  private Reply.Answer get(URI address) {
    return (Reply.Answer) egress.http(List.of("127.0.0.1")).send(Request.get(address));
  }
}
