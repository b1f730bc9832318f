// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tidings.http.Reply;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LogText;
import tools.jackson.databind.JsonNode;

/// What X says when it refuses: RFC 9457's `title`, `detail`, `type`, or a list of `errors` with
/// `message`, `detail` and, from of old, `code` (docs.x.com, "Response codes and errors").
///
/// @param kind the end of `type`, such as `usage-capped`
/// @param words for the owner
/// @param said the same in small letters, whole, to look things up in
record Problem(int status, String kind, String words, String said) {
  /// Of the 300 characters that a reason may take.
  private static final int WORDS = 220;

  static Problem of(Reply.Answer answer, Access access) {
    var json = Json.object(answer.text());
    var sentences = new LinkedHashSet<String>();
    json.ifPresent(it -> collect(it, sentences));
    var said = access.hide(String.join(": ", sentences));
    var kind = json.flatMap(it -> text(it, "type")).orElse("");
    return new Problem(
        answer.status(),
        kind.substring(kind.lastIndexOf('/') + 1),
        "HTTP " + answer.status() + (said.isEmpty() ? "" : ": " + shown(said)),
        said.toLowerCase(Locale.ROOT));
  }

  boolean says(String... words) {
    for (var it : words) {
      if (said.contains(it)) {
        return true;
      }
    }
    return false;
  }

  /// Whether X itself speaks, and not something in front of it.
  boolean isTheirs() {
    return !said.isEmpty();
  }

  private static String shown(String said) {
    return Graphemes.first(LogText.safe(said), WORDS);
  }

  private static void collect(JsonNode json, Set<String> sentences) {
    for (var key : new String[] {"title", "detail", "message", "reason"}) {
      text(json, key).ifPresent(sentences::add);
    }
    json.path("errors").forEach(it -> collect(it, sentences));
  }

  static Optional<String> text(JsonNode json, String key) {
    return Optional.of(json.path(key).asString("").strip()).filter(it -> !it.isEmpty());
  }
}
