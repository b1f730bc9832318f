// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.mastodon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.text.Graphemes;
import org.tidings.text.Links;
import tools.jackson.databind.JsonNode;

/// The one account of [FakeMastodon]: its posts, its pictures, and the keys it remembers.
final class FakeAccount {
  static final int CHARACTERS = 500;
  static final int CHARACTERS_PER_URL = 23;

  /// As Mastodon's (app/services/post_status_service.rb).
  private static final Duration KEY_KNOWN = Duration.ofHours(1);

  private static final long FIRST_ID = 110_000_000_000_000_000L;

  private final InstantSource clock;
  private final List<FakeStatus> statuses = new ArrayList<>();
  private final Map<String, FakeStatus> keys = new HashMap<>();
  private final Map<String, Picture> pictures = new HashMap<>();
  private final List<String> edited = new ArrayList<>();
  private long lastId = FIRST_ID;

  FakeAccount(InstantSource clock) {
    this.clock = clock;
  }

  /// An uploaded file.
  record Picture(FakeStatus.Media media, byte[] bytes) {}

  /// What came of a request to post.
  sealed interface Result {
    record Stored(FakeStatus status) implements Result {}

    /// The answer is 422 with these words.
    record Refused(String error) implements Result {}
  }

  synchronized Result post(JsonNode request, Optional<String> key, boolean honourKeys) {
    var known = key.filter(_ -> honourKeys).flatMap(this::remembered);
    if (known.isPresent()) {
      return new Result.Stored(known.get());
    }
    var media = new ArrayList<FakeStatus.Media>();
    for (var id : request.path("media_ids")) {
      var picture = Optional.ofNullable(pictures.get(id.asString("")));
      if (picture.isEmpty()) {
        return new Result.Refused("Validation failed: Media could not be found");
      }
      media.add(picture.get().media());
    }
    var text = request.path("status").asString("");
    var spoiler = text(request, "spoiler_text");
    var refusal = refusal(text, spoiler, media);
    if (refusal.isPresent()) {
      return new Result.Refused(refusal.get());
    }
    var links = Links.in(text).stream().map(Links.Found::target).toList();
    var status =
        new FakeStatus(
            nextId(),
            text,
            links,
            clock.instant(),
            key,
            text(request, "visibility").orElse("public"),
            text(request, "language"),
            spoiler,
            media);
    statuses.add(status);
    key.ifPresent(it -> keys.put(it, status));
    return new Result.Stored(status);
  }

  /// Gives a post other words (app/services/update_status_service.rb): what is not said again is
  /// taken away, but for who sees it.
  ///
  /// @return absent if there is no such post
  synchronized Optional<Result> edit(String id, JsonNode request) {
    var old = find(id);
    if (old.isEmpty()) {
      return Optional.empty();
    }
    var media = new ArrayList<FakeStatus.Media>();
    request
        .path("media_ids")
        .forEach(it -> picture(it.asString("")).map(Picture::media).ifPresent(media::add));
    var text = request.path("status").asString("");
    var refusal = refusal(text, text(request, "spoiler_text"), media);
    if (refusal.isPresent()) {
      return refusal.map(Result.Refused::new);
    }
    var status =
        new FakeStatus(
            id,
            text,
            Links.in(text).stream().map(Links.Found::target).toList(),
            old.get().at(),
            old.get().key(),
            old.get().visibility(),
            text(request, "language"),
            text(request, "spoiler_text"),
            media);
    statuses.set(statuses.indexOf(old.get()), status);
    edited.add(id);
    return Optional.of(new Result.Stored(status));
  }

  synchronized Optional<FakeStatus> find(String id) {
    return statuses.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  synchronized void delete(String id) {
    statuses.removeIf(it -> it.id().equals(id));
  }

  /// The posts that were given other words, in order, each as often as it was.
  synchronized List<String> edited() {
    return List.copyOf(edited);
  }

  private static Optional<String> refusal(
      String text, Optional<String> spoiler, List<FakeStatus.Media> media) {
    if (text.isBlank() && media.isEmpty()) {
      return Optional.of("Validation failed: Text can't be blank");
    }
    return length(spoiler.orElse("") + text) > CHARACTERS
        ? Optional.of("Validation failed: Text character limit of " + CHARACTERS + " exceeded")
        : Optional.empty();
  }

  synchronized FakeStatus.Media upload(String type, String alt, byte[] bytes) {
    var media = new FakeStatus.Media(nextId(), type, alt);
    pictures.put(media.id(), new Picture(media, bytes));
    return media;
  }

  synchronized Optional<Picture> picture(String id) {
    return Optional.ofNullable(pictures.get(id));
  }

  /// Oldest first.
  synchronized List<FakeStatus> ledger() {
    return List.copyOf(statuses);
  }

  /// Newest first.
  ///
  /// @param maxId older than that only; empty: from the newest
  synchronized List<FakeStatus> page(String maxId, int limit) {
    return statuses.reversed().stream()
        .filter(it -> maxId.isEmpty() || it.id().compareTo(maxId) < 0)
        .limit(limit)
        .toList();
  }

  /// As the platform counts: each address the same, whatever its length.
  static int length(String text) {
    var length = Graphemes.count(text);
    for (var link : Links.in(text)) {
      length += CHARACTERS_PER_URL - Graphemes.count(text.substring(link.start(), link.end()));
    }
    return length;
  }

  private Optional<FakeStatus> remembered(String key) {
    Instant from = clock.instant().minus(KEY_KNOWN);
    return Optional.ofNullable(keys.get(key)).filter(it -> it.at().isAfter(from));
  }

  private String nextId() {
    lastId++;
    return Long.toString(lastId);
  }

  private static Optional<String> text(JsonNode request, String name) {
    return Optional.of(request.path(name).asString("")).filter(it -> !it.isBlank());
  }
}
