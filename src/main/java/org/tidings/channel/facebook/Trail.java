// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.DeliveryKey;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

/// What was sent last. Looking for a post by its words needs it: the post before may have had the
/// same.
///
/// @param key of the delivery
/// @param sent when its request began
/// @param id of its post; empty while it is not known
/// @param before the id of the post before
record Trail(String key, Instant sent, String id, String before) {
  private static final String NOTE = "trail";
  private static final Trail NONE = new Trail("", Instant.EPOCH, "", "");

  static Trail read(Keyring keyring) {
    return keyring
        .get(NOTE)
        .flatMap(it -> Json.object(it.reveal()))
        .map(
            it ->
                new Trail(
                    it.path("key").asString(""),
                    Instant.ofEpochMilli(it.path("sent").asLong(0)),
                    it.path("id").asString(""),
                    it.path("before").asString("")))
        .orElse(NONE);
  }

  /// Notes that a request begins.
  static void begin(Keyring keyring, DeliveryKey key, Instant now) {
    var last = read(keyring);
    var own = last.of(key);
    new Trail(
            key.idempotency(),
            now,
            own ? last.id : "",
            own || last.id.isEmpty() ? last.before : last.id)
        .write(keyring);
  }

  /// Notes which post it made.
  static void end(Keyring keyring, DeliveryKey key, String id) {
    var last = read(keyring);
    if (last.of(key) && !last.id.equals(id)) {
      new Trail(last.key, last.sent, id, last.before).write(keyring);
    }
  }

  private boolean of(DeliveryKey key) {
    return this.key.equals(key.idempotency());
  }

  /// When the delivery was last sent, as far as that is known.
  Optional<Instant> lastSent(DeliveryKey key) {
    return of(key) ? Optional.of(sent) : Optional.empty();
  }

  /// Whether that post is known to be another delivery's.
  boolean isOthers(String post, DeliveryKey key) {
    return !post.isEmpty() && (post.equals(before) || (post.equals(id) && !of(key)));
  }

  private void write(Keyring keyring) {
    var note = Json.object().put("key", key).put("sent", sent.toEpochMilli());
    keyring.put(NOTE, Secret.of(note.put("id", id).put("before", before).toString()));
  }
}
