// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// All posts and pictures of [FakeLinkedIn], and its memory of what was said already.
final class FakeShares {
  /// Reposting a deleted post was refused for 24 to 48 hours (ComposioHQ/composio#2710).
  private static final Duration REMEMBERED = Duration.ofHours(24);

  /// A picture can't be shown sooner.
  private static final Duration PROCESSING = Duration.ofSeconds(5);

  private static final int COMMENTARY = 3000;
  private static final int TITLE = 400;
  private static final int DESCRIPTION = 4096;
  private static final long FIRST_ID = 7_300_000_000_000_000_000L;

  private static final Set<String> FIELDS =
      Set.of(
          "author",
          "commentary",
          "visibility",
          "distribution",
          "content",
          "lifecycleState",
          "isReshareDisabledByAuthor");

  private static final Set<String> ARTICLE = Set.of("source", "title", "description", "thumbnail");

  private final InstantSource clock;
  private final List<FakeShare> shares = new ArrayList<>();
  private final Map<String, FakeShare> remembered = new HashMap<>();
  private final Map<String, Picture> pictures = new HashMap<>();
  private long lastId = FIRST_ID;

  FakeShares(InstantSource clock) {
    this.clock = clock;
  }

  /// An uploaded file.
  ///
  /// @param owner whose it is
  /// @param done when it was uploaded; absent: not yet
  record Picture(String owner, Optional<Instant> done, String type, byte[] bytes) {}

  /// What came of a request to post.
  sealed interface Result {
    record Stored(String urn) implements Result {}

    record Refused(FakeRefusal why) implements Result {}
  }

  synchronized Result post(JsonNode request) {
    var wrong = wrong(request);
    if (!wrong.isEmpty()) {
      return new Result.Refused(new FakeRefusal(422, "INVALID_INPUT", "ERROR :: " + wrong));
    }
    var share =
        new FakeShare("urn:li:share:" + nextId(), clock.instant(), request, picture(request));
    var twin =
        Optional.ofNullable(remembered.get(share.content()))
            .filter(it -> it.at().plus(REMEMBERED).isAfter(share.at()));
    if (twin.isPresent()) {
      return new Result.Refused(
          new FakeRefusal(422, "DUPLICATE_POST", "Content is a duplicate of " + twin.get().urn()));
    }
    shares.add(share);
    remembered.put(share.content(), share);
    return new Result.Stored(share.urn());
  }

  private String wrong(JsonNode request) {
    for (var name : request.propertyNames()) {
      if (!FIELDS.contains(name)) {
        return "/" + name + " :: unrecognized field found but not allowed";
      }
    }
    if (!request.path("commentary").isString()) {
      return "/commentary :: field is required but not found and has no default value";
    }
    var shown = FakeLittle.read(request.path("commentary").asString());
    if (shown.text().length() > COMMENTARY) {
      return "/commentary :: length exceeds 3000";
    }
    if (!Set.of("PUBLIC", "CONNECTIONS").contains(request.path("visibility").asString(""))) {
      return "/visibility :: is not an enum symbol";
    }
    if (!request.path("lifecycleState").asString("").equals("PUBLISHED")) {
      return "/lifecycleState :: is not an enum symbol";
    }
    if (!request.path("distribution").path("feedDistribution").asString("").equals("MAIN_FEED")) {
      return "/distribution/feedDistribution :: is not an enum symbol";
    }
    return request.has("content") ? wrongArticle(request.path("content").path("article")) : "";
  }

  private String wrongArticle(JsonNode article) {
    for (var name : article.propertyNames()) {
      if (!ARTICLE.contains(name)) {
        return "/content/article/" + name + " :: unrecognized field found but not allowed";
      }
    }
    for (var name : List.of("source", "title", "description")) {
      if (article.path(name).asString("").isBlank()) {
        return "/content/article/" + name + " :: field is required but not found";
      }
    }
    if (!article.path("source").asString("").matches("https?://\\S+")) {
      return "/content/article/source :: is not a URL";
    }
    if (article.path("title").asString("").length() > TITLE) {
      return "/content/article/title :: length exceeds 400";
    }
    if (article.path("description").asString("").length() > DESCRIPTION) {
      return "/content/article/description :: length exceeds 4096";
    }
    return article.has("thumbnail") && !pictures.containsKey(id(article.path("thumbnail")))
        ? "/content/article/thumbnail :: no such image"
        : "";
  }

  /// The picture, if it is ready to be shown: else the card stays bare.
  private Optional<String> picture(JsonNode request) {
    var id = id(request.path("content").path("article").path("thumbnail"));
    return Optional.ofNullable(pictures.get(id))
        .flatMap(Picture::done)
        .filter(it -> !it.plus(PROCESSING).isAfter(clock.instant()))
        .map(_ -> id);
  }

  private static String id(JsonNode urn) {
    return urn.asString("").replace("urn:li:image:", "");
  }

  /// Makes room for a picture.
  ///
  /// @return its id
  synchronized String expect(String owner) {
    var id = "C49" + nextId();
    pictures.put(id, new Picture(owner, Optional.empty(), "", new byte[0]));
    return id;
  }

  /// Whether there was room for it.
  synchronized boolean upload(String id, String type, byte[] bytes) {
    var room = Optional.ofNullable(pictures.get(id)).filter(it -> it.done().isEmpty());
    room.ifPresent(
        it -> pictures.put(id, new Picture(it.owner(), Optional.of(clock.instant()), type, bytes)));
    return room.isPresent();
  }

  synchronized Optional<Picture> picture(String id) {
    return Optional.ofNullable(pictures.get(id)).filter(it -> it.done().isPresent());
  }

  /// From now on no post knows these pictures.
  synchronized void losePictures() {
    pictures.clear();
  }

  /// Takes a post away, as its author may; what was said stays remembered.
  synchronized void delete(String urn) {
    shares.removeIf(it -> it.urn().equals(urn));
  }

  /// Oldest first.
  synchronized List<FakeShare> ledger() {
    return List.copyOf(shares);
  }

  private String nextId() {
    lastId++;
    return Long.toString(lastId);
  }
}
