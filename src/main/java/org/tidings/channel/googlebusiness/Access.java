// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Outcome;
import org.tidings.oauth.LiveTokens;
import org.tidings.oauth.OAuthApp;
import org.tidings.oauth.TokenEndpoint;
import org.tidings.oauth.TokenReply;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;

/// The owner's permission: an access token for an hour, and a refresh token that stays the same
/// (developers.google.com/identity, "OAuth 2.0 for desktop apps").
record Access(GoogleSettings settings, ChannelContext context) {
  static final String TOKENS = "tokens";
  static final String CLIENT_SECRET = "client_secret";
  static final String SCOPE = "https://www.googleapis.com/auth/business.manage";

  /// A token that is refused this soon after it was given is not merely too old.
  private static final Duration FRESH = Duration.ofMinutes(5);

  /// Google's page on OAuth 2.0, "Refresh token expiration".
  static final String TESTING =
      "with the publishing status Testing the access ends after 7 days; set it to In production at"
          + " https://console.cloud.google.com/auth/audience";

  /// Tidings as the owner's project knows it.
  OAuthApp app(Secret clientSecret) {
    return new OAuthApp(
        settings.addresses().authorize(),
        settings.addresses().token(),
        settings.clientId(),
        Optional.of(clientSecret),
        OAuthApp.Proof.FORM,
        List.of(SCOPE),
        settings.redirect(),
        // Without both Google gives no refresh token to an owner who has allowed the app before.
        Map.of("access_type", "offline", "prompt", "consent"));
  }

  Entry enter() {
    return entry(LiveTokens::current);
  }

  /// After Google refused a token that should have been good: another one, so that the next attempt
  /// works; or why there is none.
  Outcome.NotPosted refused(Tokens tokens, Outcome.NotPosted words) {
    if (tokens.obtained().plus(FRESH).isAfter(context.clock().instant())) {
      return words;
    }
    return switch (entry(it -> it.instead(tokens.access()))) {
      case Entry.Open _ -> new Outcome.Deferred(words.reason() + "; there is a new token now");
      case Entry.Closed(var why) -> why;
    };
  }

  private Entry entry(Function<LiveTokens, TokenReply> how) {
    var place = Place.of(settings, context.keyring());
    if (place.isEmpty()) {
      return new Entry.Closed(
          new Outcome.Misconfigured("it is not known whose profile to post to; " + connect()));
    }
    try {
      var secret = context.keyring().resolve(settings.clientSecret(), CLIENT_SECRET).reveal();
      return entry(how.apply(live(Secret.of(secret.strip()))), place.get());
    } catch (SecretException e) {
      return new Entry.Closed(new Outcome.Unauthorized(String.valueOf(e.getMessage())));
    }
  }

  private Entry entry(TokenReply reply, Place place) {
    return switch (reply) {
      case TokenReply.Granted(var tokens) -> new Entry.Open(tokens, place);
      case TokenReply.Refused(var code, var reason) ->
          new Entry.Closed(
              new Outcome.Unauthorized(
                  "Google gives no access: "
                      + reason
                      + (code.equals("invalid_grant") ? "; " + TESTING : "")
                      + "; "
                      + connect()));
      // Nothing was posted, and the refresh token is not spent by being used.
      case TokenReply.Unreachable(var reason, _) -> new Entry.Closed(new Outcome.Deferred(reason));
    };
  }

  private LiveTokens live(Secret clientSecret) {
    var endpoint = new TokenEndpoint(app(clientSecret), context.http(), context.clock());
    return new LiveTokens(
        context.keyring(), TOKENS, settings.addresses().api(), endpoint, context.clock());
  }

  private String connect() {
    return "run: tidings connect " + context.id();
  }
}
