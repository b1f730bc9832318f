// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.http.Reply;
import org.tidings.http.RetryAfter;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// What a reply of Google's means. The statuses are those of google.rpc.Code (google.aip.dev/193),
/// the states those of `LocalPostState`
/// (developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts).
///
/// @param token what must not be shown
/// @param now for waits that are told as a time
record Verdict(Secret token, Instant now) {
  static final String APPLY =
      "Google has not allowed your project to use the Business Profile API, its quota is 0; apply"
          + " at https://support.google.com/business/contact/api_default and wait for the answer";

  Outcome of(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer when answer.ok() -> accepted(answer);
      case Reply.Answer answer -> refused(answer);
      case Reply.NotSent(var cause, var why) ->
          switch (cause) {
            case UNREACHABLE -> new Outcome.Deferred(why);
            case FORBIDDEN -> new Outcome.Misconfigured(why);
          };
      case Reply.NoAnswer(var why) -> new Outcome.Unknown(why);
    };
  }

  /// A post that is still being looked at (`PROCESSING`) has its name already; Google keeps it.
  private static Outcome accepted(Reply.Answer answer) {
    var post = Json.object(answer.text());
    if (post.flatMap(it -> Json.text(it, "state")).filter("REJECTED"::equals).isPresent()) {
      return new Outcome.Rejected("Google rejected the post: it is against its content policy");
    }
    return post.flatMap(Verdict::receipt)
        .<Outcome>map(Outcome.Published::new)
        .orElseGet(
            () ->
                new Outcome.Unknown("HTTP " + answer.status() + ", but the answer names no post"));
  }

  /// The evidence in a LocalPost.
  static Optional<Receipt> receipt(JsonNode post) {
    return Json.text(post, "name")
        .map(it -> new Receipt(it, Json.text(post, "searchUrl").flatMap(Verdict::address)));
  }

  private Outcome refused(Reply.Answer answer) {
    var refusal = Refusal.of(answer, token);
    var words = refusal.words();
    return switch (refusal.http()) {
      case 400 -> unacceptable(refusal);
      case 401 -> new Outcome.Unauthorized(words);
      case 403 -> forbidden(refusal, answer);
      case 404, 501 ->
          new Outcome.Misconfigured(
              words + "; there is no such place: are `account` and `location` right?");
      // ABORTED, CANCELLED, a server that stopped reading: nobody says that nothing was done.
      case 408, 409, 499 -> new Outcome.Unknown(words);
      case 413 -> new Outcome.Rejected(words);
      case 429 -> tooMany(refusal, answer);
      default -> byClass(refusal);
    };
  }

  private static Outcome byClass(Refusal refusal) {
    return switch (refusal.http() / 100) {
      case 3 -> new Outcome.Misconfigured(refusal.words() + "; is `api` right?");
      case 4 ->
          refusal.judged()
              ? new Outcome.Rejected(refusal.words())
              : new Outcome.Deferred(refusal.words());
      // UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL and gateways: it may have been done.
      default -> new Outcome.Unknown(refusal.words());
    };
  }

  private static Outcome unacceptable(Refusal refusal) {
    if (!refusal.judged()) {
      return new Outcome.Deferred(
          refusal.words() + ", from something in front of Google's service");
    }
    return refusal.status().equals("FAILED_PRECONDITION")
        ? new Outcome.Misconfigured(refusal.words() + "; is the location verified?")
        : new Outcome.Rejected(refusal.words());
  }

  private Outcome forbidden(Refusal refusal, Reply.Answer answer) {
    if (!refusal.judged()) {
      return new Outcome.Deferred(
          refusal.words() + ", from something in front of Google's service");
    }
    if (refusal.notAllowed()) {
      return new Outcome.Misconfigured(APPLY);
    }
    if (refusal.says("rateLimitExceeded")
        || refusal.says("userRateLimitExceeded")
        || refusal.says("RATE_LIMIT_EXCEEDED")
        || refusal.says("quotaExceeded")) {
      return tooMany(refusal, answer);
    }
    if (refusal.says("ACCESS_TOKEN_SCOPE_INSUFFICIENT")) {
      return new Outcome.Unauthorized(
          refusal.words() + "; connect again, and tick the box that Google shows");
    }
    return refusal.says("SERVICE_DISABLED") || refusal.says("accessNotConfigured")
        ? new Outcome.Misconfigured(
            refusal.words() + "; enable the Google My Business API in your project")
        : new Outcome.Misconfigured(
            refusal.words() + "; the account that you connected must manage the location");
  }

  private Outcome tooMany(Refusal refusal, Reply.Answer answer) {
    return refusal.notAllowed()
        ? new Outcome.Misconfigured(APPLY)
        : new Outcome.Deferred(
            refusal.words(), RetryAfter.of(answer.headers(), now).or(refusal::retryDelay));
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
