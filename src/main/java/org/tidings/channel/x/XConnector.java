// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

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

/// Takes the four strings of OAuth 1.0a, or has the owner allow the app in the browser.
record XConnector(XSettings settings) implements Connector {
  @Override
  public Health connect(ChannelContext context, Dialog dialog) {
    dialog.say("X lets programs post through an app of yours, and charges for each post:");
    dialog.say(
        "%s with a link, %s without. `budget = { month = \"5 USD\" }` keeps it in bounds."
            .formatted(settings.tariff().usual(), settings.price()));
    dialog.say("1. https://console.x.com: create an app, and buy credits.");
    dialog.say(
        "2. Under its user authentication settings choose \"Read and write\", first of all.");
    return settings.oauth2() ? inBrowser(context, dialog) : byKeys(context, dialog);
  }

  private Health byKeys(ChannelContext context, Dialog dialog) {
    dialog.say("3. Under Keys and tokens make these four; each is shown once. They never end.");
    var keys =
        new Access.Keys(
            Tokens.host(settings.api()),
            asked(dialog, "API Key"),
            asked(dialog, "API Key Secret"),
            asked(dialog, "Access Token"),
            asked(dialog, "Access Token Secret"));
    var trial = new Trial(context.keyring());
    keys.store(trial);
    return proved(context, trial);
  }

  private Health inBrowser(ChannelContext context, Dialog dialog) {
    dialog.say("3. There, add this callback, letter by letter: " + settings.redirect());
    dialog.say("The scopes are: " + String.join(" ", XSettings.SCOPES) + ".");
    var app = settings.app(clientSecret(context, dialog));
    var endpoint = new TokenEndpoint(app, context.http(), context.clock());
    return switch (Consent.ask(app, endpoint, dialog::visit)) {
      case TokenReply.Granted(var tokens) -> allowed(tokens, app, context);
      case TokenReply.Refused(_, var reason) -> bad(context, reason);
      case TokenReply.Unreachable(var reason, _) -> new Health.Unreachable(reason);
    };
  }

  private Health allowed(Tokens tokens, OAuthApp app, ChannelContext context) {
    var missing = missing(tokens);
    if (missing.isPresent()) {
      return bad(context, "X did not allow " + missing.get());
    }
    var trial = new Trial(context.keyring());
    app.clientSecret()
        .ifPresentOrElse(
            it -> trial.put(Api.CLIENT_SECRET, it), () -> trial.remove(Api.CLIENT_SECRET));
    tokens.store(trial, Access.TOKENS);
    return proved(context, trial);
  }

  /// The first permission that posting needs and that is not there. Without a refresh token the
  /// access would end in two hours.
  private Optional<String> missing(Tokens tokens) {
    if (tokens.refresh().isEmpty()) {
      return Optional.of("offline.access");
    }
    return XSettings.SCOPES.stream()
        .filter(it -> settings.image() || !it.equals(XSettings.PICTURES))
        .filter(it -> !tokens.scopes().isEmpty() && !tokens.scopes().contains(it))
        .findFirst();
  }

  private static Optional<Secret> clientSecret(ChannelContext context, Dialog dialog) {
    var before = context.keyring().get(Api.CLIENT_SECRET);
    return before
        .filter(
            _ -> dialog.ask("Use the client secret from before? (yes or no)").matches("(?i)y.*"))
        .or(
            () ->
                Optional.of(asked(dialog, "Client Secret (or - for a public app)"))
                    .filter(it -> !it.equals(Secret.of("-"))));
  }

  private static Secret asked(Dialog dialog, String what) {
    return Secret.of(dialog.askSecret(what).reveal().strip());
  }

  /// Stored only once it has proved good.
  private Health proved(ChannelContext context, Trial trial) {
    var trying = new ChannelContext(context.id(), context.http(), trial, context.clock());
    var health = new Checkup(new Api(settings, trying), context.clock().instant()).ask();
    if (health instanceof Health.Good) {
      trial.keep();
    }
    return health;
  }

  private static Health bad(ChannelContext context, String reason) {
    return new Health.Bad(reason, "run: tidings connect " + context.id());
  }
}
