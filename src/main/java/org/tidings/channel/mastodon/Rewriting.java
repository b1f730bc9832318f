// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tidings.channel.Payload;
import org.tidings.channel.Revision;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.http.RetryAfter;
import org.tidings.post.Post;
import org.tidings.text.Json;
import org.tidings.text.PlainText;

/// Changes a post's words: `PUT /api/v1/statuses/:id` (Mastodon 3.5). The server tells everybody
/// who boosted it, so what says it already is not sent again.
record Rewriting(Api api, Instant now) {
  Revision rewrite(String id, Post post, Payload sent, Set<String> ours) {
    if (!ReadBack.isId(id)) {
      return new Revision.Refused("the post is not known by its number");
    }
    var path = "/api/v1/statuses/" + id;
    return switch (api.get(path + "/source")) {
      case Reply.Answer answer when answer.ok() -> {
        var text = Json.object(answer.text()).map(it -> it.path("text").asString(""));
        yield text.isPresent()
            ? compared(path, text.get(), post, sent, ours)
            : new Revision.Later("the server does not say what the post says");
      }
      case Reply.Answer answer when isMissing(answer) -> unseen(path);
      case Reply other -> later(other);
    };
  }

  private Revision compared(String path, String text, Post post, Payload sent, Set<String> ours) {
    var says = PlainText.letters(text);
    if (says.equals(PlainText.letters(post.text()))) {
      return new Revision.Done();
    }
    return ours.stream().map(PlainText::letters).anyMatch(says::equals)
        ? put(path, body(post, sent))
        : new Revision.Refused("somebody has changed the post's words");
  }

  /// What is not said is taken away, so all is said again that was said first: the pictures, the
  /// words before the fold, the language. Who sees it can't be changed, and is not a parameter.
  private static String body(Post post, Payload sent) {
    var first = Json.object(sent.body()).orElseGet(Json::object);
    var body = Json.object().put("status", post.text());
    for (var name : new String[] {"language", "spoiler_text", "media_ids"}) {
      Optional.ofNullable(first.get(name)).ifPresent(it -> body.set(name, it));
    }
    return body.toString();
  }

  private Revision put(String path, String body) {
    return switch (api.put(path, Request.Body.json(body))) {
      case Reply.Answer answer when answer.ok() -> new Revision.Done();
      case Reply.Answer answer when isMissing(answer) -> new Revision.Gone(words(answer));
      case Reply.Answer answer when isRefusal(answer) -> new Revision.Refused(words(answer));
      case Reply other -> later(other);
    };
  }

  /// The server does not show what it says: there is no such post, or no such question.
  private Revision unseen(String path) {
    return switch (api.get(path)) {
      case Reply.Answer answer when isMissing(answer) -> new Revision.Gone(words(answer));
      case Reply.Answer answer when answer.ok() ->
          new Revision.Refused("this server can't change posts");
      case Reply other -> later(other);
    };
  }

  private static boolean isMissing(Reply.Answer answer) {
    return answer.status() == 404 || answer.status() == 410;
  }

  /// In words of the server itself, not of something in front of it.
  private static boolean isRefusal(Reply.Answer answer) {
    return switch (answer.status()) {
      case 405, 501 -> true;
      case 400, 413, 422 -> Refusal.said(answer).isPresent();
      default -> false;
    };
  }

  private Revision later(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer when answer.status() == 403 ->
          new Revision.Later(words(answer) + "; it takes write:statuses and read:statuses");
      case Reply.Answer answer ->
          new Revision.Later(words(answer), RetryAfter.of(answer.headers(), now));
      case Reply.NotSent(_, var why) -> new Revision.Later(why);
      case Reply.NoAnswer(var why) -> new Revision.Later(why);
    };
  }

  private String words(Reply.Answer answer) {
    return Refusal.words(answer, api.token());
  }
}
