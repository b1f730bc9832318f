// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.net.URI;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.oauth.LiveTokens;
import org.tidings.oauth.TokenEndpoint;
import org.tidings.oauth.TokenReply;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;

/// X's interface as the holder of the account's access sees it.
record Api(XSettings settings, ChannelContext context) {
  /// The name of an OAuth 2 app's secret in the keyring.
  static final String CLIENT_SECRET = "client_secret";

  private static final String ACCOUNT = "account";

  /// How a request ended.
  sealed interface Said {
    /// It was made.
    record Replied(Reply reply, Access access) implements Said {}

    /// There was nothing to make it with.
    record Barred(Outcome.NotPosted why) implements Said {}
  }

  Said get(String path) {
    return send(Request.get(settings.api().resolve(path)).with(Request.Limits.API));
  }

  Said post(String path, String json) {
    return send(Request.post(settings.api().resolve(path), Request.Body.json(json)));
  }

  /// A refused token is renewed, and the request made again, once: 401 is a whole refusal.
  private Said send(Request request) {
    if (!settings.oauth2()) {
      try {
        return made(request, Access.Keys.read(context.keyring(), settings.api()));
      } catch (SecretException | IllegalArgumentException e) {
        return new Said.Barred(new Outcome.Unauthorized("the stored credential can't be used"));
      }
    }
    var first = with(request, tokens().current());
    return first instanceof Said.Replied(Reply.Answer answer, Access.Bearer(var token))
            && answer.status() == 401
        ? with(request, tokens().instead(token))
        : first;
  }

  private Said with(Request request, TokenReply reply) {
    return switch (reply) {
      case TokenReply.Granted(var tokens) -> made(request, new Access.Bearer(tokens.access()));
      case TokenReply.Refused(_, var reason) ->
          new Said.Barred(new Outcome.Unauthorized("X gives no new access: " + reason));
      case TokenReply.Unreachable(var reason, _) ->
          new Said.Barred(new Outcome.Deferred("the access could not be renewed: " + reason));
    };
  }

  private Said made(Request request, Access access) {
    var allowed = access.allow(request, context.clock().instant());
    return new Said.Replied(context.http().send(allowed), access);
  }

  /// Why nothing could be sent now. Renews what has to be renewed: here, and not between the intent
  /// and the request, where a death would leave the post in doubt.
  Optional<Outcome.NotPosted> barred() {
    if (!settings.oauth2()) {
      return Optional.empty();
    }
    return switch (tokens().current()) {
      case TokenReply.Granted _ -> Optional.empty();
      case TokenReply.Refused(_, var reason) ->
          Optional.of(new Outcome.Unauthorized("X gives no new access: " + reason));
      case TokenReply.Unreachable(var reason, _) ->
          Optional.of(new Outcome.Deferred("the access could not be renewed: " + reason));
    };
  }

  LiveTokens tokens() {
    return new LiveTokens(
        context.keyring(), Access.TOKENS, settings.api(), endpoint(), context.clock());
  }

  TokenEndpoint endpoint() {
    var secret = context.keyring().get(CLIENT_SECRET);
    return new TokenEndpoint(settings.app(secret), context.http(), context.clock());
  }

  /// Whose account it is, as it was when it was last asked; asking costs money.
  Optional<Account> account() {
    return context.keyring().get(ACCOUNT).flatMap(it -> Account.parse(it.reveal()));
  }

  /// An account.
  ///
  /// @param id its number
  /// @param name without `@`
  record Account(String id, String name) {
    static Optional<Account> parse(String stored) {
      var parts = stored.split(" ", 2);
      return parts.length == 2 && parts[0].matches("\\d{1,19}")
          ? Optional.of(new Account(parts[0], parts[1]))
          : Optional.empty();
    }

    void store(Keyring keyring) {
      keyring.put(ACCOUNT, Secret.of(id + " " + name));
    }
  }

  static URI post(String id) {
    return URI.create("https://x.com/i/web/status/" + id);
  }
}
