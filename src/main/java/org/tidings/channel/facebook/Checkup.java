// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.http.Reply;
import org.tidings.text.Json;
import org.tidings.text.LogText;

/// Asks Meta whose token we have, what it is good for, and for how long. Posts nothing.
record Checkup(FacebookSettings settings, ChannelContext context) {
  /// Reading back needs the first, posting the second (Pages API, "Posts").
  static final List<String> SCOPES = List.of("pages_read_engagement", "pages_manage_posts");

  Health of(Access access) {
    return of(access, SCOPES);
  }

  /// The same with more permissions.
  Health of(Access access, List<String> scopes) {
    var graph = new Graph(settings, context, access);
    return switch (graph.get("me", Map.of("fields", "id,name"))) {
      case Reply.Answer answer when answer.ok() -> page(answer, access, scopes);
      case Reply other -> unwell(other, access);
    };
  }

  private Health page(Reply.Answer answer, Access access, List<String> scopes) {
    var me = Json.object(answer.text());
    var id = me.flatMap(it -> Json.word(it, "id"));
    if (id.isEmpty()) {
      return new Health.Bad(
          settings.host() + " does not speak Meta's language",
          "correct `api` in the configuration");
    }
    var name = LogText.safe(me.flatMap(it -> Json.word(it, "name")).orElse("Page " + id.get()));
    return id.get().equals(settings.page())
        ? token(name, access, scopes)
        : new Health.Bad(
            "the token belongs to %s (%s), not to Page %s"
                .formatted(name, LogText.safe(id.get()), settings.page()),
            "correct `page`, or: " + remedy());
  }

  private Health token(String name, Access access, List<String> scopes) {
    var hints = new ArrayList<String>();
    settings.version().hint(context.clock().instant()).ifPresent(hints::add);
    var app = access.ofApp();
    if (app.isEmpty()) {
      hints.add("without app number and app secret Meta doesn't say when the access ends");
      return new Health.Good(name, Optional.empty(), hints);
    }
    return switch (TokenFacts.ask(new Graph(settings, context, app.get()), access.token())) {
      case TokenFacts.Told(var facts) -> told(name, facts, scopes, hints);
      case TokenFacts.Untold(var reason) -> {
        hints.add("Meta doesn't say when the access ends: " + reason);
        yield new Health.Good(name, Optional.empty(), hints);
      }
      case TokenFacts.Unreachable(var reason) -> new Health.Unreachable(reason);
    };
  }

  private Health told(String name, TokenFacts facts, List<String> scopes, List<String> hints) {
    if (!facts.valid()) {
      return new Health.Bad(
          "Meta calls the token of %s invalid%s"
              .formatted(name, facts.reason().isEmpty() ? "" : ": " + LogText.safe(facts.reason())),
          remedy());
    }
    var missing = facts.without(scopes);
    return missing.isEmpty()
        ? new Health.Good(name, facts.expires().filter(this::soonEnough), hints)
        : new Health.Bad(
            "the token of %s lacks %s".formatted(name, String.join(", ", missing)),
            "allow that too: " + remedy());
  }

  /// An end beyond a human life is Meta's way to say never.
  private boolean soonEnough(Instant end) {
    return end.isBefore(context.clock().instant().plusSeconds(100L * 365 * 86_400));
  }

  Health unwell(Reply reply, Access access) {
    return switch (reply) {
      case Reply.Answer answer -> refused(answer, access);
      case Reply.NotSent(var cause, var why) ->
          switch (cause) {
            case UNREACHABLE -> new Health.Unreachable(why);
            case FORBIDDEN ->
                new Health.Bad(why, "correct `api`, or list its address in `allow_private`");
          };
      case Reply.NoAnswer(var why) -> new Health.Unreachable(why);
    };
  }

  private Health refused(Reply.Answer answer, Access access) {
    var error = GraphError.of(answer, access);
    if (answer.status() >= 500) {
      return new Health.Unreachable(error.words());
    }
    if (!error.judged()) {
      return answer.status() == 401
          ? new Health.Bad(error.words(), remedy())
          : new Health.Unreachable(error.words());
    }
    return switch (error.kind()) {
      case UNSURE, BUSY, TOO_FAST -> new Health.Unreachable(error.words());
      case CREDENTIAL, PERMISSION, DUPLICATE, BLOCKED, NO_CARD, REFUSED ->
          new Health.Bad(error.tokenWords(), remedy());
      case ADDRESS -> new Health.Bad(error.words(), "correct `page` or `version`");
    };
  }

  private String remedy() {
    return settings.remedy(context.id());
  }
}
