// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidings.http.Reply;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// What Meta says of a token to the app that it was given to (Graph API, "Debug-Token").
///
/// @param valid whether it works
/// @param reason why not; may be empty
/// @param expires when it, or the access to the account's data behind it, ends; whatever is earlier
/// @param scopes what the owner allowed
record TokenFacts(boolean valid, String reason, Optional<Instant> expires, List<String> scopes) {
  TokenFacts {
    scopes = List.copyOf(scopes);
  }

  /// How asking ended.
  sealed interface Result {}

  record Told(TokenFacts facts) implements Result {}

  /// Meta would not say.
  record Untold(String reason) implements Result {}

  record Unreachable(String reason) implements Result {}

  /// Asks, as the app. The address to ask has the token in its query, so it travels as a batch of
  /// one, in a form (Graph API, "Batch Requests"): no server writes that into its log.
  ///
  /// @param app as [Access#ofApp] gives it
  static Result ask(Graph app, Secret token) {
    var form = new LinkedHashMap<String, String>();
    var relative = "debug_token?" + Form.encode(Map.of("input_token", token.reveal()));
    var batch = Json.array();
    batch.addObject().put("method", "GET").put("relative_url", relative);
    form.put("access_token", app.access().token().reveal());
    form.put("batch", batch.toString());
    form.put("include_headers", "false");
    return switch (app.post("", Form.encode(form))) {
      case Reply.Answer answer when answer.ok() -> batch(answer, app.access().with(token));
      case Reply.Answer answer when answer.status() >= 500 ->
          new Unreachable(GraphError.of(answer, app.access()).words());
      case Reply.Answer answer ->
          new Untold(GraphError.of(answer, app.access().with(token)).words());
      case Reply.NotSent(_, var why) -> new Unreachable(why);
      case Reply.NoAnswer(var why) -> new Unreachable(why);
    };
  }

  private static Result batch(Reply.Answer answer, Access access) {
    var first = Json.array(answer.text()).map(it -> it.path(0)).orElseGet(Json::object);
    var status = first.path("code").asInt(0);
    var body = first.path("body").asString("");
    if (status != 200) {
      var words = GraphError.of(status, body, access).words();
      return status >= 500 || status == 0 ? new Unreachable(words) : new Untold(words);
    }
    var data = Json.object(body).map(it -> it.path("data")).filter(JsonNode::isObject);
    return data.<Result>map(it -> new Told(read(it, access)))
        .orElseGet(() -> new Untold("the answer says nothing of the token"));
  }

  private static TokenFacts read(JsonNode data, Access access) {
    var ends =
        Stream.of("expires_at", "data_access_expires_at")
            .map(it -> data.path(it).asLong(0))
            .filter(it -> it > 0) // 0: never
            .map(Instant::ofEpochSecond)
            .min(Instant::compareTo);
    return new TokenFacts(
        data.path("is_valid").asBoolean(false),
        access.quiet(data.path("error").path("message").asString("")),
        ends,
        data.path("scopes").valueStream().map(it -> it.asString("")).toList());
  }

  List<String> without(List<String> wanted) {
    return wanted.stream().filter(it -> !scopes.contains(it)).toList();
  }
}
