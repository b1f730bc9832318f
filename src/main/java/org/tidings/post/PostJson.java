// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A post as JSON: the form in which it is frozen when it is enqueued.
///
/// Written by hand, not by reflection, because rows outlive versions: an absent value has no key,
/// and a reader passes over keys and kinds of spans that it does not know.
public final class PostJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PostJson() {}

  /// Writes a post on one line.
  public static String write(Post post) {
    var root = JSON.createObjectNode().put("text", post.text());
    var spans = root.putArray("spans");
    post.spans().forEach(it -> writeSpan(spans.addObject(), it));
    post.link().ifPresent(it -> root.put("link", it.toString()));
    post.card().ifPresent(it -> writeCard(root.putObject("card"), it));
    post.picture().ifPresent(it -> writePicture(root.putObject("picture"), it));
    post.language().ifPresent(it -> root.put("language", it));
    root.put("title", post.title()).put("shortened", post.shortened());
    return JSON.writeValueAsString(root);
  }

  /// Reads what [#write] wrote, in this version or another.
  ///
  /// @throws IllegalArgumentException if it is no such thing
  public static Post read(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a stored post is not JSON", e);
    }
    return new Post(
        text(root, "text"),
        readSpans(root.path("spans")),
        uri(root.get("link")),
        object(root.get("card")).map(PostJson::readCard),
        object(root.get("picture")).map(PostJson::readPicture),
        Optional.ofNullable(root.get("language")).map(JsonNode::asString),
        text(root, "title"),
        root.path("shortened").asBoolean(false));
  }

  private static void writeSpan(ObjectNode node, Post.Span span) {
    node.put("start", span.start()).put("end", span.end());
    switch (span) {
      case Post.Span.Link(_, _, var target) -> node.put("link", target.toString());
      case Post.Span.Hashtag(_, _, var tag) -> node.put("hashtag", tag);
    }
  }

  private static void writeCard(ObjectNode node, Post.Card card) {
    node.put("link", card.link().toString())
        .put("title", card.title())
        .put("description", card.description());
    card.thumbnail().ifPresent(it -> writePicture(node.putObject("thumbnail"), it));
  }

  private static void writePicture(ObjectNode node, Post.Picture picture) {
    node.put("url", picture.url().toString()).put("alt", picture.alt());
  }

  private static List<Post.Span> readSpans(JsonNode nodes) {
    var spans = new ArrayList<Post.Span>();
    for (var node : nodes) {
      var start = node.path("start").asInt();
      var end = node.path("end").asInt();
      uri(node.get("link")).ifPresent(it -> spans.add(new Post.Span.Link(start, end, it)));
      if (node.has("hashtag")) {
        spans.add(new Post.Span.Hashtag(start, end, text(node, "hashtag")));
      }
    }
    return spans;
  }

  private static Post.Card readCard(JsonNode node) {
    return new Post.Card(
        URI.create(text(node, "link")),
        text(node, "title"),
        text(node, "description"),
        object(node.get("thumbnail")).map(PostJson::readPicture));
  }

  private static Post.Picture readPicture(JsonNode node) {
    return new Post.Picture(URI.create(text(node, "url")), text(node, "alt"));
  }

  private static Optional<JsonNode> object(@Nullable JsonNode node) {
    return Optional.ofNullable(node).filter(JsonNode::isObject);
  }

  private static Optional<URI> uri(@Nullable JsonNode node) {
    return Optional.ofNullable(node).map(it -> URI.create(it.asString()));
  }

  private static String text(JsonNode node, String key) {
    var value = node.path(key);
    if (!value.isString()) {
      throw new IllegalArgumentException("a stored post lacks its " + key);
    }
    return value.asString();
  }
}
