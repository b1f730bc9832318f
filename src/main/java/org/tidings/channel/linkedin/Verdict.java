// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.http.Reply;
import org.tidings.http.RetryAfter;

/// What a reply means for a post. Sources: learn.microsoft.com/linkedin, "Posts API", "error
/// handling" and "rate limits"; the sentences are those that people met with.
///
/// @param api what was asked, and by which version
record Verdict(LinkedInSettings settings, ChannelContext context, Api api) {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /// Of the reply to the request that publishes.
  Outcome of(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer when answer.ok() -> accepted(answer);
      case Reply.Answer answer -> refused(answer);
      case Reply.NotSent(var cause, var why) -> notSent(cause, why);
      case Reply.NoAnswer(var why) -> new Outcome.Unknown(why);
    };
  }

  /// Of the reply to a request that posts nothing.
  Outcome.NotPosted beforePosting(Reply reply) {
    if (reply instanceof Reply.Answer answer && answer.ok()) {
      return new Outcome.Deferred("LinkedIn's answer can't be read");
    }
    return switch (of(reply)) {
      case Outcome.NotPosted refused -> refused;
      case Outcome.Unknown(var reason) -> new Outcome.Deferred(reason);
      case Outcome.Duplicate(var reason, _) -> new Outcome.Deferred(reason);
      case Outcome.Published _, Outcome.AlreadyPublished _ ->
          throw new IllegalStateException("a refusal published");
    };
  }

  /// The answer is empty; the post's name stands in a header field.
  private Outcome accepted(Reply.Answer answer) {
    return answer
        .headers()
        .first("x-restli-id")
        .flatMap(this::receipt)
        .<Outcome>map(Outcome.Published::new)
        .orElseGet(
            () ->
                new Outcome.Unknown("HTTP " + answer.status() + ", but the answer names no post"));
  }

  /// The evidence in a post's name, such as `urn:li:share:7…`; empty if it is none.
  Optional<Receipt> receipt(String urn) {
    return Optional.of(urn.strip())
        .filter(it -> it.matches("urn:li:\\w{1,40}:[\\w-]{1,64}"))
        .map(it -> new Receipt(it, Optional.of(settings.post(it))));
  }

  private Outcome refused(Reply.Answer answer) {
    var words = Refusal.words(answer, api.token());
    if (Refusal.duplicate(answer)) {
      return new Outcome.Duplicate(words, Refusal.twin(answer).flatMap(this::receipt));
    }
    // The post may be there although LinkedIn could not make the activity for it.
    if (words.contains("Unable to obtain activity")) {
      return new Outcome.Unknown(words);
    }
    return switch (answer.status()) {
      case 401 -> new Outcome.Unauthorized(words);
      case 403 -> forbidden(answer, words);
      case 404, 405 -> new Outcome.Misconfigured(words + "; see `organization` and `api`");
      // A gateway that stopped waiting, or a conflict with a post that may be this one.
      case 408, 409 -> new Outcome.Unknown(words);
      case 413 -> new Outcome.Rejected(words);
      case 426 -> versionOver(words);
      case 429 -> limited(answer, words);
      default -> byClass(answer, words);
    };
  }

  private Outcome byClass(Reply.Answer answer, String words) {
    return switch (answer.status() / 100) {
      case 3 -> new Outcome.Misconfigured(words + "; set `api` to the address it moved to");
      case 4 -> byWords(answer, words);
      default -> new Outcome.Unknown(words);
    };
  }

  private static Outcome byWords(Reply.Answer answer, String words) {
    if (words.contains("VERSION_MISSING")) {
      // It was sent: something on the way took it out, and would for every post.
      return new Outcome.Misconfigured(words + "; a proxy must let LinkedIn-Version through");
    }
    // Not LinkedIn's words but those of something in front of it: nothing was judged.
    return Refusal.said(answer).isEmpty()
        ? new Outcome.Deferred(words)
        : new Outcome.Rejected(words);
  }

  /// LinkedIn also says so for a moment to those who may.
  private Outcome forbidden(Reply.Answer answer, String words) {
    if (Refusal.said(answer).isEmpty()) {
      return new Outcome.Deferred(words + ", from something in front of LinkedIn");
    }
    var passing = words.toLowerCase(Locale.ROOT).contains("resource is forbidden");
    if (passing && Patience.forbidden(context.keyring(), context.clock().instant())) {
      return new Outcome.Deferred(words, Optional.of(Patience.AFTER_FORBIDDEN));
    }
    return new Outcome.Misconfigured(words + "; " + permissions());
  }

  private String permissions() {
    return settings.organization().isPresent()
        ? "the app needs the Community Management API, and you the page's role of an administrator"
            + " or content administrator"
        : "the app needs the product \"Share on LinkedIn\", and the token w_member_social";
  }

  /// Refused before anything was done with it.
  private Outcome versionOver(String words) {
    var next =
        new ApiVersion(settings.version(), context.keyring())
            .step(api.version(), context.clock().instant());
    return next.<Outcome>map(
            it ->
                new Outcome.Deferred(
                    "LinkedIn's version %s is over; going on with %s (set version = \"%s\"): %s"
                        .formatted(api.version(), it, it, words),
                    Optional.of(AT_ONCE)))
        .orElseGet(
            () ->
                new Outcome.Misconfigured(
                    words + "; set `version` to a month that LinkedIn's documentation lists"));
  }

  private Outcome limited(Reply.Answer answer, String words) {
    var now = context.clock().instant();
    var wait =
        RetryAfter.of(answer.headers(), now)
            .orElseGet(() -> Patience.limited(context.keyring(), now));
    return new Outcome.Deferred(words, Optional.of(wait));
  }

  private static Outcome.NotPosted notSent(Reply.Cause cause, String why) {
    return switch (cause) {
      case UNREACHABLE -> new Outcome.Deferred(why);
      case FORBIDDEN -> new Outcome.Misconfigured(why);
    };
  }
}
