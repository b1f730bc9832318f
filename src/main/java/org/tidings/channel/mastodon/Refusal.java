// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidings.http.Reply;
import org.tidings.secret.Secret;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LogText;
import tools.jackson.databind.JsonNode;

/// A server's words, made fit to be shown.
final class Refusal {
  /// Of the 300 characters that a reason may take.
  private static final int WORDS = 240;

  private Refusal() {}

  /// Status and words, such as `HTTP 422: Text character limit of 500 exceeded`.
  ///
  /// @param token is not shown, even if the server repeats it
  static String words(Reply.Answer answer, Secret token) {
    var said = said(answer).map(it -> ": " + it).orElse("");
    var clean = LogText.safe(said.replace(token.reveal(), "***"));
    return "HTTP " + answer.status() + Graphemes.first(clean, WORDS);
  }

  /// Mastodon says `error` and `error_description`, Pixelfed `message`.
  static Optional<String> said(Reply.Answer answer) {
    return Json.object(answer.text()).map(Refusal::sentences).filter(it -> !it.isEmpty());
  }

  private static String sentences(JsonNode error) {
    return Stream.of("error", "error_description", "message")
        .flatMap(it -> Json.text(error, it).stream())
        .distinct()
        .collect(Collectors.joining(": "));
  }
}
