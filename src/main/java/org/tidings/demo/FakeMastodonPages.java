// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The fake network's pages, and posts as HTML, the way Mastodon writes them.
final class FakeMastodonPages {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final Pattern LINK = Pattern.compile("https?://[^\\s<]+");
  private static final Pattern HASHTAG = Pattern.compile("(?<![\\w&])#([\\p{L}\\p{N}_]+)");

  private FakeMastodonPages() {}

  static String timeline(List<FakeMastodon.Status> statuses) {
    var cards = new StringBuilder();
    for (var status : statuses.reversed()) {
      cards.append(card(status));
    }
    return page(
        "Fake network",
        "<meta http-equiv=\"refresh\" content=\"2\">",
        "<h1>@asha</h1><p class=\"hint\">A fake network on your own machine. It refreshes by"
            + " itself.</p>"
            + (cards.isEmpty() ? "<p class=\"hint\">No posts yet.</p>" : cards));
  }

  static String authorize(String code) {
    return page(
        "Allow Tidings?",
        "",
        "<h1>Allow Tidings to post?</h1><p>Here is your code:</p><pre>" + code + "</pre>");
  }

  /// The text as Mastodon's API gives it in `content`.
  static String content(String text) {
    var html = new StringBuilder();
    for (var paragraph : text.split("\n\n+", -1)) {
      html.append("<p>").append(inline(paragraph).replace("\n", "<br>")).append("</p>");
    }
    return html.toString();
  }

  private static String card(FakeMastodon.Status status) {
    return """
    <article><header><b>Asha</b> <span>@asha · %s · %s</span></header>%s</article>
    """
        .formatted(TIME.format(status.at()), escaped(status.visibility()), content(status.text()));
  }

  private static String inline(String text) {
    var linked = LINK.matcher(escaped(text)).replaceAll("<a href=\"$0\" rel=\"nofollow\">$0</a>");
    return HASHTAG.matcher(linked).replaceAll("<span class=\"tag\">#$1</span>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String page(String title, String head, String body) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title>%s<style>
    body{font:16px/1.5 system-ui,sans-serif;background:#eef1f6;color:#1d2433;margin:0}
    main{max-width:36rem;margin:2rem auto;padding:0 1rem}
    h1{font-size:1.3rem}.hint{color:#6b7487}
    article{background:#fff;border-radius:12px;padding:1rem 1.2rem;margin:0 0 1rem;
      box-shadow:0 1px 3px #0002;overflow-wrap:anywhere}
    header span{color:#6b7487}article p{margin:.6rem 0}a{color:#3b5bdb}
    .tag{color:#3b5bdb}pre{font-size:1.4rem}
    </style></head><body><main>%s</main></body></html>
    """
        .formatted(title, head, body);
  }
}
