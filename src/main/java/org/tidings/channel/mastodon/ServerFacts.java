// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.tidings.image.PictureLimits;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// What a server said of itself when we last checked; kept as a note with the account's secrets.
///
/// @param linkWeight what an address counts; empty if the server counts it as it stands
/// @param description the longest alt text, in characters
record ServerFacts(
    Family family,
    int characters,
    OptionalInt linkWeight,
    int description,
    int imageBytes,
    long imagePixels,
    Set<String> mimeTypes) {
  private static final String NOTE = "server";

  /// Mastodon's own numbers (app/validators/status_length_validator.rb,
  /// app/models/media_attachment.rb), for a server that was not asked yet, and whose memory we
  /// don't trust in.
  static final ServerFacts DEFAULTS =
      new ServerFacts(
          Family.OTHER,
          500,
          OptionalInt.of(23),
          1500,
          16_777_216,
          33_177_600,
          Set.of("image/jpeg", "image/png", "image/gif", "image/webp"));

  ServerFacts {
    mimeTypes = Set.copyOf(mimeTypes);
  }

  /// Reads `/api/v2/instance` or `/api/v1/instance`; Pleroma and old forks say `max_toot_chars`.
  static ServerFacts of(JsonNode instance) {
    var statuses = instance.path("configuration").path("statuses");
    var media = instance.path("configuration").path("media_attachments");
    var said = positive(statuses.path("max_characters"), 0);
    var characters = said > 0 ? said : positive(instance.path("max_toot_chars"), 0);
    var weight = positive(statuses.path("characters_reserved_per_url"), 0);
    return new ServerFacts(
        Family.of(instance.path("version").asString(""), instance.path("source_url").asString("")),
        characters > 0 ? characters : DEFAULTS.characters,
        weight > 0 ? OptionalInt.of(weight) : unsaid(characters),
        positive(media.path("description_limit"), DEFAULTS.description),
        positive(media.path("image_size_limit"), DEFAULTS.imageBytes),
        positive(media.path("image_matrix_limit"), (int) DEFAULTS.imagePixels),
        mimeTypes(media.path("supported_mime_types")));
  }

  /// A server that has a limit of its own and no weight for links counts them as they stand.
  private static OptionalInt unsaid(int characters) {
    return characters > 0 ? OptionalInt.empty() : DEFAULTS.linkWeight;
  }

  private static Set<String> mimeTypes(JsonNode list) {
    var types = new TreeSet<String>();
    list.forEach(it -> types.add(it.asString("")));
    types.removeIf(it -> !it.startsWith("image/"));
    return types.isEmpty() ? DEFAULTS.mimeTypes : types;
  }

  private static int positive(JsonNode node, int fallback) {
    var value = node.isNumber() ? node.asLong(0) : 0;
    return value > 0 ? (int) Math.min(value, Integer.MAX_VALUE) : fallback;
  }

  /// What pictures must be like; empty if the server takes none that we can make.
  Optional<PictureLimits> pictures() {
    return mimeTypes.contains("image/jpeg") && imageBytes >= 10_000 && imagePixels >= 10_000
        ? Optional.of(new PictureLimits(imageBytes, imagePixels, mimeTypes))
        : Optional.empty();
  }

  /// The note in the keyring; a note that can't be read is as none.
  static ServerFacts kept(Keyring keyring) {
    return keyring
        .get(NOTE)
        .flatMap(it -> Json.object(it.reveal()))
        .map(ServerFacts::fromNote)
        .orElse(DEFAULTS);
  }

  void keep(Keyring keyring) {
    var note = Json.object().put("family", family.name()).put("characters", characters);
    linkWeight.ifPresent(it -> note.put("linkWeight", it));
    note.put("description", description);
    note.put("imageBytes", imageBytes).put("imagePixels", imagePixels);
    var types = note.putArray("mimeTypes");
    new TreeSet<>(mimeTypes).forEach(types::add);
    keyring.put(NOTE, Secret.of(note.toString()));
  }

  private static ServerFacts fromNote(JsonNode note) {
    var weight = positive(note.path("linkWeight"), 0);
    return new ServerFacts(
        Json.text(note, "family").flatMap(ServerFacts::family).orElse(Family.OTHER),
        positive(note.path("characters"), DEFAULTS.characters),
        weight > 0 ? OptionalInt.of(weight) : OptionalInt.empty(),
        positive(note.path("description"), DEFAULTS.description),
        positive(note.path("imageBytes"), DEFAULTS.imageBytes),
        positive(note.path("imagePixels"), (int) DEFAULTS.imagePixels),
        mimeTypes(note.path("mimeTypes")));
  }

  private static Optional<Family> family(String name) {
    return Set.of(Family.values()).stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
