// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidings.channel.Receipt;
import org.tidings.channel.Timeline;
import org.tidings.channel.Timeline.Shown;
import tools.jackson.databind.JsonNode;

/// Lists the records of the account's own posts, newest first (com.atproto.repo.listRecords). They
/// are public, so no session is needed once it is known where the account lives.
record OwnPosts(Xrpc xrpc, Home home) {
  /// The most that a page holds.
  private static final int PAGE = 100;

  private static final Pattern URI_OF_POST =
      Pattern.compile("at://did:[\\w:.%-]+/" + Pattern.quote(Write.COLLECTION) + "/([\\w:.~-]+)");

  Timeline list(int most) {
    var posts = new ArrayList<Shown>();
    var cursor = Optional.<String>empty();
    do {
      var parameters = new HashMap<String, String>();
      parameters.put("repo", home.did());
      parameters.put("collection", Write.COLLECTION);
      parameters.put("limit", String.valueOf(PAGE));
      cursor.ifPresent(it -> parameters.put("cursor", it));
      switch (xrpc.query(
          home.server(), "com.atproto.repo.listRecords", parameters, Optional.empty())) {
        case Call.Failed failed -> {
          return new Timeline.Unread(failed.beforePosting().reason());
        }
        case Call.Done(var body) -> {
          var records = body.path("records");
          records.valueStream().flatMap(it -> shown(it).stream()).forEach(posts::add);
          var next = body.path("cursor").asString("");
          cursor = records.isEmpty() || next.isEmpty() ? Optional.empty() : Optional.of(next);
        }
      }
    } while (cursor.isPresent() && posts.size() < most);
    return new Timeline.Listed(posts.subList(0, Math.min(most, posts.size())), cursor.isPresent());
  }

  /// Answers to others are no announcements.
  private static Optional<Shown> shown(JsonNode record) {
    var uri = record.path("uri").asString("");
    var value = record.path("value");
    var key = URI_OF_POST.matcher(uri);
    if (!key.matches() || value.has("reply")) {
      return Optional.empty();
    }
    var did = uri.substring("at://".length(), uri.indexOf('/', "at://".length()));
    var url = URI.create("https://bsky.app/profile/" + did + "/post/" + key.group(1));
    return Optional.of(
        new Shown(
            new Receipt(uri, Optional.of(url)),
            madeAt(value),
            links(value),
            value.path("text").asString("")));
  }

  private static List<URI> links(JsonNode post) {
    var inText =
        post.path("facets")
            .valueStream()
            .flatMap(it -> it.path("features").valueStream())
            .map(it -> it.path("uri").asString(""));
    var external = post.path("embed").path("external").path("uri").asString("");
    return Stream.concat(inText, Stream.of(external))
        .filter(it -> !it.isEmpty())
        .flatMap(it -> address(it).stream())
        .distinct()
        .toList();
  }

  private static Optional<URI> address(String written) {
    try {
      return Optional.of(URI.create(written));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> madeAt(JsonNode post) {
    try {
      return Optional.of(OffsetDateTime.parse(post.path("createdAt").asString("")).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
