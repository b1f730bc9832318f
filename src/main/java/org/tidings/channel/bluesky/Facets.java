// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidings.post.Post;
import org.tidings.text.LengthRule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The links and hashtags of a text (app.bsky.richtext.facet): Bluesky's texts have no markup, and
/// what is not named here is only letters. Offsets count bytes of UTF-8, the end is exclusive.
final class Facets {
  /// app.bsky.richtext.facet#tag.
  private static final List<LengthRule> TAG =
      List.of(
          new LengthRule(LengthRule.Unit.GRAPHEMES, 64),
          new LengthRule(LengthRule.Unit.UTF8_BYTES, 640));

  private Facets() {}

  static ArrayNode of(Post post) {
    var facets = Xrpc.JSON.createArrayNode();
    for (var span : post.spans()) {
      switch (span) {
        case Post.Span.Link link ->
            feature(facets, post.text(), span)
                .put("$type", "app.bsky.richtext.facet#link")
                .put("uri", link.target().toASCIIString());
        case Post.Span.Hashtag hashtag -> {
          if (TAG.stream().allMatch(it -> it.allows(hashtag.tag()))) {
            feature(facets, post.text(), span)
                .put("$type", "app.bsky.richtext.facet#tag")
                .put("tag", hashtag.tag());
          }
        }
      }
    }
    return facets;
  }

  private static ObjectNode feature(ArrayNode facets, String text, Post.Span span) {
    var facet = facets.addObject();
    facet
        .putObject("index")
        .put("byteStart", bytes(text, span.start()))
        .put("byteEnd", bytes(text, span.end()));
    return facet.putArray("features").addObject();
  }

  private static int bytes(String text, int end) {
    return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
  }
}
