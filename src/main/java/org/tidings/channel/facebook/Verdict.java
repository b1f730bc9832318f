// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.http.Reply;
import org.tidings.http.RetryAfter;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// What a reply to `POST /{page}/feed` means.
record Verdict(ChannelContext context, Access access, DeliveryKey key) {
  /// Meta names no time (1390008, "posting too fast").
  private static final Duration TOO_FAST = Duration.ofMinutes(30);

  /// Who is blocked and goes on is blocked for longer.
  private static final Duration BLOCKED = Duration.ofHours(24);

  Outcome of(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer when answer.ok() -> accepted(answer);
      case Reply.Answer answer -> refused(answer);
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

  private static Outcome accepted(Reply.Answer answer) {
    return Json.object(answer.text())
        .flatMap(Verdict::receipt)
        .<Outcome>map(Outcome.Published::new)
        .orElseGet(
            () ->
                new Outcome.Unknown("HTTP " + answer.status() + ", but the answer names no post"));
  }

  /// The evidence in a post; without `permalink_url`, facebook.com leads on from the id.
  static Optional<Receipt> receipt(JsonNode post) {
    return Json.word(post, "id")
        .filter(it -> it.matches("\\d+(_\\d+)?"))
        .map(
            it ->
                new Receipt(
                    it,
                    Json.word(post, "permalink_url")
                        .flatMap(Verdict::address)
                        .or(() -> Optional.of(URI.create("https://www.facebook.com/" + it)))));
  }

  private Outcome refused(Reply.Answer answer) {
    var error = GraphError.of(answer, access);
    if (answer.status() >= 500 || answer.status() == 408) {
      return new Outcome.Unknown(error.words());
    }
    return error.judged() || answer.status() < 400
        ? judged(error, answer)
        : unjudged(error, answer);
  }

  private Outcome judged(GraphError error, Reply.Answer answer) {
    var words = error.words();
    if (answer.status() < 400) {
      return new Outcome.Misconfigured(words + "; set `api` to the address it moved to");
    }
    return switch (error.kind()) {
      case UNSURE -> new Outcome.Unknown(words);
      case BUSY -> busy(words, answer);
      case TOO_FAST -> new Outcome.Deferred(words, Optional.of(TOO_FAST));
      case CREDENTIAL -> new Outcome.Unauthorized(error.tokenWords());
      case PERMISSION -> new Outcome.Misconfigured(words);
      case ADDRESS -> new Outcome.Misconfigured(words + "; are `page` and `version` right?");
      case DUPLICATE -> new Outcome.Duplicate(words, Optional.empty());
      case BLOCKED -> {
        rest(new Rest(now().plus(BLOCKED), true, "blocked by Facebook: " + words));
        yield new Outcome.Rejected(words);
      }
      case NO_CARD -> Scrapes.failed(context.keyring(), key, words);
      case REFUSED -> new Outcome.Rejected(words);
    };
  }

  private Outcome.Deferred busy(String words, Reply.Answer answer) {
    var wait = wait(answer);
    rest(new Rest(now().plus(wait), true, words));
    return new Outcome.Deferred(words, Optional.of(wait));
  }

  private Duration wait(Reply.Answer answer) {
    var usage = Usage.of(answer.headers());
    return usage.regain().isPositive()
        ? usage.regain()
        : RetryAfter.of(answer.headers(), now()).orElse(Usage.USUAL_WAIT);
  }

  /// Not Meta's words but those of something in front of it: nothing was judged.
  private Outcome unjudged(GraphError error, Reply.Answer answer) {
    var words = error.words();
    return switch (answer.status()) {
      case 401 -> new Outcome.Unauthorized(words);
      case 404, 405 -> new Outcome.Misconfigured(words + "; is `api` right?");
      case 429 -> busy(words, answer);
      default -> new Outcome.Deferred(words);
    };
  }

  private void rest(Rest rest) {
    rest.begin(context.keyring());
  }

  private Instant now() {
    return context.clock().instant();
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
