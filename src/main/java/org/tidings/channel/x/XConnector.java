// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.x;

import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.oauth.Consent;
import org.tidings.oauth.TokenEndpoint;
import org.tidings.oauth.TokenReply;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Keyring;
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
            dialog.askSecret("API Key"),
            dialog.askSecret("API Key Secret"),
            dialog.askSecret("Access Token"),
            dialog.askSecret("Access Token Secret"));
    return proved(context, Access.KEYS, keys::store);
  }

  private Health inBrowser(ChannelContext context, Dialog dialog) {
    dialog.say("3. There, add this callback, letter by letter: " + settings.redirect());
    var app = settings.app(context.keyring().get(Api.CLIENT_SECRET).or(() -> asked(dialog)));
    dialog.say("The scopes are: " + String.join(" ", app.scopes()) + ".");
    var endpoint = new TokenEndpoint(app, context.http(), context.clock());
    return switch (Consent.ask(app, endpoint, dialog::visit)) {
      case TokenReply.Granted(var tokens)
          when !tokens.scopes().isEmpty() && !tokens.scopes().contains("tweet.write") ->
          bad(context, "X did not allow tweet.write");
      case TokenReply.Granted(var tokens) ->
          proved(
              context,
              Access.TOKENS,
              keyring -> {
                app.clientSecret().ifPresent(it -> keyring.put(Api.CLIENT_SECRET, it));
                tokens.store(keyring, Access.TOKENS);
              });
      case TokenReply.Refused(_, var reason) -> bad(context, reason);
      case TokenReply.Unreachable(var reason, _) -> new Health.Unreachable(reason);
    };
  }

  private static Optional<Secret> asked(Dialog dialog) {
    var answer = dialog.askSecret("Client Secret (or - for a public app)");
    return answer.equals(Secret.of("-")) ? Optional.empty() : Optional.of(answer);
  }

  /// Tried with the new secret; the old one comes back unless the new one proves good.
  private Health proved(
      ChannelContext context, String name, java.util.function.Consumer<Keyring> store) {
    var keyring = context.keyring();
    var before = keyring.get(name);
    store.accept(keyring);
    var health = new Checkup(new Api(settings, context), context.clock().instant()).ask();
    if (!(health instanceof Health.Good)) {
      before.ifPresentOrElse(it -> keyring.put(name, it), () -> keyring.remove(name));
    }
    return health;
  }

  private static Health bad(ChannelContext context, String reason) {
    return new Health.Bad(reason, "run: tidings connect " + context.id());
  }
}
