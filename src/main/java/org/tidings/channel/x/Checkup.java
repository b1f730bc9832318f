// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.time.Instant;
import java.util.Optional;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.oauth.TokenReply;
import org.tidings.oauth.Tokens;
import org.tidings.secret.SecretException;
import org.tidings.text.Json;

/// Whether the account could post.
record Checkup(Api api, Instant now) {
  /// Asks X, which costs $0.010 (docs.x.com, "Pricing", user read).
  Health ask() {
    return switch (api.get("/2/users/me")) {
      case Api.Said.Barred(var why) -> health(why);
      case Api.Said.Replied(Reply.Answer answer, _) when answer.ok() -> named(answer);
      case Api.Said.Replied(var reply, var access) ->
          health(new Verdict(access, now, false).beforePosting(reply));
    };
  }

  /// Looks at what is stored, which costs nothing.
  Health look() {
    try {
      return api.settings().oauth2() ? tokens() : keys();
    } catch (SecretException | IllegalArgumentException e) {
      return bad("the stored credential can't be used");
    }
  }

  private Health keys() {
    var user = Access.Keys.read(api.context().keyring(), api.settings().api()).user();
    return new Health.Good(name(user.orElse("?")), Optional.empty());
  }

  /// A refresh token lives long but not for ever, and each renewal gives a new one.
  private Health tokens() {
    var stored = Tokens.read(api.context().keyring(), Access.TOKENS, api.settings().api());
    if (stored.isEmpty()) {
      return bad("no credential is stored");
    }
    if (stored.get().obtained().plus(api.settings().idle()).isAfter(now)) {
      return new Health.Good(name("?"), Optional.empty());
    }
    return switch (api.tokens().current()) {
      case TokenReply.Granted _ -> new Health.Good(name("?"), Optional.empty());
      case TokenReply.Refused(_, var reason) -> bad(reason);
      case TokenReply.Unreachable(var reason, _) -> new Health.Unreachable(reason);
    };
  }

  private String name(String otherwise) {
    return "@" + api.account().map(Api.Account::name).orElse(otherwise);
  }

  private Health named(Reply.Answer answer) {
    var data = Json.object(answer.text()).map(it -> it.path("data"));
    var id = data.flatMap(it -> Problem.text(it, "id")).filter(it -> it.matches("\\d{1,19}"));
    var name =
        data.flatMap(it -> Problem.text(it, "username")).filter(it -> it.matches("\\w{1,50}"));
    if (id.isEmpty() || name.isEmpty()) {
      return new Health.Unreachable("X's answer names no account");
    }
    // unproved: that X still says so; without this field it is learnt by the first post.
    if (answer.headers().first("x-access-level").filter("read"::equals).isPresent()) {
      return new Health.Bad(
          "the access token of @" + name.get() + " may only read",
          "give the app \"Read and write\" at console.x.com, make a new access token there, and "
              + connect());
    }
    new Api.Account(id.get(), name.get()).store(api.context().keyring());
    return new Health.Good("@" + name.get(), Optional.empty());
  }

  private Health health(Outcome.NotPosted why) {
    return switch (why) {
      case Outcome.Deferred(var reason, _) -> new Health.Unreachable(reason);
      case Outcome.Unauthorized(var reason) -> bad(reason);
      case Outcome.Misconfigured(var reason) -> mend(reason);
      case Outcome.Rejected(var reason) -> mend(reason);
      case Outcome.Stale(var reason) -> mend(reason);
    };
  }

  private static Health mend(String reason) {
    return new Health.Bad(reason, "put that right, then run: tidings check --live");
  }

  private Health bad(String reason) {
    return new Health.Bad(reason, connect());
  }

  private String connect() {
    return "run: tidings connect " + api.context().id();
  }
}
