// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.linkedin;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tidings.demo.FakePost;
import tools.jackson.databind.JsonNode;

/// What [FakeLinkedIn] shows to people: nothing from outside, no script, everything escaped.
final class FakePage {
  private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{M}\\p{Nd}]+");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String STYLE =
      """
      *{box-sizing:border-box}
      body{margin:0;background:#f1efeb;color:#1d2226;font:16px/1.5 system-ui,sans-serif}
      header{background:#fff;border-bottom:1px solid #dcd9d2;padding:1rem}
      header div,main{max-width:36rem;margin:0 auto}
      header h1{margin:0;font-size:1.25rem;color:#0a5a9c}header p{margin:0;color:#5c6066}
      main{padding:1rem}
      article{background:#fff;border:1px solid #dcd9d2;border-radius:8px;padding:1rem;
        margin:0 0 .8rem}
      .who{font-weight:600}.who small{display:block;font-weight:400;color:#5c6066}
      .words{white-space:pre-line;overflow-wrap:anywhere;margin:.6rem 0}
      .words b{color:#0a5a9c}
      .card{display:block;border:1px solid #dcd9d2;background:#f7f6f3;color:#1d2226;
        text-decoration:none;overflow-wrap:anywhere}
      .card img{width:100%;display:block}.card span{display:block;padding:.5rem .7rem}
      .card small,.none{color:#5c6066}.none{text-align:center;padding:3rem 0}
      @media(prefers-color-scheme:dark){body{background:#15181b;color:#e9e9e7}
        header,article{background:#1f2428;border-color:#383e44}.card{background:#282e33;
        border-color:#383e44;color:#e9e9e7}header h1,.words b{color:#7fb8ea}}
      """;

  private FakePage() {}

  /// The page with these posts, newest first; comes again by itself.
  static String of(List<FakeShare> shares) {
    var articles = new StringBuilder();
    shares.reversed().forEach(it -> articles.append(article(it)));
    return page(
        "A network on this machine only. "
            + (shares.size() == 1 ? "1 post" : shares.size() + " posts")
            + " so far.",
        articles.isEmpty() ? "<p class=\"none\">Nothing here yet.</p>" : articles.toString());
  }

  /// What is shown in the place of a post that was taken away.
  static String gone() {
    return page("", "<p class=\"none\">This post cannot be displayed</p>");
  }

  private static String page(String words, String main) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta http-equiv="refresh" content="3"><title>Fake LinkedIn</title><style>%s</style></head>
    <body><header><div><h1>Fake LinkedIn</h1><p>%s</p></div></header><main>%s</main></body></html>
    """
        .formatted(STYLE, words, main);
  }

  private static String article(FakeShare share) {
    var post = share.asPost();
    var words = HASHTAG.matcher(escape(post.text())).replaceAll("<b>$0</b>");
    return """
    <article id="%s"><div class="who">%s<small>%s</small></div>
    <div class="words">%s</div>%s</article>
    """
        .formatted(
            escape(share.urn()),
            share.author().startsWith("urn:li:person") ? "Asha Example" : "The Example Page",
            TIME.format(share.at()),
            words,
            share.article().map(it -> card(it, post)).orElse(""));
  }

  private static String card(JsonNode article, FakePost post) {
    var picture = post.picture().map(it -> "<img src=\"" + escape(it.path()) + "\" alt=\"\">");
    return "<a class=\"card\" href=\"%s\">%s<span><b>%s</b><br><small>%s</small></span></a>"
        .formatted(
            escape(article.path("source").asString("")),
            picture.orElse(""),
            escape(article.path("title").asString("")),
            escape(article.path("description").asString("")));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
