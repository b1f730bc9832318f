// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.oauth.Consent;
import org.tidings.oauth.TokenEndpoint;
import org.tidings.oauth.TokenReply;
import org.tidings.oauth.Tokens;
import org.tidings.secret.SecretRef;

/// Has the owner allow an app of theirs, or takes a token that LinkedIn's own Token Generator made
/// for it.
record LinkedInConnector(LinkedInSettings settings) implements Connector {
  private static final String PORTAL = "https://www.linkedin.com/developers/apps";

  // unproved: where the Token Generator is.
  private static final String GENERATOR = "https://www.linkedin.com/developers/tools/oauth";

  @Override
  public Health connect(ChannelContext context, Dialog dialog) {
    dialog.say("LinkedIn lets programs post through an app of yours. It takes ten minutes, once:");
    dialog.say("1. " + PORTAL + ": create an app, and link it to a page of yours.");
    dialog.say("2. Under Products, add " + products() + ".");
    dialog.say("3. Under Auth, add this redirect URL, letter by letter: " + settings.redirect());
    dialog.say("The scopes are: " + String.join(" ", settings.scopes()) + ".");
    dialog.say("LinkedIn's access ends after 60 days; Tidings says so in time.");
    dialog.say("Without a browser here, make a token at " + GENERATOR + " and paste it.");
    var way = dialog.ask("Allow it in a browser, or paste a token? (browser/token) ");
    return way.toLowerCase(Locale.ROOT).startsWith("t")
        ? pasted(context, dialog)
        : allowed(context, dialog);
  }

  private String products() {
    return settings.organization().isPresent()
        ? "\"Community Management API\" (LinkedIn reviews that), to an app that has no other"
        : "\"Share on LinkedIn\" and \"Sign In with LinkedIn using OpenID Connect\"";
  }

  private Health pasted(ChannelContext context, Dialog dialog) {
    var now = context.clock().instant();
    var token = dialog.askSecret("The token: ");
    // Made moments ago, we trust; LinkedIn says nothing of its end.
    var end = Optional.of(now.plus(Account.TOKEN_LIFE));
    var host = Tokens.host(settings.api());
    return prove(
        new Tokens(host, token, Optional.empty(), end, Optional.empty(), now, List.of()),
        Optional.empty(),
        context);
  }

  private Health allowed(ChannelContext context, Dialog dialog) {
    var app = app(context, dialog);
    var endpoint = new TokenEndpoint(app.oauth(settings), context.http(), context.clock());
    // LinkedIn answers `invalid_client` to a `code_verifier` from an app that has a secret.
    return switch (Consent.askWithoutPkce(app.oauth(settings), endpoint, dialog::visit)) {
      case TokenReply.Granted(var tokens) ->
          prove(tokens.at(settings.api()), Optional.of(app), context);
      case TokenReply.Refused(var code, var reason) -> refused(code, reason, context);
      case TokenReply.Unreachable(var reason, _) -> new Health.Unreachable(reason);
    };
  }

  private App app(ChannelContext context, Dialog dialog) {
    var known = App.of(settings, context.keyring());
    if (known.isPresent()) {
      dialog.say("The app is " + known.get().clientId() + ".");
      return known.get();
    }
    var id = settings.clientId().orElseGet(() -> dialog.ask("The app's Client ID: "));
    return new App(
        id,
        settings.clientSecret() instanceof SecretRef.Stored
            ? dialog.askSecret("The app's Primary Client Secret: ")
            : App.configuredSecret(settings, context.keyring()));
  }

  /// An app that LinkedIn does not take is asked for anew next time.
  private static Health refused(String code, String reason, ChannelContext context) {
    if (code.equals("invalid_client")) {
      App.forget(context.keyring());
    }
    return new Health.Bad("LinkedIn refuses: " + reason, "tidings connect " + context.id());
  }

  /// Stored only once it has proved good.
  private Health prove(Tokens tokens, Optional<App> app, ChannelContext context) {
    var missing = missing(tokens);
    if (missing.isPresent()) {
      return new Health.Bad(
          "the token lacks " + missing.get() + ": add the product at " + PORTAL,
          "tidings connect " + context.id());
    }
    var checkup = new Checkup(settings, context);
    var open = new Access.Grant.Open(tokens.access(), end(tokens), tokens.scopes());
    var health = checkup.health(open, checkup.of(open));
    if (health instanceof Health.Good) {
      tokens.store(context.keyring(), Access.TOKENS);
      app.filter(_ -> settings.clientSecret() instanceof SecretRef.Stored)
          .ifPresent(it -> it.store(settings, context.keyring()));
    }
    return health;
  }

  private static Optional<Instant> end(Tokens tokens) {
    return tokens.refresh().isPresent() ? tokens.refreshExpires() : tokens.expires();
  }

  /// The permission without which nothing can be posted, if LinkedIn says what was allowed.
  private Optional<String> missing(Tokens tokens) {
    var needed = settings.organization().isPresent() ? "w_organization_social" : "w_member_social";
    return Optional.of(needed)
        .filter(it -> !tokens.scopes().isEmpty() && !tokens.scopes().contains(it));
  }
}
