// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.util.Optional;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// A log-in that goes on over restarts: 100 log-ins a day are allowed (bluesky-social/bsky-docs
/// issue 183), so there is one every 90 days, the life of a refresh token.
///
/// @param access good for two hours
/// @param refresh gives the next pair
record Session(Home home, Secret access, Secret refresh) {
  /// Both tokens as one value: half a pair is never stored.
  Secret stored() {
    var json = Xrpc.JSON.createObjectNode();
    json.put("home", home.stored().reveal())
        .put("access", access.reveal())
        .put("refresh", refresh.reveal());
    return Secret.of(json.toString());
  }

  /// Empty if it is not what [#stored] wrote.
  static Optional<Session> of(Secret stored) {
    var json = Json.object(stored.reveal());
    var home = json.map(it -> it.path("home").asString("")).filter(it -> !it.isBlank());
    return home.map(Secret::of)
        .flatMap(Home::of)
        .flatMap(it -> tokens(it, json.get(), "access", "refresh"));
  }

  /// From the server's answer to a log-in or a refresh.
  static Optional<Session> of(Home home, JsonNode answer) {
    return tokens(home, answer, "accessJwt", "refreshJwt");
  }

  private static Optional<Session> tokens(Home home, JsonNode json, String access, String refresh) {
    var first = json.path(access).asString("");
    var second = json.path(refresh).asString("");
    return first.isBlank() || second.isBlank()
        ? Optional.empty()
        : Optional.of(new Session(home, Secret.of(first), Secret.of(second)));
  }
}
