// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.http.Reply;
import org.tidings.text.Json;

/// What a reply means for a post. Sources: docs.x.com, "Response codes and errors", "Manage Posts",
/// and the sentences that people met with.
///
/// @param pictured whether the post has a picture
record Verdict(Access access, Instant now, boolean pictured) {
  /// A clock that is further off makes signatures too old. unproved: X allows some five minutes.
  private static final Duration SKEW = Duration.ofMinutes(1);

  Outcome of(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer when answer.ok() -> accepted(answer);
      case Reply.Answer answer -> refused(answer, Problem.of(answer, access));
      case Reply.NotSent(var cause, var why) ->
          cause == Reply.Cause.FORBIDDEN
              ? new Outcome.Misconfigured(why)
              : new Outcome.Deferred(why);
      case Reply.NoAnswer(var why) -> new Outcome.Unknown(why);
    };
  }

  /// Of the reply to a request that posts nothing.
  Outcome.NotPosted beforePosting(Reply reply) {
    return switch (of(reply)) {
      case Outcome.NotPosted refused -> refused;
      case Outcome.Unknown(var reason) -> new Outcome.Deferred(reason);
      case Outcome.Duplicate(var reason, _) -> new Outcome.Deferred(reason);
      case Outcome.Published _, Outcome.AlreadyPublished _ ->
          new Outcome.Deferred("X's answer can't be read");
    };
  }

  private static Outcome accepted(Reply.Answer answer) {
    return Json.object(answer.text())
        .flatMap(it -> Problem.text(it.path("data"), "id"))
        .filter(it -> it.matches("\\d{1,19}"))
        .<Outcome>map(it -> new Outcome.Published(new Receipt(it, Optional.of(Api.post(it)))))
        .orElseGet(() -> new Outcome.Unknown("HTTP " + answer.status() + ", but it names no post"));
  }

  private Outcome refused(Reply.Answer answer, Problem problem) {
    var words = problem.words();
    return switch (problem.status()) {
      case 400 -> invalid(problem);
      case 401 -> new Outcome.Unauthorized(words + skew(answer));
      case 402 ->
          new Outcome.Misconfigured(
              words + "; the app has no credits left: buy some at console.x.com");
      case 403 -> forbidden(problem);
      case 404, 405 -> new Outcome.Misconfigured(words + "; see `api`");
      case 408 -> new Outcome.Unknown(words);
      case 413, 422 -> new Outcome.Rejected(words);
      case 429 -> limited(answer, problem);
      default -> byClass(problem);
    };
  }

  private static Outcome byClass(Problem problem) {
    return switch (problem.status() / 100) {
      case 3 -> new Outcome.Misconfigured(problem.words() + "; set `api` to where it moved");
      case 4 -> new Outcome.Rejected(problem.words());
      default -> new Outcome.Unknown(problem.words());
    };
  }

  /// Pictures live a day after their upload (`expires_after_secs`).
  private Outcome invalid(Problem problem) {
    if (!problem.isTheirs()) {
      return new Outcome.Deferred(problem.words() + ", from something in front of X");
    }
    return pictured && problem.says("media")
        ? new Outcome.Stale(problem.words())
        : new Outcome.Rejected(problem.words());
  }

  private static Outcome forbidden(Problem problem) {
    var words = problem.words();
    if (problem.says("duplicate content")) {
      return new Outcome.Duplicate(words, Optional.empty());
    }
    if (problem.says("oauth1 app permissions", "oauth1-permissions")) {
      return new Outcome.Misconfigured(
          words + "; give the app \"Read and write\", then make new tokens and connect again");
    }
    if (problem.says("suspended", "locked", "unsupported authentication")) {
      return new Outcome.Unauthorized(words);
    }
    if (problem.kind().equals("client-forbidden")
        || problem.says(
            "not permitted to access this feature", "client-forbidden", "client not enrolled")) {
      return new Outcome.Misconfigured(words + "; see the app at console.x.com");
    }
    if (problem.says(
        "not permitted to perform this action", "cashtag", "invalid url", "not allowed to")) {
      return new Outcome.Rejected(words);
    }
    // A wall in front of X judges nobody's post; what X itself forbids, it forbids the account.
    return problem.isTheirs()
        ? new Outcome.Misconfigured(words)
        : new Outcome.Deferred(words + ", from something in front of X");
  }

  private Outcome limited(Reply.Answer answer, Problem problem) {
    return problem.kind().equals("usage-capped") || problem.says("spending limit", "usage cap")
        ? new Outcome.Misconfigured(
            problem.words() + "; the app's spending limit is reached: raise it at console.x.com")
        : new Outcome.Deferred(
            problem.words(), Optional.of(RateLimits.wait(answer.headers(), now)));
  }

  private String skew(Reply.Answer answer) {
    return answer
        .headers()
        .first("Date")
        .flatMap(Verdict::date)
        .map(it -> Duration.between(it, now))
        .filter(it -> it.abs().compareTo(SKEW) > 0)
        .map(
            it ->
                "; this machine's clock is %d s %s X's: set it"
                    .formatted(it.abs().toSeconds(), it.isNegative() ? "behind" : "ahead of"))
        .orElse("");
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
