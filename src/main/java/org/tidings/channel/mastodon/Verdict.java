// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.http.Reply;
import org.tidings.http.RetryAfter;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// What a reply to `POST /api/v1/statuses` means. The sentences are those of
/// mastodon/mastodon, config/locales/en.yml and app/controllers/concerns.
///
/// @param token what must not be shown
/// @param now for waits that are told as a time
record Verdict(Secret token, Instant now) {
  Outcome of(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer -> of(answer);
      case Reply.NotSent(var cause, var why) -> notSent(cause, why);
      case Reply.NoAnswer(var why) -> new Outcome.Unknown(why);
    };
  }

  static Outcome.NotPosted notSent(Reply.Cause cause, String why) {
    return switch (cause) {
      case UNREACHABLE -> new Outcome.Deferred(why);
      case FORBIDDEN -> new Outcome.Misconfigured(why);
    };
  }

  private Outcome of(Reply.Answer answer) {
    return switch (answer.status()) {
      case 401 -> new Outcome.Unauthorized(words(answer));
      case 403 -> forbidden(answer);
      case 404, 405, 501 -> new Outcome.Misconfigured(words(answer) + "; is `server` right?");
      case 410 -> new Outcome.Misconfigured(words(answer) + "; the server is gone");
      // A server that stopped reading, or (Pleroma) is still busy with the same request.
      case 408, 409 -> new Outcome.Unknown(words(answer));
      case 413 -> new Outcome.Rejected(words(answer));
      case 422 -> unprocessable(answer);
      case 429 -> new Outcome.Deferred(words(answer), RetryAfter.of(answer.headers(), now));
      default -> byClass(answer);
    };
  }

  private Outcome byClass(Reply.Answer answer) {
    return switch (answer.status() / 100) {
      case 2 -> accepted(answer);
      case 3 ->
          new Outcome.Misconfigured(words(answer) + "; set `server` to the address it moved to");
      // Not the server's words but those of something in front of it: nothing was judged.
      case 4 ->
          Refusal.said(answer).isEmpty()
              ? new Outcome.Deferred(words(answer))
              : new Outcome.Rejected(words(answer));
      // A gateway that stopped waiting does not know what the server did (mastodon#21840).
      default -> new Outcome.Unknown(words(answer));
    };
  }

  private static Outcome accepted(Reply.Answer answer) {
    return Json.object(answer.text())
        .flatMap(Verdict::receipt)
        .<Outcome>map(Outcome.Published::new)
        .orElseGet(
            () ->
                new Outcome.Unknown("HTTP " + answer.status() + ", but the answer names no post"));
  }

  /// The evidence in a Status; `url` may be null, `uri` is not.
  static Optional<Receipt> receipt(JsonNode status) {
    var url = Json.text(status, "url").or(() -> Json.text(status, "uri"));
    return Json.text(status, "id").map(it -> new Receipt(it, url.flatMap(Verdict::address)));
  }

  private Outcome forbidden(Reply.Answer answer) {
    var said = Refusal.said(answer).map(it -> it.toLowerCase(Locale.ROOT));
    if (said.isEmpty()) {
      return new Outcome.Deferred(words(answer) + ", from something in front of the server");
    }
    // "Your login is currently disabled", "Your login is missing a confirmed e-mail address".
    return said.get().contains("your login")
        ? new Outcome.Unauthorized(words(answer))
        : new Outcome.Misconfigured(
            words(answer) + "; the token needs write:statuses, and write:media for pictures");
  }

  private Outcome unprocessable(Reply.Answer answer) {
    var said = Refusal.said(answer).orElse("").toLowerCase(Locale.ROOT);
    if (said.contains("have not finished processing")) {
      return new Outcome.Deferred(words(answer));
    }
    return said.contains("media") && (said.contains("not found") || said.contains("not be found"))
        ? new Outcome.Stale(words(answer))
        : new Outcome.Rejected(words(answer));
  }

  private String words(Reply.Answer answer) {
    return Refusal.words(answer, token);
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(it -> "https".equals(it.getScheme()) || "http".equals(it.getScheme()));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
