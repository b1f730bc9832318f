// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidings.http.Reply;
import org.tidings.secret.Secret;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LogText;
import tools.jackson.databind.JsonNode;

/// What Meta says when it refuses: `{"error": {message, type, code, error_subcode, is_transient,
/// error_user_msg}}` (Graph API, "Handle Errors").
///
/// @param code 0 if it names none
/// @param subcode 0 if it names none
/// @param words status and message, fit to be shown
record GraphError(int status, int code, int subcode, boolean temporary, String words) {
  /// Of the 300 characters that a reason may take.
  private static final int WORDS = 220;

  /// Unknown error, service unavailable: Meta does not know itself what it did.
  private static final Set<Integer> UNSURE = Set.of(1, 2);

  /// Spent budgets, which Meta calls transient as well; they are refused before any work.
  private static final Set<Integer> BUDGETS = Set.of(4, 17, 32, 341, 613, 80001, 80002);

  /// Reads a refusal.
  ///
  /// @param secrets are not shown, even if the server repeats them
  static GraphError of(Reply.Answer answer, Secret... secrets) {
    var error =
        Json.object(answer.text()).map(it -> it.path("error")).orElseGet(() -> Json.object());
    var said = quiet(sentences(error), secrets);
    var code = error.path("code").asInt(0);
    var subcode = error.path("error_subcode").asInt(0);
    var numbers = code == 0 ? "" : ", code " + code + (subcode == 0 ? "" : "/" + subcode);
    return new GraphError(
        answer.status(),
        code,
        subcode,
        error.path("is_transient").asBoolean(false),
        "HTTP "
            + answer.status()
            + numbers
            + (said.isEmpty() ? "" : ": " + Graphemes.first(said, WORDS)));
  }

  /// Whether the refused request may have been acted upon all the same.
  boolean unsure() {
    return status >= 500 || status == 408 || UNSURE.contains(code) || (temporary && !isBudget());
  }

  boolean isBudget() {
    return BUDGETS.contains(code);
  }

  /// 24 with subcode 4279009: "The requested resource does not exist", "Media Not Found". 100 with
  /// subcode 33: the same, or not for this token.
  boolean absent() {
    return code == 24 || (code == 100 && subcode == 33);
  }

  /// Whether Meta itself refused, and not something in front of it.
  boolean judged() {
    return code != 0;
  }

  /// Whether the words are there.
  boolean says(String part) {
    return words.contains(part);
  }

  private static String sentences(JsonNode error) {
    return Stream.of("error_user_msg", "message")
        .flatMap(it -> Json.text(error, it).stream())
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private static String quiet(String words, Secret... secrets) {
    var quiet = words;
    for (var secret : secrets) {
      quiet = quiet.replace(secret.reveal(), "***");
    }
    return LogText.safe(quiet);
  }
}
