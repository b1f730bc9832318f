// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tidings.channel.Payload;
import org.tidings.channel.Receipt;
import org.tidings.post.Post;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The whole input of the one `com.atproto.repo.putRecord` that makes a post, record key included.
///
/// `swapRecord: null` says *there is nothing yet*: the same record again is a no-op, another one is
/// refused instead of being an edit. Never `swapCommit`: any other write of the owner's would
/// refuse ours.
record Write(JsonNode input) {
  static final String COLLECTION = "app.bsky.feed.post";
  private static final String UNDETERMINED = "und";
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// Composes the record.
  ///
  /// @param now when it is first sent, not when the article was: readers' timelines sort by it, and
  ///     a post that waited for its hour would start out buried
  /// @param thumbnail the blob as the server described it
  static Write of(String did, Tid key, Post post, Instant now, Optional<JsonNode> thumbnail) {
    var input = Xrpc.JSON.createObjectNode();
    input
        .put("repo", did)
        .put("collection", COLLECTION)
        .put("rkey", key.toString())
        .putNull("swapRecord");
    var record = input.putObject("record");
    record.put("$type", COLLECTION).put("text", post.text()).put("createdAt", MILLIS.format(now));
    language(post).ifPresent(it -> record.putArray("langs").add(it));
    var facets = Facets.of(post);
    if (!facets.isEmpty()) {
      record.set("facets", facets);
    }
    post.card().ifPresent(it -> embed(record, it, thumbnail));
    return new Write(input);
  }

  /// Reads back what was frozen.
  static Write of(Payload payload) {
    return new Write(Xrpc.JSON.readTree(payload.body()));
  }

  Payload payload(Post post) {
    return new Payload(input.toString(), post.link().map(URI::toString).orElse(""));
  }

  private static Optional<String> language(Post post) {
    return post.language()
        .map(it -> Locale.forLanguageTag(it).toLanguageTag())
        .filter(it -> !it.equals(UNDETERMINED));
  }

  private static void embed(ObjectNode record, Post.Card card, Optional<JsonNode> thumbnail) {
    var external =
        record
            .putObject("embed")
            .put("$type", "app.bsky.embed.external")
            .putObject("external")
            .put("uri", card.link().toASCIIString())
            .put("title", card.title())
            .put("description", card.description());
    thumbnail.ifPresent(it -> external.set("thumb", it));
  }

  String did() {
    return input.path("repo").asString();
  }

  private String key() {
    return input.path("rkey").asString();
  }

  /// What names the record in a look-up.
  Map<String, String> place() {
    return Map.of("repo", did(), "collection", COLLECTION, "rkey", key());
  }

  String uri() {
    return "at://" + did() + "/" + COLLECTION + "/" + key();
  }

  /// With the DID: it outlives the handle.
  Receipt receipt() {
    return new Receipt(
        uri(), Optional.of(URI.create("https://bsky.app/profile/" + did() + "/post/" + key())));
  }

  /// Whether a record is this post, perhaps of an earlier preparation (another time, another
  /// picture).
  boolean made(JsonNode record) {
    return said(record).equals(said(input.path("record")))
        && leads(record).equals(leads(input.path("record")));
  }

  private static String said(JsonNode record) {
    return record.path("text").asString("");
  }

  private static String leads(JsonNode record) {
    return record.path("embed").path("external").path("uri").asString("");
  }
}
