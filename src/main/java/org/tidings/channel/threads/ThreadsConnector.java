// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.oauth.Consent;
import org.tidings.oauth.OAuthApp;
import org.tidings.oauth.TokenEndpoint;
import org.tidings.oauth.TokenReply;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretRef;

/// Obtains a token of 60 days: from the owner's app at Meta, allowed in the browser, or pasted from
/// that app's dashboard (Threads API, "Get Access Tokens and Permissions").
record ThreadsConnector(ThreadsSettings settings) implements Connector {
  /// Separated by commas.
  private static final String SCOPES = "threads_basic,threads_content_publish";

  @Override
  public Health connect(ChannelContext context, Dialog dialog) {
    dialog.say("You need an app of your own at https://developers.facebook.com/apps with the use");
    dialog.say("case \"Access the Threads API\" and the permissions threads_basic and");
    dialog.say("threads_content_publish, and your account among its Threads Testers (App roles;");
    dialog.say("accept it in Threads: Settings > Account > Website permissions > Invites).");
    return settings.app().isPresent()
        ? allowed(settings.app().get(), context, dialog)
        : pasted(context, dialog);
  }

  private Health pasted(ChannelContext context, Dialog dialog) {
    dialog.say("Then, in the app: Use cases > Access the Threads API > Settings > User Token");
    dialog.say("Generator > Generate Access Token; paste the token here. It is not shown.");
    dialog.say("(With `app` in the configuration, the browser is asked instead.)");
    var token = Secret.of(dialog.askSecret("Access token").reveal().strip());
    return prove(token, Optional.empty(), context, dialog);
  }

  private Health allowed(String id, ChannelContext context, Dialog dialog) {
    dialog.say(
        "The app's settings for the use case must list this redirect callback URL, exactly:");
    dialog.say("  " + settings.redirect());
    var secret = appSecret(context, dialog);
    var app = app(id, secret);
    var endpoint = new TokenEndpoint(app, context.http(), context.clock());
    return switch (Consent.askWithoutPkce(app, endpoint, dialog::visit)) {
      case TokenReply.Granted(var tokens) -> prolonged(tokens.access(), secret, context, dialog);
      case TokenReply.Refused(_, var reason) -> refused(reason, context);
      case TokenReply.Unreachable(var reason, _) -> new Health.Unreachable(reason);
    };
  }

  /// Asked for each time and kept nowhere: it is needed for nothing else.
  private Secret appSecret(ChannelContext context, Dialog dialog) {
    var found =
        settings.appSecret() instanceof SecretRef.Stored
            ? dialog.askSecret("Threads app secret (Use cases > Access the Threads API > Settings)")
            : context.keyring().resolve(settings.appSecret(), "app_secret");
    return Secret.of(found.reveal().strip());
  }

  private OAuthApp app(String id, Secret secret) {
    return new OAuthApp(
        settings.authorize(),
        settings.outside("oauth/access_token"),
        id,
        Optional.of(secret),
        OAuthApp.Proof.FORM,
        List.of(SCOPES),
        settings.redirect(),
        Map.of());
  }

  private Health prolonged(Secret brief, Secret secret, ChannelContext context, Dialog dialog) {
    return switch (new Trade(settings, context).prolong(brief, secret)) {
      case Trade.Result.Granted(var token, var until) -> prove(token, until, context, dialog);
      case Trade.Result.Refused(var words) -> refused(words, context);
      case Trade.Result.Unreachable(var why) -> new Health.Unreachable(why);
    };
  }

  /// Stored only once it has proved good.
  private Health prove(
      Secret token, Optional<Instant> until, ChannelContext context, Dialog dialog) {
    var checkup = new Checkup(settings, context);
    var graph = new Graph(settings.api(), context.http(), token, "me");
    return switch (checkup.owner(graph)) {
      case Checkup.Owner.Unknown(var health) -> health;
      case Checkup.Owner.Known(var id, var name) -> {
        var trouble = checkup.budget(graph);
        if (trouble.isPresent()) {
          yield trouble.get();
        }
        store(token, until, id, context);
        dialog.say(
            until
                .map(it -> "The token ends on " + it + "; the daemon renews it every week.")
                .orElse("The daemon renews the token from tomorrow on, and learns then its end."));
        yield new Health.Good(name, until);
      }
    };
  }

  private void store(Secret token, Optional<Instant> until, String id, ChannelContext context) {
    var now = context.clock().instant();
    context.keyring().put(Access.USER, Secret.of(id));
    new Tokens(
            Tokens.host(settings.api()),
            token,
            Optional.empty(),
            until,
            Optional.empty(),
            now,
            List.of(SCOPES.split(",", -1)))
        .store(context.keyring(), Access.TOKEN);
  }

  private static Health refused(String reason, ChannelContext context) {
    return new Health.Bad(reason, "tidings connect " + context.id());
  }
}
