// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.threads;

import static org.tidings.demo.FakePage.escape;

import java.net.URI;
import java.util.List;
import org.tidings.demo.FakePost;

/// What [FakeThreads] shows to people: everything escaped, nothing from outside.
final class FakeTimeline {
  private FakeTimeline() {}

  /// Newest first.
  static String page(String account, List<FakePost> posts) {
    var cards = new StringBuilder();
    posts.reversed().forEach(it -> cards.append(card(account, it)));
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fake Threads</title>
    <style>body{max-width:36rem;margin:2rem auto;font:17px/1.5 system-ui,sans-serif}
    article{border-top:1px solid #ccc;padding:1rem 0}p{white-space:pre-wrap;overflow-wrap:anywhere}
    a{display:block;border:1px solid #ccc;border-radius:10px;padding:.6rem}</style></head>
    <body><h1>Fake Threads</h1>%s</body></html>
    """
        .formatted(cards);
  }

  private static String card(String account, FakePost post) {
    var link =
        post.link()
            .map(URI::toString)
            .map(it -> "<a href=\"%s\">%s</a>".formatted(escape(it), escape(it)))
            .orElse("");
    return "<article><b>%s</b> <small>%s</small><p>%s</p>%s</article>"
        .formatted(escape(account), post.at(), escape(post.text()), link);
  }
}
