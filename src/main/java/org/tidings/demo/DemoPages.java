// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What the demo's blog serves. Titles are HTML, as WordPress keeps them.
final class DemoPages {
  /// RFC 822 dates, as RSS wants them.
  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String STYLE =
      """
      body{font:18px/1.6 Georgia,serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#222}
      img{max-width:100%;border-radius:8px}a{color:#0a58a8}h1{line-height:1.25}
      """;

  private DemoPages() {}

  static String rss(URI blog, List<DemoArticle> articles) {
    var items = new StringBuilder();
    articles.forEach(it -> items.append(item(blog, it)));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
    <channel>
    <title>Riverside Notes</title>
    <link>%s/</link>
    <description>A small blog for a demonstration</description>
    <language>en-IN</language>
    %s</channel>
    </rss>
    """
        .formatted(blog, items);
  }

  private static String item(URI blog, DemoArticle article) {
    var categories = new StringBuilder();
    article
        .categories()
        .forEach(
            it -> categories.append("<category><![CDATA[").append(it).append("]]></category>"));
    return """
    <item>
    <title>%s</title>
    <link>%s</link>
    <guid isPermaLink="false">%s/?p=%d</guid>
    <pubDate>%s</pubDate>
    <dc:creator><![CDATA[Asha]]></dc:creator>
    %s
    <description><![CDATA[%s]]></description>
    <content:encoded><![CDATA[%s]]></content:encoded>
    <media:content url="%s" medium="image"><media:description>%s</media:description></media:content>
    </item>
    """
        .formatted(
            article.title().replace("@", "&#64;"),
            blog + article.path(),
            blog,
            article.number(),
            RFC_822.format(article.published()),
            categories,
            article.html(),
            article.html(),
            blog + article.picturePath(),
            article.alt());
  }

  static String article(URI blog, DemoArticle article) {
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title>
    <meta property="og:image" content="%s"><style>%s</style></head>
    <body><p><a href="/">Riverside Notes</a></p><h1>%s</h1>
    <img src="%s" alt="%s">%s</body></html>
    """
        .formatted(
            article.title(),
            blog + article.picturePath(),
            STYLE,
            article.title(),
            article.picturePath(),
            article.alt(),
            article.html());
  }

  static String front(URI blog, List<DemoArticle> articles) {
    var list = new StringBuilder();
    articles.forEach(
        it ->
            list.append("<li><a href=\"")
                .append(it.path())
                .append("\">")
                .append(it.title())
                .append("</a></li>"));
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Riverside Notes</title>
    <link rel="alternate" type="application/rss+xml" href="%s/feed/"><style>%s</style></head>
    <body><h1>Riverside Notes</h1><ul>%s</ul></body></html>
    """
        .formatted(blog, STYLE, list);
  }
}
