// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.secret.Secret;

/// Asks for an app password and logs in with it, once.
record BlueskyConnector(BlueskySettings settings) implements Connector {
  private static final Pattern APP_PASSWORD = Pattern.compile("[a-z0-9]{4}(-[a-z0-9]{4}){3}");

  @Override
  public Health connect(ChannelContext context, Dialog dialog) {
    dialog.say("Make an app password for Tidings, in the app or at");
    dialog.say("https://bsky.app/settings/app-passwords, and paste it here. It is not shown.");
    var answer = dialog.askSecret("App password of @" + settings.handle());
    var password = Secret.of(answer.reveal().strip());
    if (!APP_PASSWORD.matcher(password.reveal()).matches()) {
      dialog.say(
          "This does not look like an app password (xxxx-xxxx-xxxx-xxxx). The account's own");
      dialog.say("password works, but can do everything; an app password can't take the account.");
    }
    return login(new Account(settings, context), password, context);
  }

  private Health login(Account account, Secret password, ChannelContext context) {
    return switch (account.login(password)) {
      case Account.Access.Open(var session) -> {
        context.keyring().put(Account.PASSWORD, password);
        account.keep(session);
        yield new Health.Good("@" + settings.handle(), Optional.empty());
      }
      case Account.Access.Shut(Outcome.Deferred(var reason, _)) -> new Health.Unreachable(reason);
      case Account.Access.Shut(Outcome.Misconfigured(var reason)) ->
          new Health.Bad(reason, "correct `handle` or `api` in the configuration");
      case Account.Access.Shut(var why) ->
          new Health.Bad(why.reason(), BlueskyChannel.remedy(settings, context));
    };
  }
}
