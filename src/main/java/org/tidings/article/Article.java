// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.config.FeedId;
import org.tidings.feed.Entry;

/// An entry that was new to us: what a post is made from. All text is plain.
///
/// @param link the page to send readers to, tracking parameters removed
/// @param title one line; for an untitled entry the beginning of its text, or its link's last part
/// @param summary the feed's own summary, else the first paragraph; may be empty
/// @param text the whole content as plain text; may be empty
/// @param categories as the author wrote them, in feed order, each once
/// @param language BCP 47
/// @param image the picture for cards
public record Article(
    ArticleId id,
    FeedId feed,
    Optional<URI> link,
    String title,
    String summary,
    String text,
    Optional<String> author,
    List<String> categories,
    Optional<String> language,
    Optional<Image> image,
    Optional<Instant> published,
    Instant firstSeen) {
  public Article {
    categories = List.copyOf(categories);
  }

  /// The article that an entry of a feed makes; not stored, so without a number of its own.
  public static Article of(FeedId feed, Entry entry, Instant firstSeen) {
    return EntryArticle.full(feed, entry, firstSeen);
  }

  Article withId(ArticleId number) {
    return new Article(
        number,
        feed,
        link,
        title,
        summary,
        text,
        author,
        categories,
        language,
        image,
        published,
        firstSeen);
  }

  /// The same with other categories.
  public Article withCategories(List<String> others) {
    return new Article(
        id, feed, link, title, summary, text, author, others, language, image, published,
        firstSeen);
  }

  /// The same under another address.
  public Article withLink(Optional<URI> other) {
    return new Article(
        id,
        feed,
        other,
        title,
        summary,
        text,
        author,
        categories,
        language,
        image,
        published,
        firstSeen);
  }

  /// The same with other text.
  public Article withText(String other) {
    return new Article(
        id,
        feed,
        link,
        title,
        summary,
        other,
        author,
        categories,
        language,
        image,
        published,
        firstSeen);
  }

  Article withoutText() {
    return new Article(
        id, feed, link, title, "", "", author, categories, language, image, published, firstSeen);
  }

  /// A picture and, in words, what it shows.
  public record Image(URI url, Optional<String> alt) {}
}
