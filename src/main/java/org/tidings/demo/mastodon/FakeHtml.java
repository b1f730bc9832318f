// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.mastodon;

import static org.tidings.demo.FakePage.escape;

import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tidings.text.Links;

/// What [FakeMastodon] shows to people: nothing from outside, no script, everything escaped.
final class FakeHtml {
  private static final Pattern HASHTAG =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_/&])#([\\p{L}\\p{M}\\p{N}_]*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*)");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String STYLE =
      """
      *{box-sizing:border-box}
      body{margin:0;background:#eef0f6;color:#22242c;font:17px/1.55 system-ui,sans-serif}
      header{background:linear-gradient(120deg,#4a3fd1,#8c6cff);color:#fff;padding:2.2rem 1rem}
      header div,main{max-width:38rem;margin:0 auto}
      header h1{margin:0;font-size:1.5rem}header p{margin:.3rem 0 0;opacity:.85}
      main{padding:1rem}
      article{background:#fff;border-radius:14px;padding:1.1rem 1.3rem;margin:0 0 1rem;
        box-shadow:0 1px 3px rgba(30,30,60,.14)}
      .who{display:flex;gap:.75rem;align-items:center;margin-bottom:.5rem}
      .face{width:2.6rem;height:2.6rem;border-radius:10px;background:#6d5bff;color:#fff;
        display:grid;place-items:center;font-weight:700}
      .who small{display:block;color:#6a6f80}
      .words p{margin:.5rem 0;overflow-wrap:anywhere}
      .words a{color:#4a3fd1;text-decoration:none}.words a:hover{text-decoration:underline}
      .words a.hashtag{background:#efeaff;border-radius:6px;padding:.05rem .35rem}
      .fold{font-weight:600}
      img{width:100%;border-radius:10px;margin-top:.5rem;display:block}
      .card{display:block;border:1px solid #dcdfea;border-radius:10px;padding:.6rem .9rem;
        margin-top:.6rem;color:#22242c;text-decoration:none;overflow-wrap:anywhere}
      .card small,footer{color:#6a6f80}
      footer{font-size:.85rem;margin-top:.8rem}
      .none{text-align:center;color:#6a6f80;padding:3rem 0}
      @media(prefers-color-scheme:dark){body{background:#191b22;color:#e8e9f0}
        article{background:#252833}.words a{color:#b3a6ff}.words a.hashtag{background:#37324f}
        .card{border-color:#3b3f4d;color:#e8e9f0}}
      """;

  private FakeHtml() {}

  /// The page with all posts, newest first; comes again by itself.
  static String page(String account, List<FakeStatus> statuses) {
    var cards = new StringBuilder();
    statuses.reversed().forEach(it -> cards.append(card(account, it)));
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta http-equiv="refresh" content="3"><title>Fake Mastodon</title><style>%s</style></head>
    <body><header><div><h1>%s</h1>
    <p>A network on this machine only. %s so far.</p></div></header><main>%s</main></body></html>
    """
        .formatted(
            STYLE,
            escape(account),
            statuses.size() == 1 ? "1 post" : statuses.size() + " posts",
            cards.isEmpty() ? "<p class=\"none\">Nothing here yet.</p>" : cards);
  }

  /// The page on which an account's owner finds the code to paste.
  static String code(String code) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Allowed</title>
    <style>%s</style></head><body><main><article><p>Tidings may post now. Paste this code:</p>
    <p><code id="code">%s</code></p></article></main></body></html>
    """
        .formatted(STYLE, escape(code));
  }

  /// A post's `content`, as the interface gives it: paragraphs, links and hashtags.
  static String content(String text) {
    var html = new StringBuilder();
    for (var paragraph : text.split("\n{2,}", -1)) {
      html.append("<p>").append(linked(paragraph).replace("\n", "<br />")).append("</p>");
    }
    return html.toString();
  }

  private static String linked(String text) {
    var html = new StringBuilder();
    var at = 0;
    for (var link : Links.in(text)) {
      html.append(tagged(text.substring(at, link.start())));
      html.append(
          "<a href=\"%s\" rel=\"nofollow noopener\">%s</a>"
              .formatted(
                  escape(link.target().toString()),
                  escape(text.substring(link.start(), link.end()))));
      at = link.end();
    }
    return html.append(tagged(text.substring(at))).toString();
  }

  private static String tagged(String text) {
    var html = new StringBuilder();
    var at = 0;
    var tags = HASHTAG.matcher(text);
    while (tags.find()) {
      html.append(escape(text.substring(at, tags.start())));
      var tag = tags.group(1);
      html.append(
          "<a href=\"/tags/%s\" class=\"mention hashtag\" rel=\"tag\">#%s</a>".formatted(tag, tag));
      at = tags.end();
    }
    return html.append(escape(text.substring(at))).toString();
  }

  private static String card(String account, FakeStatus status) {
    return """
    <article id="%s"><div class="who"><span class="face">%s</span><div><b>%s</b>
    <small>%s, %s</small></div></div>%s
    <div class="words"%s>%s</div>%s%s<footer>%s</footer></article>
    """
        .formatted(
            status.id(),
            escape(account.substring(1, 2).toUpperCase(Locale.ROOT)),
            escape(account),
            TIME.format(status.at()),
            escape(status.visibility()),
            status.spoiler().map(it -> "<p class=\"fold\">" + escape(it) + "</p>").orElse(""),
            status.language().map(it -> " lang=\"" + escape(it) + "\"").orElse(""),
            content(status.text()),
            pictures(status),
            status.media().isEmpty()
                ? status.links().stream().findFirst().map(FakeHtml::preview).orElse("")
                : "",
            FakeAccount.length(status.text())
                + " of "
                + FakeAccount.CHARACTERS
                + " characters"
                + status.key().map(it -> ", key " + escape(it)).orElse(""));
  }

  private static String pictures(FakeStatus status) {
    var html = new StringBuilder();
    status
        .media()
        .forEach(
            it ->
                html.append(
                    "<img src=\"/files/%s\" alt=\"%s\" title=\"%s\">"
                        .formatted(it.id(), escape(it.alt()), escape(it.alt()))));
    return html.toString();
  }

  private static String preview(URI link) {
    return "<a class=\"card\" href=\"%s\"><small>%s</small><br>%s</a>"
        .formatted(
            escape(link.toString()),
            escape(String.valueOf(link.getAuthority())),
            escape(String.valueOf(link.getPath())));
  }
}
