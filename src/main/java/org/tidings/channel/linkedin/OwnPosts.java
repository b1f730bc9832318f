// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.tidings.channel.Outcome;
import org.tidings.channel.Payload;
import org.tidings.channel.Sighting;
import org.tidings.http.Reply;
import org.tidings.text.Json;
import org.tidings.text.Links;
import tools.jackson.databind.JsonNode;

/// Looks through a page's posts, newest first, for one that may be ours.
record OwnPosts(Api api, Verdict verdict) {
  /// What our clock and LinkedIn's may differ by.
  private static final Duration SLACK = Duration.ofMinutes(2);

  private static final int COUNT = 10;
  private static final int PAGES = 5;

  /// The finder of learn.microsoft.com/linkedin, "Posts API", "find posts by authors".
  // unproved: `start`, Rest.li's usual word for the next page; a server that does not know it gives
  // the first page again, and then too little was seen to say that the post is absent.
  static String query(String author, int count, int start) {
    return "/rest/posts?q=author&author=%s&count=%d&sortBy=CREATED%s"
        .formatted(
            URLEncoder.encode(author, StandardCharsets.UTF_8),
            count,
            start == 0 ? "" : "&start=" + start);
  }

  Sighting find(Payload payload, Instant since) {
    var share = Share.of(payload);
    var ours = ours(payload, share);
    var from = since.minus(SLACK);
    for (var page = 0; page < PAGES; page++) {
      var reply = api.find(query(share.author(), COUNT, page * COUNT));
      if (!(reply instanceof Reply.Answer answer) || !answer.ok()) {
        return notLooked(reply);
      }
      var posts = Json.object(answer.text()).map(it -> it.path("elements"));
      if (posts.filter(JsonNode::isArray).isEmpty()) {
        return new Sighting.NotLooked("LinkedIn's list of posts can't be read", Optional.empty());
      }
      var seen = look(posts.get(), ours, from);
      if (seen.isPresent()) {
        return seen.get();
      }
    }
    return new Sighting.NotLooked("more posts since then than we look at", Optional.empty());
  }

  /// What one page shows; empty if the answer is on a later one.
  private Optional<Sighting> look(JsonNode posts, Predicate<JsonNode> ours, Instant from) {
    var over = posts.size() < COUNT;
    for (var post : posts) {
      var recent = !madeAt(post).isBefore(from);
      var receipt = Json.text(post, "id").flatMap(verdict::receipt);
      if (recent && receipt.isPresent() && ours.test(post)) {
        return receipt.map(Sighting.Found::new);
      }
      over |= !recent;
    }
    return over ? Optional.of(new Sighting.Absent()) : Optional.empty();
  }

  /// One without a time may be new.
  private static Instant madeAt(JsonNode post) {
    var at =
        post.path("createdAt").isMissingNode() ? post.path("publishedAt") : post.path("createdAt");
    return at.isNumber() ? Instant.ofEpochMilli(at.asLong()) : Instant.MAX;
  }

  /// By the article's address if the post has a card, else by the words.
  private static Predicate<JsonNode> ours(Payload payload, Share share) {
    if (!payload.link().isEmpty()) {
      var link = Links.canonical(payload.link());
      return it ->
          Json.text(it.path("content").path("article"), "source")
              .filter(source -> Links.canonical(source).equals(link))
              .isPresent();
    }
    return it -> it.path("commentary").asString("").strip().equals(share.commentary().strip());
  }

  private Sighting notLooked(Reply reply) {
    var why = verdict.beforePosting(reply);
    return new Sighting.NotLooked(
        why.reason(), why instanceof Outcome.Deferred(_, var asked) ? asked : Optional.empty());
  }
}
