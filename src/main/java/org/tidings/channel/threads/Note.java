// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.DeliveryKey;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is remembered of one delivery's container, over attempts and crashes.
///
/// @param container empty: the next one is still to be made
/// @param made when this note was begun or its container was made
/// @param missed how often Threads could not find the container when it was to be published
/// @param broken whether a container broke already for no reason given
/// @param plain whether the picture has to be left out
/// @param doubt whether the answer to a request to publish this container was lost
record Note(
    Optional<String> container,
    Instant made,
    int missed,
    boolean broken,
    boolean plain,
    boolean doubt) {
  /// All notes are one value, so that old ones can be swept out: a keyring lists no names.
  private static final String NAME = "containers";

  /// Containers live for 24 hours (Threads API, "Troubleshooting", EXPIRED). After twice that
  /// nothing that a note says matters any more.
  static final Duration LIFE = Duration.ofHours(24);

  private static final Duration KEPT = LIFE.multipliedBy(2);

  static Note none(Instant now) {
    return new Note(Optional.empty(), now, 0, false, false, false);
  }

  Note with(String id, Instant now) {
    return new Note(Optional.of(id), now, 0, broken, plain, false);
  }

  /// The container is of no use; a new one has to be made.
  Note anew() {
    return new Note(Optional.empty(), made, 0, broken, plain, false);
  }

  Note missedAgain() {
    return new Note(container, made, missed + 1, broken, plain, doubt);
  }

  Note brokenOnce() {
    return new Note(container, made, missed, true, plain, doubt);
  }

  Note withoutPicture() {
    return new Note(container, made, missed, broken, true, doubt);
  }

  Note doubted() {
    return new Note(container, made, missed, broken, plain, true);
  }

  /// Whether a lost request could still publish the container.
  boolean mayComeLate(Instant now) {
    return doubt && now.isBefore(made.plus(LIFE));
  }

  static Optional<Note> read(Keyring keyring, DeliveryKey key) {
    return Optional.of(all(keyring).path(key.idempotency()))
        .filter(JsonNode::isObject)
        .map(Note::parse);
  }

  /// Durable when it returns.
  void write(Keyring keyring, DeliveryKey key, Instant now) {
    var all = fresh(keyring, now);
    var note = all.putObject(key.idempotency());
    container.ifPresent(it -> note.put("id", it));
    note.put("made", made.toEpochMilli()).put("missed", missed);
    note.put("broken", broken).put("plain", plain).put("doubt", doubt);
    keyring.put(NAME, Secret.of(all.toString()));
  }

  static void forget(Keyring keyring, DeliveryKey key, Instant now) {
    if (read(keyring, key).isPresent()) {
      var all = fresh(keyring, now);
      all.remove(key.idempotency());
      keyring.put(NAME, Secret.of(all.toString()));
    }
  }

  private static ObjectNode fresh(Keyring keyring, Instant now) {
    var all = all(keyring);
    all.propertyNames().stream()
        .toList()
        .forEach(
            it -> {
              if (parse(all.path(it)).made().plus(KEPT).isBefore(now)) {
                all.remove(it);
              }
            });
    return all;
  }

  private static ObjectNode all(Keyring keyring) {
    return keyring
        .get(NAME)
        .flatMap(it -> Json.object(it.reveal()))
        .map(ObjectNode.class::cast)
        .orElseGet(Json::object);
  }

  private static Note parse(JsonNode note) {
    return new Note(
        Fields.id(note, "id"),
        Instant.ofEpochMilli(note.path("made").asLong(0)),
        note.path("missed").asInt(0),
        note.path("broken").asBoolean(false),
        note.path("plain").asBoolean(false),
        note.path("doubt").asBoolean(false));
  }
}
