// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import static org.tidings.demo.FakePage.escape;

import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tidings.text.Links;

/// One post as its network shows it: words, picture, card or button.
///
/// @param article what the platform reads on the page behind the link
record WallPost(DemoNetwork network, FakePost post, DemoArticle article, URI blog) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final Pattern HASHTAG =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_/&])#[\\p{L}\\p{M}\\p{N}_]*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*");

  /// Networks show the beginning of a long address.
  private static final int SHOWN = 30;

  String html() {
    return """
    <article><header><span class="tile" aria-hidden="true">%s</span>
    <span><b>Riverside Notes</b><small>%s, <time datetime="%s">%s</time></small></span></header>
    <div class="words" dir="auto">%s</div>%s%s<footer>%s</footer></article>
    """
        .formatted(
            escape(network.look().initial()),
            escape(network.name()),
            post.at(),
            TIME.format(post.at()),
            words(),
            picture(),
            link(),
            escape(network.look().counted(post.text())));
  }

  private String words() {
    var html = new StringBuilder();
    for (var paragraph : post.text().split("\n{2,}", -1)) {
      html.append("<p>").append(linked(paragraph).replace("\n", "<br>")).append("</p>");
    }
    return html.toString();
  }

  private String linked(String text) {
    var html = new StringBuilder();
    var at = 0;
    for (var link : Links.in(text)) {
      html.append(tagged(text.substring(at, link.start())));
      html.append(
          "<a href=\"%s\" rel=\"noopener\">%s</a>"
              .formatted(escape(link.target().toString()), escape(shown(link.target()))));
      at = link.end();
    }
    return html.append(tagged(text.substring(at))).toString();
  }

  private static String shown(URI link) {
    var plain = link.toString().replaceFirst("^https?://", "");
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
  }

  private String tagged(String text) {
    return network.look().hashtags()
        ? HASHTAG.matcher(escape(text)).replaceAll("<span class=\"tag\">$0</span>")
        : escape(text);
  }

  /// A picture of the post's own; one that belongs to the card stands there.
  private String picture() {
    if (post.card().isPresent()) {
      return "";
    }
    return post.picture()
        .map(
            it ->
                "<figure><img src=\"%s\" alt=\"%s\"><figcaption>%s</figcaption></figure>"
                    .formatted(
                        escape(network.fake().address().resolve(it.path()).toString()),
                        escape(it.alt()),
                        it.alt().isEmpty() ? "no alt text here" : "<b>alt</b> " + escape(it.alt())))
        .orElse("");
  }

  private String link() {
    return post.link()
        .map(
            it ->
                switch (network.look().link()) {
                  case BUTTON ->
                      "<a class=\"button\" href=\"%s\">Learn more</a>"
                          .formatted(escape(it.toString()));
                  case CARD -> post.card().isEmpty() && post.picture().isPresent() ? "" : card(it);
                })
        .orElse("");
  }

  /// What the sender says of the page; else what the platform reads there.
  private String card(URI link) {
    var title = post.card().map(it -> escape(it.title())).orElse(article.title());
    var about = post.card().map(it -> escape(it.description())).orElse("");
    var thumbnail =
        post.picture()
            .map(it -> network.fake().address().resolve(it.path()).toString())
            .or(
                () ->
                    java.util.Optional.of(blog + article.picturePath())
                        .filter(_ -> post.card().isEmpty()));
    return """
    <a class="card" href="%s">%s<span class="site">%s</span><span class="headline">%s</span>
    <span class="about">%s</span></a>
    """
        .formatted(
            escape(link.toString()),
            thumbnail.map(it -> "<img src=\"" + escape(it) + "\" alt=\"\">").orElse(""),
            escape(String.valueOf(link.getHost())),
            title,
            about);
  }
}
