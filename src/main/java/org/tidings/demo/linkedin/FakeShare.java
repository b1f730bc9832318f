// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.linkedin;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.tidings.demo.FakePost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One post as [FakeLinkedIn] keeps it.
///
/// @param request the request that made it
/// @param picture the id of the uploaded picture that its card shows
record FakeShare(String urn, Instant at, JsonNode request, Optional<String> picture) {
  String author() {
    return request.path("author").asString("");
  }

  String commentary() {
    return request.path("commentary").asString("");
  }

  Optional<JsonNode> article() {
    return Optional.of(request.path("content").path("article")).filter(JsonNode::isObject);
  }

  /// What LinkedIn compares to tell a post from one that is there.
  String content() {
    return author() + "\n" + commentary() + "\n" + request.path("content");
  }

  FakePost asPost() {
    var article = article();
    return new FakePost(
        urn,
        at,
        FakeLittle.read(commentary()).text(),
        article.map(it -> URI.create(it.path("source").asString(""))),
        article.map(
            it ->
                new FakePost.Card(
                    it.path("title").asString(""), it.path("description").asString(""))),
        picture.map(it -> new FakePost.Picture("/files/" + it, "")));
  }

  /// As the finder gives it.
  JsonNode json() {
    var json = JsonMapper.shared().createObjectNode();
    json.setAll((ObjectNode) request.deepCopy());
    json.put("id", urn).put("createdAt", at.toEpochMilli()).put("publishedAt", at.toEpochMilli());
    return json;
  }
}
