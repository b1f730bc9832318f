// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Payload;
import org.tidings.channel.Sighting;
import org.tidings.http.Reply;
import org.tidings.http.RetryAfter;
import org.tidings.text.Json;
import org.tidings.text.Links;
import org.tidings.text.PlainText;
import tools.jackson.databind.JsonNode;

/// Looks through the Page's own posts, newest first, for one that may be ours.
record ReadBack(Graph graph, Trail trail, Instant now) {
  /// What our clock and Meta's may differ by.
  private static final Duration SLACK = Duration.ofMinutes(2);

  /// Meta takes up to 100 (Page feed reference); long texts make pages of 25 heavy enough.
  private static final int LIMIT = 25;

  private static final int PAGES = 5;

  private static final String FIELDS = "id,message,created_time,permalink_url";

  /// unproved: the names of what the link became. Without them the words must do.
  private static final String LINKED = FIELDS + ",attachments{unshimmed_url,url}";

  /// `2026-11-24T12:00:00+0000`.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS][xx][xxx][X]", Locale.ROOT);

  /// Looks once.
  Sighting find(Payload payload, DeliveryKey key, Instant since) {
    var from = since.minus(SLACK);
    var wanted = ours(payload, key);
    var first = page(LINKED, from, "");
    // 100: no such field.
    return first instanceof Reply.Answer answer && !answer.ok() && error(answer).code() == 100
        ? pages(page(FIELDS, from, ""), FIELDS, from, wanted)
        : pages(first, LINKED, from, wanted);
  }

  private Reply page(String fields, Instant from, String after) {
    var query = new LinkedHashMap<String, String>();
    query.put("fields", fields);
    query.put("since", Long.toString(from.getEpochSecond()));
    query.put("limit", Integer.toString(LIMIT));
    if (!after.isEmpty()) {
      query.put("after", after);
    }
    return graph.get(graph.settings().page() + "/published_posts", query);
  }

  private Sighting pages(Reply first, String fields, Instant from, Predicate<JsonNode> wanted) {
    var reply = first;
    for (var page = 1; true; page++) {
      if (!(reply instanceof Reply.Answer answer) || !answer.ok()) {
        return notLooked(reply);
      }
      var list = Json.object(answer.text()).filter(it -> it.path("data").isArray());
      if (list.isEmpty()) {
        return notLooked("Facebook's list of posts can't be read");
      }
      var found = found(list.get().path("data"), from, wanted);
      if (found.isPresent()) {
        return found.get();
      }
      var after = PageList.next(list.get());
      if (after.isEmpty()) {
        return new Sighting.Absent();
      }
      if (page == PAGES) {
        return notLooked("more than " + PAGES + " pages of posts since then");
      }
      reply = page(fields, from, after.get());
    }
  }

  private static Optional<Sighting> found(
      JsonNode posts, Instant from, Predicate<JsonNode> wanted) {
    for (var post : posts) {
      var recent = madeAt(post).map(it -> !it.isBefore(from)).orElse(true);
      var receipt = Verdict.receipt(post);
      if (recent && receipt.isPresent() && wanted.test(post)) {
        return receipt.map(Sighting.Found::new);
      }
    }
    return Optional.empty();
  }

  /// By the article's address, else by the words: Facebook may follow a link and show where it led.
  /// The words of another delivery's post are not ours even if they are the same.
  private Predicate<JsonNode> ours(Payload payload, DeliveryKey key) {
    var words = PlainText.letters(Draft.words(payload));
    Predicate<JsonNode> sameWords =
        it ->
            !words.isEmpty()
                && PlainText.letters(it.path("message").asString("")).equals(words)
                && !trail.isOthers(it.path("id").asString(""), key);
    if (payload.link().isEmpty()) {
      return sameWords;
    }
    var link = canonical(payload.link());
    return sameWords.or(it -> attached(it).anyMatch(address -> canonical(address).equals(link)));
  }

  private static Stream<String> attached(JsonNode post) {
    return post.path("attachments")
        .path("data")
        .valueStream()
        .flatMap(
            it -> Stream.of("unshimmed_url", "url").flatMap(name -> Json.word(it, name).stream()))
        .map(ReadBack::unshimmed);
  }

  /// `https://l.facebook.com/l.php?u=…` leads on to `u`.
  private static String unshimmed(String address) {
    var query = address.indexOf('?');
    return address.contains("facebook.com/l.php?")
        ? Form.decode(address.substring(query + 1)).getOrDefault("u", address)
        : address;
  }

  /// Without what sites answer alike: scheme, `www.`, a slash at the end, a fragment, and what
  /// Facebook adds.
  private static String canonical(String address) {
    try {
      var uri = Links.recognisable(URI.create(address.strip()));
      var authority = String.valueOf(uri.getRawAuthority()).toLowerCase(Locale.ROOT);
      var path = Optional.ofNullable(uri.getRawPath()).orElse("").replaceFirst("/$", "");
      var query =
          Optional.ofNullable(uri.getRawQuery())
              .map(it -> ("&" + it).replaceAll("&(fbclid|h)=[^&]*", ""))
              .orElse("");
      return authority.replaceFirst("^www\\.", "") + path + query;
    } catch (IllegalArgumentException _) {
      return address.strip();
    }
  }

  private static Optional<Instant> madeAt(JsonNode post) {
    try {
      return Json.word(post, "created_time").map(it -> OffsetDateTime.parse(it, TIME).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private Sighting notLooked(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer ->
          new Sighting.NotLooked(
              error(answer).words(),
              Optional.of(Usage.of(answer.headers()).regain())
                  .filter(Duration::isPositive)
                  .or(() -> RetryAfter.of(answer.headers(), now)));
      case Reply.NotSent(_, var why) -> notLooked(why);
      case Reply.NoAnswer(var why) -> notLooked(why);
    };
  }

  private GraphError error(Reply.Answer answer) {
    return GraphError.of(answer, graph.access());
  }

  private static Sighting notLooked(String why) {
    return new Sighting.NotLooked(why, Optional.empty());
  }
}
