// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidings.http.Reply;
import org.tidings.secret.Secret;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LogText;
import tools.jackson.databind.JsonNode;

/// LinkedIn's words, made fit to be shown. Two forms are in use: `status`, `code`, `message`; and
/// `errorDetailType`, `message`, `errorDetails.inputErrors`.
final class Refusal {
  /// Of the 300 characters that a reason may take.
  private static final int WORDS = 240;

  private static final Pattern TWIN = Pattern.compile("(?i)duplicate of\\s+(urn:li:\\w+:[\\w-]+)");

  private Refusal() {}

  /// Status and words, such as `HTTP 422: DUPLICATE_POST: Content is a duplicate of …`.
  ///
  /// @param token is not shown, even if the server repeats it
  static String words(Reply.Answer answer, Secret token) {
    var said = said(answer).map(it -> ": " + it).orElse("");
    var clean = LogText.safe(said.replace(token.reveal(), "***"));
    return "HTTP " + answer.status() + Graphemes.first(clean, WORDS);
  }

  /// Empty if it is not LinkedIn's interface that speaks.
  static Optional<String> said(Reply.Answer answer) {
    return Json.object(answer.text())
        .map(Refusal::sentences)
        .filter(it -> !it.isEmpty())
        .map(it -> String.join(": ", it));
  }

  /// Whether it refuses the words as a post's that is there already.
  static boolean duplicate(Reply.Answer answer) {
    return said(answer)
        .filter(it -> it.contains("DUPLICATE_POST") || TWIN.matcher(it).find())
        .isPresent();
  }

  /// The post that a refusal names as the first of the two.
  static Optional<String> twin(Reply.Answer answer) {
    return said(answer).map(TWIN::matcher).filter(it -> it.find()).map(it -> it.group(1));
  }

  private static Set<String> sentences(JsonNode error) {
    var sentences = new LinkedHashSet<String>();
    Json.text(error, "code").ifPresent(sentences::add);
    Json.text(error, "message").ifPresent(sentences::add);
    for (var input : error.path("errorDetails").path("inputErrors")) {
      Json.text(input, "code").ifPresent(sentences::add);
      Json.text(input, "description").ifPresent(sentences::add);
      Json.text(input.path("input").path("inputPath"), "fieldPath").ifPresent(sentences::add);
    }
    return sentences;
  }
}
