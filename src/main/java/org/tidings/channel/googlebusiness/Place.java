// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.util.Optional;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.text.Json;

/// The location whose posts these are.
///
/// @param account the number of the account that it belongs to
/// @param location its own number
/// @param title the business's name as its owner knows it; empty if nobody said
record Place(String account, String location, String title) {
  private static final String NOTE = "place";

  /// What is configured, else what was chosen while connecting; empty if that says too little.
  static Optional<Place> of(GoogleSettings settings, Keyring keyring) {
    var chosen = read(keyring);
    var account = settings.account().or(() -> chosen.map(Place::account));
    var location = settings.location().or(() -> chosen.map(Place::location));
    if (account.isEmpty() || location.isEmpty()) {
      return Optional.empty();
    }
    var title = chosen.filter(it -> it.location().equals(location.get())).map(Place::title);
    return Optional.of(new Place(account.get(), location.get(), title.orElse("")));
  }

  /// Keeps it as the owner's choice.
  void keep(Keyring keyring) {
    var note = Json.object().put("account", account).put("location", location).put("title", title);
    keyring.put(NOTE, Secret.of(note.toString()));
  }

  /// Google's name for where its posts are.
  String posts() {
    return "accounts/" + account + "/locations/" + location + "/localPosts";
  }

  /// As people know it.
  String name() {
    return title.isEmpty() ? "location " + location : title;
  }

  private static Optional<Place> read(Keyring keyring) {
    return keyring
        .get(NOTE)
        .flatMap(it -> Json.object(it.reveal()))
        .map(
            it ->
                new Place(
                    it.path("account").asString(""),
                    it.path("location").asString(""),
                    it.path("title").asString("")))
        .filter(it -> !it.account().isEmpty() && !it.location().isEmpty());
  }
}
