// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tidings.channel.Outcome;
import org.tidings.channel.Receipt;
import org.tidings.channel.Sighting;
import org.tidings.http.Reply;
import org.tidings.text.Json;
import org.tidings.text.Links;
import tools.jackson.databind.JsonNode;

/// Looks through the account's own posts (Threads API reference, "Retrieve Posts").
record ReadBack(Graph graph, Instant now) {
  /// What our clock and Meta's may differ by.
  private static final Duration SLACK = Duration.ofMinutes(2);

  private static final int PER_PAGE = 25;
  private static final int PAGES = 8;

  /// As in `2026-11-24T12:00:00+0000`.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT);

  /// Looks for the post that a container became: by its id, should that be the same, else by the
  /// article's address. Of several it is the oldest: what came later somebody else posted.
  Sighting find(String container, String link, Instant since) {
    var from = since.minus(SLACK);
    var seen = Optional.<Receipt>empty();
    var after = "";
    for (var page = 0; page < PAGES; page++) {
      var reply = graph.get(graph.user() + "/threads", query(from, after));
      if (!(reply instanceof Reply.Answer answer) || !answer.ok()) {
        return notLooked(reply);
      }
      var list = Json.object(answer.text()).filter(it -> it.path("data").isArray());
      if (list.isEmpty()) {
        return notLooked("the list of posts can't be read");
      }
      for (var post : list.get().path("data")) {
        if (isOurs(post, container, canonical(link), from)) {
          seen = receipt(post).or(() -> receipt(container));
        }
      }
      after = next(list.get());
      if (after.isEmpty()) {
        return seen.<Sighting>map(Sighting.Found::new).orElseGet(Sighting.Absent::new);
      }
    }
    return notLooked("more than " + PAGES * PER_PAGE + " posts since then");
  }

  /// Where people can see a post; never a reason to think that it is not there.
  Receipt published(String media) {
    var reply = graph.getSoon(media, Map.of("fields", "permalink"));
    var url =
        reply instanceof Reply.Answer answer && answer.ok()
            ? Json.object(answer.text()).flatMap(it -> Fields.address(it, "permalink"))
            : Optional.<URI>empty();
    return new Receipt(media, url);
  }

  /// What is known of a post of which only the container is.
  static Optional<Receipt> receipt(String container) {
    return Optional.of(new Receipt(container, Optional.empty()));
  }

  private static Optional<Receipt> receipt(JsonNode post) {
    return Fields.id(post, "id").map(it -> new Receipt(it, Fields.address(post, "permalink")));
  }

  private static Map<String, String> query(Instant from, String after) {
    var query = new LinkedHashMap<String, String>();
    query.put("fields", "id,permalink,text,timestamp,link_attachment_url");
    query.put("since", Long.toString(from.getEpochSecond()));
    query.put("limit", Integer.toString(PER_PAGE));
    if (!after.isEmpty()) {
      query.put("after", after);
    }
    return query;
  }

  /// The address in `next` holds the token; its cursor is enough.
  private static String next(JsonNode list) {
    var paging = list.path("paging");
    return paging.has("next") ? Json.text(paging.path("cursors"), "after").orElse("") : "";
  }

  private static boolean isOurs(JsonNode post, String container, String link, Instant from) {
    if (Fields.id(post, "id").filter(container::equals).isPresent()) {
      return true;
    }
    var recent = madeAt(post).map(it -> !it.isBefore(from)).orElse(true);
    return recent && !link.isEmpty() && leadsTo(post, link);
  }

  private static boolean leadsTo(JsonNode post, String link) {
    return Json.text(post, "link_attachment_url")
            .map(ReadBack::canonical)
            .filter(link::equals)
            .isPresent()
        || Links.in(Json.text(post, "text").orElse("")).stream()
            .anyMatch(it -> canonical(it.target().toString()).equals(link));
  }

  private static Optional<Instant> madeAt(JsonNode post) {
    try {
      return Json.text(post, "timestamp").map(it -> OffsetDateTime.parse(it, TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Without the slash at its end, which servers add and take away.
  private static String canonical(String address) {
    return Links.canonical(address).replaceFirst("/$", "");
  }

  private Sighting notLooked(Reply reply) {
    return switch (new Verdict(graph.token(), now).repeatable(reply)) {
      case Outcome.Deferred(var reason, var wait) -> new Sighting.NotLooked(reason, wait);
      case Outcome.NotPosted other -> notLooked(other.reason());
    };
  }

  static Sighting notLooked(String why) {
    return new Sighting.NotLooked(why, Optional.empty());
  }
}
