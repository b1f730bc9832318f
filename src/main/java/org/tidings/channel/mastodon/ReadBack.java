// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.tidings.channel.Payload;
import org.tidings.channel.Sighting;
import org.tidings.http.Reply;
import org.tidings.http.RetryAfter;
import org.tidings.text.Json;
import org.tidings.text.Links;
import org.tidings.text.PlainText;
import tools.jackson.databind.JsonNode;

/// Looks through the account's own posts, newest first, for one that may be ours.
record ReadBack(Api api, Instant now) {
  /// What our clock and the server's may differ by.
  private static final Duration SLACK = Duration.ofMinutes(2);

  /// 40 is the most that a page holds (docs.joinmastodon.org/methods/accounts, `statuses`).
  static final String QUERY = "/statuses?limit=40&exclude_reblogs=true&exclude_replies=true";

  private static final int PAGES = 5;

  /// The account is asked for each time: a token may have been replaced by another account's, and
  /// looking through the wrong posts would find nothing.
  Sighting find(Payload payload, Instant since) {
    var ours = ours(payload);
    return switch (api.whoAmI()) {
      case Reply.Answer answer when answer.ok() ->
          Json.object(answer.text())
              .flatMap(it -> Json.text(it, "id"))
              .filter(ReadBack::isId)
              .map(it -> pages("/api/v1/accounts/" + it + QUERY, ours, since.minus(SLACK)))
              .orElseGet(() -> notLooked("the server does not say whose token it is"));
      case Reply other -> notLooked(other);
    };
  }

  private Sighting pages(String path, Predicate<JsonNode> ours, Instant from) {
    var next = path;
    for (var page = 0; page < PAGES; page++) {
      var reply = api.get(next);
      if (!(reply instanceof Reply.Answer answer) || !answer.ok()) {
        return notLooked(reply);
      }
      var statuses = Json.array(answer.text());
      if (statuses.isEmpty()) {
        return notLooked("the server's list of posts can't be read");
      }
      var look = look(statuses.get(), ours, from);
      if (look.sighting().isPresent()) {
        return look.sighting().get();
      }
      next = path + "&max_id=" + look.oldest();
    }
    return notLooked("more than " + PAGES + " pages of posts since then");
  }

  /// What one page shows.
  ///
  /// @param sighting empty if the answer is on a later page
  private record Look(Optional<Sighting> sighting, String oldest) {}

  private static Look look(JsonNode statuses, Predicate<JsonNode> ours, Instant from) {
    var oldest = "";
    var over = true;
    for (var status : statuses) {
      var recent = madeAt(status).map(it -> !it.isBefore(from)).orElse(true);
      var receipt = Verdict.receipt(status);
      if (recent && receipt.isPresent() && ours.test(status)) {
        return new Look(receipt.map(Sighting.Found::new), oldest);
      }
      oldest = receipt.map(it -> it.remoteId()).orElse(oldest);
      over = !recent;
    }
    var end = over || !isId(oldest);
    return new Look(end ? Optional.of(new Sighting.Absent()) : Optional.empty(), oldest);
  }

  /// Whether it can stand in an address as it is.
  static boolean isId(String text) {
    return text.matches("[\\w-]{1,64}");
  }

  static Optional<Instant> madeAt(JsonNode status) {
    try {
      return Json.text(status, "created_at").map(it -> OffsetDateTime.parse(it).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// By the article's address if the post has one, else by the words.
  private static Predicate<JsonNode> ours(Payload payload) {
    if (!payload.link().isEmpty()) {
      var link = Links.canonical(payload.link());
      return it ->
          Jsoup.parseBodyFragment(content(it)).select("a[href]").stream()
              .anyMatch(a -> Links.canonical(a.attr("href")).equals(link));
    }
    var words =
        PlainText.letters(
            Json.object(payload.body()).flatMap(it -> Json.text(it, "status")).orElse(""));
    return it -> PlainText.letters(Jsoup.parseBodyFragment(content(it)).text()).equals(words);
  }

  private static String content(JsonNode status) {
    return Json.text(status, "content").orElse("");
  }

  private Sighting notLooked(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer ->
          new Sighting.NotLooked(
              Refusal.words(answer, api.token()), RetryAfter.of(answer.headers(), now));
      case Reply.NotSent(_, var why) -> notLooked(why);
      case Reply.NoAnswer(var why) -> notLooked(why);
    };
  }

  private static Sighting notLooked(String why) {
    return new Sighting.NotLooked(why, Optional.empty());
  }
}
