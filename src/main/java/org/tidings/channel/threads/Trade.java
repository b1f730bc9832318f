// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// Trades tokens for others that live longer (Threads API, "Long-Lived Access Tokens").
///
/// Meta's pages put token and secret into the query. Servers log queries, so they travel in header
/// and form first; only where that is refused, as the pages say.
// unproved: that header and form are taken here; if not, the documented way follows at once.
record Trade(ThreadsSettings settings, ChannelContext context) {
  /// How a trade ended. The words hold no secret.
  sealed interface Result {
    record Granted(Secret token, Optional<Instant> until) implements Result {}

    record Refused(String words) implements Result {}

    record Unreachable(String why) implements Result {}
  }

  /// A token of an hour for one of 60 days.
  Result prolong(Secret brief, Secret appSecret) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "th_exchange_token");
    fields.put("client_secret", appSecret.reveal());
    fields.put("access_token", brief.reveal());
    var form = Graph.form(Graph.encoded(fields));
    var address = settings.outside("access_token");
    // The header makes the way out refuse plain http.
    var first = context.http().send(Request.post(address, form).bearer(brief));
    return read(isRefusal(first) ? asDocumented(address, fields) : first, brief, appSecret);
  }

  /// A token of 60 days for one that lives 60 days from now.
  Result renew(Secret token) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "th_refresh_token");
    var address = settings.outside("refresh_access_token");
    var first =
        context
            .http()
            .send(Request.get(at(address, fields)).with(Request.Limits.API).bearer(token));
    if (!isRefusal(first)) {
      return read(first, token);
    }
    fields.put("access_token", token.reveal());
    return read(asDocumented(address, fields), token);
  }

  private Reply asDocumented(URI address, Map<String, String> fields) {
    return context.http().send(Request.get(at(address, fields)).with(Request.Limits.API));
  }

  private static URI at(URI address, Map<String, String> fields) {
    return URI.create(address + "?" + Graph.encoded(fields));
  }

  private static boolean isRefusal(Reply reply) {
    return reply instanceof Reply.Answer answer
        && answer.status() >= 400
        && !GraphError.of(answer).unsure()
        && answer.status() != 429;
  }

  private Result read(Reply reply, Secret... secrets) {
    return switch (reply) {
      case Reply.Answer answer when answer.ok() ->
          Json.object(answer.text())
              .flatMap(this::granted)
              .orElseGet(() -> new Result.Unreachable("Threads gave an answer without a token"));
      case Reply.Answer answer -> {
        var error = GraphError.of(answer, secrets);
        yield error.unsure() || error.status() == 429
            ? new Result.Unreachable(error.words())
            : new Result.Refused(error.words());
      }
      case Reply.NotSent(_, var why) -> new Result.Unreachable(why);
      case Reply.NoAnswer(var why) -> new Result.Unreachable(why);
    };
  }

  private Optional<Result> granted(JsonNode node) {
    var seconds = node.path("expires_in").asLong(0);
    var until =
        seconds > 0
            ? Optional.of(context.clock().instant().plusSeconds(seconds))
            : Optional.<Instant>empty();
    return Json.text(node, "access_token")
        .map(it -> new Result.Granted(Secret.of(it.strip()), until));
  }
}
