// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.http.Reply;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import org.tidings.text.LogText;
import tools.jackson.databind.JsonNode;

/// The Pages that a person lets the app act for (Pages API, "Get Started"; `GET /me/accounts`).
final class PageList {
  /// An agency's Pages come in pages, too.
  private static final int PAGES = 20;

  private PageList() {}

  /// One of them.
  ///
  /// @param tasks what that person may do there; empty if Meta doesn't say
  record Page(String id, String name, Optional<Secret> token, List<String> tasks) {
    Page {
      tasks = List.copyOf(tasks);
    }

    boolean mayPost() {
      return tasks.isEmpty() || tasks.contains("CREATE_CONTENT");
    }

    String describe() {
      return "%s (%s)".formatted(name, id);
    }

    private static Optional<Page> of(JsonNode json) {
      return Json.word(json, "id")
          .filter(it -> it.matches("\\d{1,32}"))
          .map(
              it ->
                  new Page(
                      it,
                      LogText.safe(Json.word(json, "name").orElse("without a name")),
                      Json.word(json, "access_token").map(Secret::of),
                      json.path("tasks").valueStream().map(task -> task.asString("")).toList()));
    }
  }

  /// How asking ended.
  sealed interface Result {}

  record Read(List<Page> pages) implements Result {
    public Read {
      pages = List.copyOf(pages);
    }
  }

  record NotRead(Reply reply) implements Result {}

  static Result read(Graph user) {
    var pages = new ArrayList<Page>();
    var after = Optional.<String>empty();
    for (var page = 0; page < PAGES; page++) {
      var query = new LinkedHashMap<String, String>();
      query.put("fields", "id,name,access_token,tasks");
      query.put("limit", "100");
      after.ifPresent(it -> query.put("after", it));
      var reply = user.get("me/accounts", query);
      if (!(reply instanceof Reply.Answer answer) || !answer.ok()) {
        return new NotRead(reply);
      }
      var json = Json.object(answer.text()).orElseGet(Json::object);
      json.path("data").forEach(it -> Page.of(it).ifPresent(pages::add));
      after = next(json);
      if (after.isEmpty()) {
        break;
      }
    }
    return new Read(pages);
  }

  /// The token of the configured Page, by that of somebody who may act for it; empty if Meta gives
  /// none, as to a token that is the Page's already.
  static Optional<Secret> tokenOf(Graph graph) {
    return graph.get(graph.settings().page(), Map.of("fields", "id,name,access_token"))
                instanceof Reply.Answer answer
            && answer.ok()
        ? Json.object(answer.text()).flatMap(it -> Json.word(it, "access_token")).map(Secret::of)
        : Optional.empty();
  }

  /// The cursor alone: `next` is a whole address with the token in it.
  static Optional<String> next(JsonNode list) {
    return Json.word(list.path("paging"), "next")
        .flatMap(_ -> Json.word(list.path("paging").path("cursors"), "after"));
  }
}
