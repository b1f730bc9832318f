// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidings.http.Reply;
import org.tidings.secret.Secret;
import org.tidings.text.Graphemes;
import org.tidings.text.Json;
import org.tidings.text.LogText;
import tools.jackson.databind.JsonNode;

/// What Google says when it refuses (google.aip.dev/193): a status such as `INVALID_ARGUMENT`, a
/// message, and details of many types.
///
/// @param http the status code
/// @param status Google's own; empty if the answer is not from its services but from something in
///     front of them
/// @param words fit to be shown
/// @param error the `error` of the answer
record Refusal(int http, String status, String words, JsonNode error) {
  /// Of the 300 characters that a reason may take.
  private static final int WORDS = 240;

  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

  /// Reads an answer.
  ///
  /// @param token is not shown, even if Google repeats it
  static Refusal of(Reply.Answer answer, Secret token) {
    var error = Json.object(answer.text()).map(it -> it.path("error")).filter(JsonNode::isObject);
    var said = error.map(Refusal::sentences).orElse("").replace(token.reveal(), "***");
    var words = "HTTP " + answer.status() + Graphemes.first(LogText.safe(said), WORDS);
    return new Refusal(
        answer.status(),
        error.flatMap(it -> Json.text(it, "status")).orElse(""),
        words,
        error.orElseGet(Json::object));
  }

  /// Whether this is Google's judgement, and not that of a gateway or an error page.
  boolean judged() {
    return !status.isEmpty();
  }

  /// Whether the project may not use the interface at all: a quota of nothing, which is how Google
  /// says that it was not allow-listed (developers.google.com/my-business/content/limits).
  boolean notAllowed() {
    return details().flatMap(it -> limits(it)).anyMatch("0"::equals);
  }

  /// Whether one of the reasons is that one (google.rpc.ErrorInfo, or the older `errors`).
  boolean says(String reason) {
    var older = stream(error.path("errors"));
    return Stream.concat(details(), older)
        .flatMap(it -> Json.text(it, "reason").stream())
        .anyMatch(reason::equalsIgnoreCase);
  }

  /// The wait that google.rpc.RetryInfo asks for.
  Optional<Duration> retryDelay() {
    return details()
        .flatMap(it -> Json.text(it, "retryDelay").stream())
        .map(SECONDS::matcher)
        .filter(it -> it.matches())
        .map(it -> new BigDecimal(it.group(1)).movePointRight(3))
        .map(it -> Duration.ofMillis(it.setScale(0, RoundingMode.UP).longValueExact()))
        .findFirst();
  }

  private Stream<JsonNode> details() {
    return stream(error.path("details"));
  }

  private static Stream<String> limits(JsonNode detail) {
    return Stream.of(detail, detail.path("metadata"))
        .map(it -> it.path("quota_limit_value"))
        .filter(it -> it.isString() || it.isNumber())
        .map(JsonNode::asString);
  }

  /// The message, and what google.mybusiness.v4.ValidationError has against which field.
  private static String sentences(JsonNode error) {
    var said = new LinkedHashSet<String>();
    Json.text(error, "message").ifPresent(said::add);
    stream(error.path("details"))
        .flatMap(it -> stream(it.path("errorDetails")))
        .map(Refusal::fault)
        .filter(it -> !it.isEmpty())
        .forEach(said::add);
    return said.isEmpty() ? "" : ": " + String.join("; ", said);
  }

  private static String fault(JsonNode detail) {
    Function<String, String> text = it -> Json.text(detail, it).orElse("");
    var field = text.apply("field");
    return (field.isEmpty() ? "" : field + ": ") + text.apply("message");
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return array.isArray() ? array.valueStream() : Stream.empty();
  }
}
