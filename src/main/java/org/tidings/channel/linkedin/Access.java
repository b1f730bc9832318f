// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Outcome;
import org.tidings.oauth.LiveTokens;
import org.tidings.oauth.TokenEndpoint;
import org.tidings.oauth.TokenReply;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import org.tidings.secret.SecretRef;

/// The token, and how it is kept alive. It lasts 60 days; only apps of LinkedIn's partners are
/// given another one to renew it with, for a year from the first (learn.microsoft.com/linkedin,
/// "programmatic refresh tokens").
record Access(LinkedInSettings settings, ChannelContext context) {
  static final String TOKENS = "tokens";

  /// A token as young as this that is refused would be refused again after another renewal.
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private static final String ENDED =
      "LinkedIn's access ends after 60 days, and this one has ended";

  /// Whether there is a token to use.
  sealed interface Grant {
    /// There is one. Prints without it.
    ///
    /// @param expires when the owner must connect again; empty: not known
    /// @param scopes what was allowed; empty: not known
    record Open(Secret token, Optional<Instant> expires, List<String> scopes) implements Grant {}

    record Shut(Outcome.NotPosted why) implements Grant {}
  }

  Grant open() {
    try {
      return settings.token() instanceof SecretRef.Stored ? stored() : given();
    } catch (SecretException e) {
      return shut(String.valueOf(e.getMessage()));
    }
  }

  /// A token of the owner's: nobody tells us when it ends.
  private Grant given() {
    var token = context.keyring().resolve(settings.token(), "token").reveal().strip();
    return new Grant.Open(Secret.of(token), Optional.empty(), List.of());
  }

  private Grant stored() {
    var tokens = Tokens.read(context.keyring(), TOKENS, settings.api());
    if (tokens.isEmpty()) {
      return shut("no credential is stored");
    }
    var renewing = renewing(tokens.get());
    if (renewing.isPresent()) {
      return grant(renewing.get().current());
    }
    var over = tokens.get().expires().filter(it -> !it.isAfter(context.clock().instant()));
    return over.isPresent()
        ? shut(ENDED)
        : new Grant.Open(tokens.get().access(), tokens.get().expires(), tokens.get().scopes());
  }

  /// Gets another token for one that LinkedIn refused although it should be good.
  ///
  /// @return whether there is another one now
  boolean renewed(Secret refused) {
    try {
      return settings.token() instanceof SecretRef.Stored
          && Tokens.read(context.keyring(), TOKENS, settings.api())
              .filter(it -> it.obtained().plus(YOUNG).isBefore(context.clock().instant()))
              .flatMap(this::renewing)
              .filter(it -> it.instead(refused) instanceof TokenReply.Granted)
              .isPresent();
    } catch (SecretException _) {
      // Said by whoever opens next.
      return false;
    }
  }

  private Optional<LiveTokens> renewing(Tokens tokens) {
    return tokens
        .refresh()
        .flatMap(_ -> App.of(settings, context.keyring()))
        .map(
            app ->
                new LiveTokens(
                    context.keyring(),
                    TOKENS,
                    settings.api(),
                    new TokenEndpoint(app.oauth(settings), context.http(), context.clock()),
                    context.clock()));
  }

  private static Grant grant(TokenReply reply) {
    return switch (reply) {
      case TokenReply.Granted(var tokens) ->
          new Grant.Open(tokens.access(), tokens.refreshExpires(), tokens.scopes());
      case TokenReply.Refused(_, var reason) ->
          shut("LinkedIn renews the access no more: " + reason);
      case TokenReply.Unreachable(var reason, _) ->
          new Grant.Shut(new Outcome.Deferred("renewing the access: " + reason));
    };
  }

  private static Grant shut(String why) {
    return new Grant.Shut(new Outcome.Unauthorized(why));
  }
}
