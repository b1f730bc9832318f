// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.facebook;

import static org.tidings.demo.FakePage.escape;

import java.net.URI;
import java.util.List;

/// What people see: nothing from outside, no script, everything escaped.
final class Timeline {
  private static final String STYLE =
      """
      *{box-sizing:border-box}
      body{margin:0;background:#f0f2f5;color:#1c1e21;font:17px/1.5 system-ui,sans-serif}
      header{background:#1b4fd8;color:#fff;padding:2rem 1rem}
      header div,main{max-width:38rem;margin:0 auto}
      header h1{margin:0;font-size:1.5rem}header p{margin:.3rem 0 0;opacity:.85}
      main{padding:1rem}
      article{background:#fff;border-radius:12px;padding:1.1rem 1.3rem;margin:0 0 1rem;
        box-shadow:0 1px 3px rgba(0,0,0,.14)}
      p{white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0}
      img{width:100%;border-radius:8px;display:block}
      .card{display:block;background:#f0f2f5;border-radius:8px;padding:.7rem .9rem;
        color:#1c1e21;text-decoration:none;overflow-wrap:anywhere}
      small{color:#606770}
      @media(prefers-color-scheme:dark){body{background:#18191a;color:#e4e6eb}
        article{background:#242526}.card{background:#3a3b3c;color:#e4e6eb}}
      """;

  private Timeline() {}

  /// The page with all posts, newest first; comes again by itself.
  static String page(String name, List<Ledger.Entry> entries) {
    var cards = new StringBuilder();
    entries.reversed().forEach(it -> cards.append(card(name, it)));
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta http-equiv="refresh" content="3"><title>Fake Facebook</title><style>%s</style></head>
    <body><header><div><h1>%s</h1><p>A Page on this machine only.</p></div></header>
    <main>%s</main></body></html>
    """
        .formatted(STYLE, escape(name), cards.isEmpty() ? "<p>Nothing here yet.</p>" : cards);
  }

  /// What somebody sees whose app is set up wrongly.
  static String refusal(String words) {
    return "<!doctype html><html lang=\"en\"><title>Facebook</title><p>%s</p></html>"
        .formatted(escape(words));
  }

  private static String card(String name, Ledger.Entry entry) {
    return "<article id=\"%s\"><b>%s</b><br><small>%s</small><p>%s</p>%s%s</article>"
        .formatted(
            escape(entry.id()),
            escape(name),
            entry.at(),
            escape(entry.message()),
            entry.photo().map(Timeline::picture).orElse(""),
            entry.link().map(Timeline::preview).orElse(""));
  }

  private static String picture(Ledger.Photo photo) {
    return "<img src=\"/files/%s\" alt=\"%s\">".formatted(photo.id(), escape(photo.alt()));
  }

  private static String preview(URI link) {
    return "<a class=\"card\" href=\"%s\"><small>%s</small><br>%s</a>"
        .formatted(
            escape(link.toString()),
            escape(String.valueOf(link.getAuthority())),
            escape(String.valueOf(link.getPath())));
  }
}
