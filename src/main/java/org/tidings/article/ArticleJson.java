// SPDX-License-Identifier: Apache-2.0
package org.tidings.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidings.config.FeedId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An article as JSON: the form in which it is kept. Written by hand, not by reflection, because
/// rows outlive versions: an absent value has no key, and a reader passes over keys that it does
/// not know.
final class ArticleJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ArticleJson() {}

  /// All but id and feed, which are the row's.
  static String write(Article article) {
    var root = JSON.createObjectNode();
    article.link().ifPresent(it -> root.put("link", it.toString()));
    root.put("title", article.title())
        .put("summary", article.summary())
        .put("text", article.text());
    article.author().ifPresent(it -> root.put("author", it));
    var categories = root.putArray("categories");
    article.categories().forEach(categories::add);
    article.language().ifPresent(it -> root.put("language", it));
    article
        .image()
        .ifPresent(
            image -> {
              var node = root.putObject("image").put("url", image.url().toString());
              image.alt().ifPresent(it -> node.put("alt", it));
            });
    article.published().ifPresent(it -> root.put("published", it.toString()));
    root.put("firstSeen", article.firstSeen().toString());
    return JSON.writeValueAsString(root);
  }

  /// Reads what [#write] wrote, in this version or another.
  ///
  /// @throws IllegalArgumentException if it is no such thing
  static Article read(ArticleId id, FeedId feed, String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the stored article " + id + " is not JSON", e);
    }
    return new Article(
        id,
        feed,
        string(root.get("link")).map(URI::create),
        text(root, "title"),
        text(root, "summary"),
        text(root, "text"),
        string(root.get("author")),
        strings(root.path("categories")),
        string(root.get("language")),
        image(root.path("image")),
        string(root.get("published")).map(Instant::parse),
        Instant.parse(text(root, "firstSeen")));
  }

  private static Optional<Article.Image> image(JsonNode node) {
    return string(node.get("url"))
        .map(it -> new Article.Image(URI.create(it), string(node.get("alt"))));
  }

  private static List<String> strings(JsonNode nodes) {
    return nodes.valueStream().map(JsonNode::asString).toList();
  }

  private static Optional<String> string(@Nullable JsonNode node) {
    return Optional.ofNullable(node).map(JsonNode::asString);
  }

  private static String text(JsonNode node, String key) {
    var value = node.path(key);
    if (!value.isString()) {
      throw new IllegalArgumentException("a stored article lacks its " + key);
    }
    return value.asString();
  }
}
