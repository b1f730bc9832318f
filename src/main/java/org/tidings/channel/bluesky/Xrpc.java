// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidings.http.Http;
import org.tidings.http.Origin;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.RetryAfter;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.json.JsonMapper;

/// Calls in the AT Protocol's manner (atproto.com/specs/xrpc): `/xrpc/` and a dotted name.
final class Xrpc {
  static final JsonMapper JSON = new JsonMapper();

  private final Http http;
  private final InstantSource clock;

  Xrpc(Http http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  /// A query: reads, changes nothing.
  Call query(URI server, String name, Map<String, String> parameters, Optional<Secret> token) {
    var query =
        parameters.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
    var uri = address(server, name + (parameters.isEmpty() ? "" : query));
    return send(name, Request.get(uri).with(Request.Limits.API), token);
  }

  /// A procedure. Without input there must be no content at all: the reference server refuses any.
  Call procedure(URI server, String name, Optional<Request.Body> input, Optional<Secret> token) {
    var uri = address(server, name);
    var request = new Request(Request.Method.POST, uri, List.of(), input, Request.Limits.API);
    return send(name, request, token);
  }

  private Call send(String name, Request request, Optional<Secret> token) {
    var reply = http.send(token.map(request::bearer).orElse(request));
    return switch (reply) {
      case Reply.Answer answer -> read(name, answer, token);
      case Reply.NotSent(var cause, var why) ->
          new Call.Unsent(cause == Reply.Cause.FORBIDDEN, name + ": " + why);
      case Reply.NoAnswer(var why) -> new Call.Lost(name + ": " + why);
    };
  }

  private Call read(String name, Reply.Answer answer, Optional<Secret> token) {
    var body = Json.object(answer.text());
    if (answer.ok()) {
      return body.isPresent()
          ? new Call.Done(body.get())
          : new Call.Lost(
              "%s: %s answered HTTP %d with something else than JSON"
                  .formatted(name, Origin.of(answer.uri()), answer.status()));
    }
    return new Call.Refused(
        name,
        answer.status(),
        body.map(it -> it.path("error").asString("")).filter(Xrpc::isName).orElse(""),
        body.map(it -> quiet(it.path("message").asString(""), token)).orElse(""),
        RetryAfter.of(answer.headers(), clock.instant()));
  }

  /// Errors are names (atproto.com/specs/xrpc, "Error Responses"); anything longer could be what we
  /// sent.
  private static boolean isName(String error) {
    return error.matches("[A-Za-z0-9]{1,64}");
  }

  /// The server's words without the session's token, should it repeat that.
  private static String quiet(String words, Optional<Secret> token) {
    return token.map(it -> words.replace(it.reveal(), "***")).orElse(words);
  }

  private static URI address(URI server, String nameAndQuery) {
    return URI.create(server.toString().replaceFirst("/+$", "") + "/xrpc/" + nameAndQuery);
  }
}
