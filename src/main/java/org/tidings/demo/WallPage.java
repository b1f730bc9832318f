// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import static org.tidings.demo.FakePage.escape;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The page of [DemoWall]: a row for each article, a column for each network.
record WallPage(DemoBlog blog, List<DemoNetwork> networks) {
  String html() {
    var fresh = blog.articles().stream().filter(DemoArticle::isNews).toList();
    var old = blog.articles().stream().filter(it -> !it.isNews()).toList();
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="refresh" content="3"><title>Tidings, side by side</title>
    <link rel="stylesheet" href="/wall.css"></head>
    <body><header class="top"><h1>One blog, %d networks</h1>
    <p>Every article of <a href="%s/">Riverside Notes</a>, in each network&#8217;s own manner. All of it
    is on this machine.</p>%s</header>
    <main>%s%s</main></body></html>
    """
        .formatted(networks.size(), blog.address(), tally(), rows(fresh), leftAlone(old));
  }

  private String tally() {
    return networks.stream()
        .map(
            it ->
                "<li class=\"%s\"><span class=\"tile\" aria-hidden=\"true\">%s</span>%s <b>%d</b></li>"
                    .formatted(
                        it.look().css(),
                        it.look().initial(),
                        escape(it.name()),
                        it.fake().posts().size()))
        .collect(Collectors.joining("", "<ul class=\"tally\">", "</ul>"));
  }

  private String rows(List<DemoArticle> articles) {
    return articles.isEmpty()
        ? "<p class=\"none\">Nothing new on the blog yet.</p>"
        : articles.stream().map(this::row).collect(Collectors.joining());
  }

  /// Titles are HTML, as the blog keeps them.
  private String row(DemoArticle article) {
    var cells = networks.stream().map(it -> cell(it, article)).collect(Collectors.joining());
    return """
    <section><h2><a href="%s">%s</a></h2><div class="row">%s</div></section>
    """
        .formatted(blog.address() + article.path(), article.title(), cells);
  }

  private String cell(DemoNetwork network, DemoArticle article) {
    var link = URI.create(blog.address() + article.path());
    var posts =
        network.fake().posts().stream().filter(it -> it.link().equals(Optional.of(link))).toList();
    return posts.stream()
        .map(it -> new WallPost(network, it, article, blog.address()).html())
        .collect(
            Collectors.joining(
                "",
                "<div class=\"cell %s\">".formatted(network.look().css()),
                posts.isEmpty()
                    ? "<p class=\"wait\">%s: not yet</p></div>".formatted(escape(network.name()))
                    : "</div>"));
  }

  private static String leftAlone(List<DemoArticle> old) {
    return old.stream()
        .map(it -> "<li>" + it.title() + "</li>")
        .collect(
            Collectors.joining(
                "",
                "<section class=\"old\"><h2>On the blog before Tidings came, so not"
                    + " posted</h2><ul>",
                "</ul></section>"));
  }
}
