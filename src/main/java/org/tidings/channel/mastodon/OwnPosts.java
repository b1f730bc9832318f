// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.tidings.channel.Timeline;
import org.tidings.channel.Timeline.Shown;
import org.tidings.http.Reply;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// Lists the account's own posts, newest first.
record OwnPosts(Api api) {
  Timeline list(int most) {
    return switch (api.whoAmI()) {
      case Reply.Answer answer when answer.ok() ->
          Json.object(answer.text())
              .flatMap(it -> Json.text(it, "id"))
              .filter(ReadBack::isId)
              .map(it -> pages("/api/v1/accounts/" + it + ReadBack.QUERY, most))
              .orElseGet(() -> new Timeline.Unread("the server does not say whose token it is"));
      case Reply other -> unread(other);
    };
  }

  private Timeline pages(String path, int most) {
    var posts = new ArrayList<Shown>();
    var next = path;
    while (posts.size() < most) {
      var reply = api.get(next);
      if (!(reply instanceof Reply.Answer answer) || !answer.ok()) {
        return unread(reply);
      }
      var statuses = Json.array(answer.text());
      if (statuses.isEmpty()) {
        return new Timeline.Unread("the server's list of posts can't be read");
      }
      var page = statuses.get().valueStream().flatMap(it -> shown(it).stream()).toList();
      posts.addAll(page);
      if (page.isEmpty() || !ReadBack.isId(page.getLast().receipt().remoteId())) {
        return new Timeline.Listed(posts, false);
      }
      next = path + "&max_id=" + page.getLast().receipt().remoteId();
    }
    return new Timeline.Listed(posts.subList(0, most), true);
  }

  private static Optional<Shown> shown(JsonNode status) {
    var content = Jsoup.parseBodyFragment(Json.text(status, "content").orElse(""));
    var inText = content.select("a[href]:not(.mention)").stream().map(it -> it.attr("href"));
    var links =
        Stream.concat(inText, Json.text(status.path("card"), "url").stream())
            .flatMap(it -> address(it).stream())
            .distinct()
            .toList();
    return Verdict.receipt(status)
        .map(it -> new Shown(it, ReadBack.madeAt(status), links, content.text()));
  }

  private static Optional<URI> address(String written) {
    try {
      return Optional.of(URI.create(written.strip()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Timeline unread(Reply reply) {
    return new Timeline.Unread(
        switch (reply) {
          case Reply.Answer answer -> Refusal.words(answer, api.token());
          case Reply.NotSent(_, var why) -> why;
          case Reply.NoAnswer(var why) -> why;
        });
  }
}
