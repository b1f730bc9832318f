// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.oauth.Consent;
import org.tidings.oauth.TokenEndpoint;
import org.tidings.oauth.TokenReply;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import org.tidings.secret.SecretRef;

/// Has the owner allow Tidings in the browser, and choose the location to post for.
record GoogleConnector(GoogleSettings settings) implements Connector {
  @Override
  public Health connect(ChannelContext context, Dialog dialog) {
    explain(dialog);
    try {
      var secret = clientSecret(context, dialog);
      var app = new Access(settings, context).app(secret);
      var endpoint = new TokenEndpoint(app, context.http(), context.clock());
      return switch (Consent.ask(app, endpoint, dialog::visit)) {
        case TokenReply.Granted(var tokens) ->
            allowed(tokens.at(settings.addresses().api()), secret, context, dialog);
        case TokenReply.Refused(var code, var reason) ->
            new Health.Bad(reason, again(code, context));
        case TokenReply.Unreachable(var reason, _) -> new Health.Unreachable(reason);
      };
    } catch (SecretException e) {
      return new Health.Bad(String.valueOf(e.getMessage()), "correct `client_secret`");
    }
  }

  private void explain(Dialog dialog) {
    dialog.say("Posting to a Google Business Profile needs, once, at console.cloud.google.com:");
    dialog.say("  1. a project that Google has allowed to use the Business Profile API: apply at");
    dialog.say("     https://support.google.com/business/contact/api_default (takes days)");
    dialog.say("  2. these APIs, enabled in the project: Google My Business API, My Business");
    dialog.say("     Account Management API, My Business Business Information API");
    dialog.say("  3. an OAuth client of the type Desktop app: its ID is `client_id`");
    dialog.say(
        "  4. the publishing status In production. In Testing the access ends after 7 days.");
    dialog.say("You will be asked for the permission " + Access.SCOPE);
    dialog.say("and sent back to " + settings.redirect());
  }

  private Secret clientSecret(ChannelContext context, Dialog dialog) {
    if (!(settings.clientSecret() instanceof SecretRef.Stored)) {
      var kept = context.keyring().resolve(settings.clientSecret(), Access.CLIENT_SECRET);
      return Secret.of(kept.reveal().strip());
    }
    var before = context.keyring().get(Access.CLIENT_SECRET);
    return before
        .filter(
            _ -> dialog.ask("Use the client secret from before? (yes or no)").matches("(?i)y.*"))
        .orElseGet(() -> dialog.askSecret("The client secret of your OAuth client"));
  }

  private static String again(String code, ChannelContext context) {
    return switch (code) {
      case "invalid_client", "unauthorized_client" ->
          "correct `client_id`, take the client secret from the same page, and run: tidings connect"
              + " "
              + context.id();
      default -> "tidings connect " + context.id();
    };
  }

  private Health allowed(Tokens tokens, Secret secret, ChannelContext context, Dialog dialog) {
    if (!tokens.scopes().isEmpty() && !tokens.scopes().contains(Access.SCOPE)) {
      return new Health.Bad(
          "you did not allow Tidings to manage your Business Profile",
          "connect again, and tick the box: tidings connect " + context.id());
    }
    if (tokens.refresh().isEmpty()) {
      return new Health.Bad(
          "Google gave access for an hour only",
          "remove the app at https://myaccount.google.com/connections, then: tidings connect "
              + context.id());
    }
    return switch (new Choice(settings, context, dialog).of(tokens)) {
      case Choice.Result.Chosen(var place) -> prove(tokens, secret, place, context);
      case Choice.Result.None(var health) -> health;
    };
  }

  /// Stored only once all of it has proved good.
  private Health prove(Tokens tokens, Secret secret, Place place, ChannelContext context) {
    var health = new Checkup(settings, context).of(tokens, place);
    if (health instanceof Health.Good) {
      if (settings.clientSecret() instanceof SecretRef.Stored) {
        context.keyring().put(Access.CLIENT_SECRET, secret);
      }
      place.keep(context.keyring());
      tokens.store(context.keyring(), Access.TOKENS);
    }
    return health;
  }
}
