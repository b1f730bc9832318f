// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.http.RetryAfter;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// What a refusal means (Graph API, "Handle Errors" and "Rate Limits"; Threads API,
/// "Troubleshooting"). Where it may hide a post is for the caller to know.
///
/// @param token what must not be shown
/// @param now for waits that are told as a time
record Verdict(Secret token, Instant now) {
  /// Where Meta says no wait: its budgets are counted over an hour (Graph API, "Rate Limits").
  static final Duration HOUR = Duration.ofHours(1);

  /// Meta estimates minutes; more than a day is no estimate.
  private static final int LONGEST_ESTIMATE = 24 * 60;

  /// A reply that is no success, to a request that nobody can see the effect of.
  Outcome.NotPosted repeatable(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer -> {
        var error = GraphError.of(answer, token);
        yield error.unsure()
            ? new Outcome.Deferred(error.words(), RetryAfter.of(answer.headers(), now))
            : refused(answer, error);
      }
      case Reply.NotSent(var cause, var why) -> notSent(cause, why);
      case Reply.NoAnswer(var why) -> new Outcome.Deferred(why);
    };
  }

  static Outcome.NotPosted notSent(Reply.Cause cause, String why) {
    return switch (cause) {
      case UNREACHABLE -> new Outcome.Deferred(why);
      case FORBIDDEN -> new Outcome.Misconfigured(why);
    };
  }

  /// A refusal that surely changed nothing.
  Outcome.NotPosted refused(Reply.Answer answer, GraphError error) {
    if (error.isBudget()) {
      return limited(answer, error);
    }
    return switch (error.code()) {
      case 102, 190, 463, 467, 490 -> new Outcome.Unauthorized(error.words());
      case 3, 10, 283 -> forbidden(error);
      case 368 -> restricted(error);
      default -> bySubcode(answer, error);
    };
  }

  private Outcome.NotPosted bySubcode(Reply.Answer answer, GraphError error) {
    return switch (error.subcode()) {
      case 2207042 -> limited(answer, error);
      case 2207051, 2207050, 4279013 -> restricted(error);
      // Meta could not fetch the picture; the blog may be slow (Instagram's subcodes, shared).
      case 2207003, 2207052, 2207032, 2207082 -> new Outcome.Deferred(error.words());
      default ->
          error.code() >= 200 && error.code() < 300 ? forbidden(error) : byStatus(answer, error);
    };
  }

  private Outcome.NotPosted byStatus(Reply.Answer answer, GraphError error) {
    if (error.status() == 429) {
      return limited(answer, error);
    }
    if (error.absent()) {
      return new Outcome.Misconfigured(error.words() + "; is `user` the token's account?");
    }
    if (error.judged()) {
      return error.status() == 401
          ? new Outcome.Unauthorized(error.words())
          : new Outcome.Rejected(error.words());
    }
    return switch (error.status()) {
      case 401 -> new Outcome.Unauthorized(error.words());
      case 404, 405 -> new Outcome.Misconfigured(error.words() + "; is `api` right?");
      case 413 -> new Outcome.Rejected(error.words());
      default ->
          error.status() < 400
              ? new Outcome.Misconfigured(error.words() + "; redirects are not followed")
              : new Outcome.Deferred(error.words() + ", from something in front of Threads");
    };
  }

  private Outcome.Deferred limited(Reply.Answer answer, GraphError error) {
    var wait = RetryAfter.of(answer.headers(), now).or(() -> estimate(answer)).orElse(HOUR);
    return new Outcome.Deferred(error.words(), Optional.of(wait));
  }

  /// `X-Business-Use-Case-Usage: {"<id>": [{"estimated_time_to_regain_access": minutes, …}]}`.
  private static Optional<Duration> estimate(Reply.Answer answer) {
    return answer
        .headers()
        .first("X-Business-Use-Case-Usage")
        .flatMap(Json::object)
        .map(Verdict::minutes)
        .filter(it -> it > 0)
        .map(it -> Duration.ofMinutes(Math.min(it, LONGEST_ESTIMATE)));
  }

  private static int minutes(JsonNode usage) {
    var most = 0;
    for (var account : usage) {
      for (var budget : account) {
        most = Math.max(most, budget.path("estimated_time_to_regain_access").asInt(0));
      }
    }
    return most;
  }

  private static Outcome.NotPosted forbidden(GraphError error) {
    return new Outcome.Misconfigured(
        error.words() + "; the token needs threads_basic and threads_content_publish");
  }

  private static Outcome.NotPosted restricted(GraphError error) {
    return new Outcome.Misconfigured(
        error.words() + "; Threads restricts this account: open the app and see what it says");
  }
}
