// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a blog's feed says of one post, in RSS or Atom; empty texts are left out.
record BlogPost(String guid, String link, String title, Optional<Instant> date, String text) {
  static final String SITE = "https://blog.example/";

  /// An ordinary one, whose guid is its permalink.
  static BlogPost of(String title, Instant date) {
    var slug = title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var link = SITE + "2026/" + slug;
    return new BlogPost(link, link, title, Optional.of(date), words(title));
  }

  /// Long enough to be nobody else's.
  private static String words(String title) {
    return (title + " is what this is about, and it goes on for a while. ").repeat(6);
  }

  BlogPost guid(String other) {
    return new BlogPost(other, link, title, date, text);
  }

  BlogPost link(String other) {
    return new BlogPost(guid, other, title, date, text);
  }

  BlogPost at(String address) {
    return new BlogPost(address, address, title, date, text);
  }

  BlogPost title(String other) {
    return new BlogPost(guid, link, other, date, text);
  }

  BlogPost text(String other) {
    return new BlogPost(guid, link, title, date, other);
  }

  BlogPost date(Instant other) {
    return new BlogPost(guid, link, title, Optional.of(other), text);
  }

  BlogPost undated() {
    return new BlogPost(guid, link, title, Optional.empty(), text);
  }

  BlogPost addresses(UnaryOperator<String> change) {
    return new BlogPost(change.apply(guid), change.apply(link), title, date, text);
  }

  String slug() {
    return link.substring(link.lastIndexOf('/') + 1);
  }

  static String rss(List<BlogPost> posts) {
    var items = new StringBuilder();
    for (var it : posts) {
      items.append("<item>");
      element(items, "guid isPermaLink=\"false\"", it.guid);
      element(items, "link", it.link);
      element(items, "title", it.title);
      it.date.ifPresent(
          at ->
              element(
                  items,
                  "pubDate",
                  DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))));
      element(items, "description", it.text);
      items.append("</item>\n");
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0"><channel><title>A blog</title><link>%s</link>
    %s</channel></rss>
    """
        .formatted(SITE, items);
  }

  static String atom(List<BlogPost> posts) {
    var entries = new StringBuilder();
    for (var it : posts) {
      entries.append("<entry>");
      element(entries, "id", it.guid);
      entries.append("<link rel=\"alternate\" href=\"").append(escaped(it.link)).append("\"/>");
      element(entries, "title", it.title);
      it.date.ifPresent(at -> element(entries, "published", at.toString()));
      it.date.ifPresent(at -> element(entries, "updated", at.toString()));
      element(entries, "summary", it.text);
      entries.append("</entry>\n");
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom"><title>A blog</title><link href="%s"/>
    %s</feed>
    """
        .formatted(SITE, entries);
  }

  private static void element(StringBuilder to, String tag, String text) {
    if (!text.isEmpty()) {
      var name = tag.replaceFirst(" .*", "");
      to.append('<').append(tag).append('>').append(escaped(text));
      to.append("</").append(name).append('>');
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
