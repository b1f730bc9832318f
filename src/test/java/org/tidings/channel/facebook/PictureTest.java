// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidings.channel.ChannelContract.KEY;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidings.article.Article;
import org.tidings.article.ArticleSamples;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Preparation;
import org.tidings.demo.FakePost;
import org.tidings.http.StubAnswer;
import org.tidings.http.StubServer;
import org.tidings.post.Post;
import org.tidings.post.Template;
import org.tidings.post.TemplateException;

/// `image = true`: the picture goes along, unseen until the post shows it.
class PictureTest {
  private static final URI LINK = URI.create("https://blog.example/2026/11/moving-house");

  private final Site site = new Site().login().with("image = true");
  private final StubServer blog = StubServer.start();

  @BeforeEach
  void open() throws IOException {
    blog.on("GET", "/disks.png", StubAnswer.ok("image/png", png()));
  }

  @AfterEach
  void close() {
    site.close();
    blog.close();
  }

  @Test
  void a_picture_goes_along_with_its_alt_text_and_the_words_carry_the_link() {
    var post = compose("/disks.png", "{{ title }}");
    assertThat(post.text()).isEqualTo("How we moved four terabytes without downtime\n\n" + LINK);
    assertThat(publish(ready(post))).isInstanceOf(Outcome.Published.class);
    assertThat(site.facebook().posts())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.text()).isEqualTo(post.text());
              assertThat(it.link()).isEmpty();
              assertThat(it.picture().map(FakePost.Picture::alt))
                  .hasValue("Two racks, “half” empty\nहिन्दी");
            });
    assertThat(site.keyring().get("photo-" + KEY.idempotency())).isEmpty();
  }

  @Test
  void a_link_that_the_template_prints_is_not_printed_twice() {
    var post = compose("/disks.png", "{{ link }}\n\n{{ title }}");
    assertThat(post.text()).containsOnlyOnce("https://").startsWith(LINK.toString());
  }

  @Test
  void preparing_twice_brings_one_picture() {
    var post = compose("/disks.png", "{{ title }}");
    assertThat(ready(post)).isEqualTo(ready(post));
    assertThat(site.facebook().photos()).isEqualTo(1);
  }

  @Test
  void a_picture_that_is_gone_is_brought_anew() {
    var post = compose("/disks.png", "{{ title }}");
    var stale = ready(post);
    site.facebook().forgetPhotos();
    assertThat(publish(stale)).isInstanceOf(Outcome.Stale.class);
    assertThat(publish(ready(post))).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void a_picture_that_cant_be_had_gives_way_to_the_card() {
    var form = Form.decode(ready(compose("/gone.png", "{{ title }}")).body());
    assertThat(form)
        .isEqualTo(
            Map.of(
                "message",
                "How we moved four terabytes without downtime",
                "link",
                LINK.toString(),
                "published",
                "true"));
  }

  @Test
  void an_article_without_a_picture_has_its_card() {
    var post = Site.post("A", "https://blog.example/a");
    assertThat(Form.decode(ready(post).body())).containsKey("link");
  }

  @Test
  void what_would_stop_the_post_stops_its_picture() {
    site.facebook().revokeTokens(463);
    assertThat(site.channel().prepare(compose("/disks.png", "{{ title }}"), KEY))
        .isInstanceOfSatisfying(
            Preparation.NotReady.class,
            it -> assertThat(it.outcome()).isInstanceOf(Outcome.Unauthorized.class));
  }

  private Post compose(String picture, String template) {
    var it = ArticleSamples.ordinary();
    var image =
        new Article.Image(blog.uri(picture), Optional.of("Two racks, “half” empty\nहिन्दी"));
    var article =
        new Article(
            it.id(),
            it.feed(),
            it.link(),
            it.title(),
            it.summary(),
            it.text(),
            it.author(),
            List.of(),
            it.language(),
            Optional.of(image),
            it.published(),
            it.firstSeen());
    try {
      return site.channel().compose(article, Template.compile(template));
    } catch (TemplateException e) {
      throw new AssertionError(e);
    }
  }

  private Payload ready(Post post) {
    var prepared = site.channel().prepare(post, KEY);
    assertThat(prepared).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) prepared).payload();
  }

  private Outcome publish(Payload payload) {
    return site.channel().publish(payload, KEY);
  }

  private static byte[] png() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
