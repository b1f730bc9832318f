// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.facebook;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.demo.FakePost;

/// The Page's posts and the pictures that were brought to it.
final class Ledger {
  private final String page;
  private final InstantSource clock;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Photo> photos = new HashMap<>();
  private long lastId = 122_100_000_000L;

  Ledger(String page, InstantSource clock) {
    this.page = page;
    this.clock = clock;
  }

  /// A post.
  record Entry(String id, Instant at, String message, Optional<URI> link, Optional<Photo> photo) {
    FakePost asPost() {
      var shown = photo.map(it -> new FakePost.Picture("/files/" + it.id(), it.alt()));
      return new FakePost(id, at, message, link, Optional.empty(), shown);
    }
  }

  /// A picture; nobody sees it until a post shows it.
  record Photo(String id, String type, String alt, byte[] bytes) {}

  synchronized Entry add(String message, Optional<URI> link, Optional<Photo> photo) {
    var entry = new Entry(page + "_" + nextId(), clock.instant(), message, link, photo);
    entries.add(entry);
    return entry;
  }

  synchronized Photo upload(String type, String alt, byte[] bytes) {
    var photo = new Photo(nextId(), type, alt, bytes);
    photos.put(photo.id(), photo);
    return photo;
  }

  synchronized Optional<Photo> photo(String id) {
    return Optional.ofNullable(photos.get(id));
  }

  synchronized void forgetPhotos() {
    photos.clear();
  }

  /// How many pictures were brought.
  synchronized int photos() {
    return photos.size();
  }

  synchronized boolean has(String message, Optional<URI> link) {
    return entries.stream().anyMatch(it -> it.message().equals(message) && it.link().equals(link));
  }

  /// Oldest first.
  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  private String nextId() {
    lastId += 7;
    return Long.toString(lastId);
  }
}
