// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidings.post.Post;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A post as JSON for programs: what the channels without a network of their own hand on. Absent
/// values have no key.
public final class PostDocument {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PostDocument() {}

  /// `{id, time, title, text, url, language, hashtags, image{url,alt}}`.
  public static ObjectNode of(Post post, DeliveryKey key) {
    var document = JSON.createObjectNode();
    document.put("id", key.idempotency());
    document.put("time", key.madeAt().toString());
    document.put("title", post.title());
    document.put("text", post.text());
    post.link().map(URI::toString).ifPresent(it -> document.put("url", it));
    post.language().ifPresent(it -> document.put("language", it));
    var hashtags = new ArrayList<String>();
    for (var span : post.spans()) {
      if (span instanceof Post.Span.Hashtag(_, _, var tag)) {
        hashtags.add(tag);
      }
    }
    if (!hashtags.isEmpty()) {
      var array = document.putArray("hashtags");
      hashtags.forEach(array::add);
    }
    post.picture()
        .ifPresent(
            it -> {
              var image = document.putObject("image");
              image.put("url", it.url().toString());
              if (!it.alt().isEmpty()) {
                image.put("alt", it.alt());
              }
            });
    return document;
  }

  /// On one line.
  public static String line(Post post, DeliveryKey key) {
    return JSON.writeValueAsString(of(post, key));
  }

  /// Reads what [#line] wrote; empty if it is no such line.
  public static Optional<Timeline.Shown> shown(String line) {
    try {
      var document = JSON.readTree(line);
      var id = document.path("id").asString("");
      var url = document.path("url").asString("");
      return id.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Timeline.Shown(
                  new Receipt(id, Optional.empty()),
                  Optional.of(Instant.parse(document.path("time").asString(""))),
                  url.isEmpty() ? List.of() : List.of(URI.create(url)),
                  document.path("text").asString("")));
    } catch (JacksonException | IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }
}
