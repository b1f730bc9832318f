// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;
import org.tidings.channel.Payload;
import org.tidings.channel.Sighting;
import org.tidings.http.Reply;
import org.tidings.http.RetryAfter;
import org.tidings.text.Json;
import org.tidings.text.Links;
import org.tidings.text.PlainText;
import tools.jackson.databind.JsonNode;

/// Looks through the location's posts for one that may be ours.
record ReadBack(Api api, Place place, Instant now) {
  /// What our clock and Google's may differ by.
  private static final Duration SLACK = Duration.ofMinutes(2);

  /// The most that a page holds
  /// (developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts/list).
  private static final int PAGE = 100;

  // unproved: in which order Google lists. So no page ends the search but the last one.
  private static final int PAGES = 10;

  Sighting find(Payload payload, Instant since) {
    var ours = ours(payload);
    var from = since.minus(SLACK);
    var next = Optional.<String>empty();
    for (var page = 0; page < PAGES; page++) {
      var reply = api.list(place, PAGE, next);
      if (!(reply instanceof Reply.Answer answer) || !answer.ok()) {
        return notLooked(reply);
      }
      var list = Json.object(answer.text());
      if (list.isEmpty()) {
        return notLooked("the list of posts can't be read");
      }
      var seen = seen(list.get(), ours.and(it -> isRecent(it, from)));
      next = Json.text(list.get(), "nextPageToken");
      if (seen.isPresent() || next.isEmpty()) {
        return seen.orElseGet(Sighting.Absent::new);
      }
    }
    return notLooked("the location has more than " + PAGES * PAGE + " posts");
  }

  private static Optional<Sighting> seen(JsonNode list, Predicate<JsonNode> ours) {
    for (var post : list.path("localPosts")) {
      var receipt = Verdict.receipt(post);
      if (receipt.isPresent() && ours.test(post)) {
        return receipt.map(Sighting.Found::new);
      }
    }
    return Optional.empty();
  }

  /// By the address on the button; by the words if there is no button. What was rejected nobody
  /// sees, so it is not there.
  private static Predicate<JsonNode> ours(Payload payload) {
    var link = Links.canonical(payload.link());
    var words = PlainText.letters(LocalPost.words(payload));
    return post -> {
      var button = Links.canonical(Json.text(post.path("callToAction"), "url").orElse(""));
      var alike =
          (button.isEmpty() || link.isEmpty())
              ? PlainText.letters(Json.text(post, "summary").orElse("")).equals(words)
              : button.equals(link);
      return alike && !"REJECTED".equals(Json.text(post, "state").orElse(""));
    };
  }

  /// A post that doesn't say when it was made may be ours.
  private static boolean isRecent(JsonNode post, Instant from) {
    try {
      return Json.text(post, "createTime")
          .map(it -> !OffsetDateTime.parse(it).toInstant().isBefore(from))
          .orElse(true);
    } catch (DateTimeParseException _) {
      return true;
    }
  }

  private Sighting notLooked(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer -> {
        var refusal = Refusal.of(answer, api.access());
        var wait = RetryAfter.of(answer.headers(), now).or(refusal::retryDelay);
        yield new Sighting.NotLooked(refusal.words(), wait);
      }
      case Reply.NotSent(_, var why) -> notLooked(why);
      case Reply.NoAnswer(var why) -> notLooked(why);
    };
  }

  private static Sighting notLooked(String why) {
    return new Sighting.NotLooked(why, Optional.empty());
  }
}
