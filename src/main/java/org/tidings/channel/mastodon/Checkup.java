// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.config.ChannelId;
import org.tidings.http.Reply;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretRef;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// Asks a server what it is and whom a token belongs to. Keeps what the server says of itself;
/// posts nothing.
record Checkup(MastodonSettings settings, ChannelContext context) {
  private static final String WRONG_SERVER = "correct `server` in the configuration";

  Health of(Secret token) {
    var api = new Api(settings.server(), context.http(), token);
    return switch (api.instance()) {
      case Reply.Answer answer when answer.ok() -> instance(answer, api);
      case Reply other -> unwell(other, token);
    };
  }

  private Health instance(Reply.Answer answer, Api api) {
    var instance = Json.object(answer.text()).filter(it -> Json.text(it, "version").isPresent());
    if (instance.isEmpty()) {
      return new Health.Bad(settings.host() + " does not speak Mastodon's language", WRONG_SERVER);
    }
    return switch (api.whoAmI()) {
      case Reply.Answer who when who.ok() -> account(who, instance.get());
      case Reply other -> unwell(other, api.token());
    };
  }

  private Health account(Reply.Answer who, JsonNode instance) {
    var name = Json.object(who.text()).flatMap(it -> Json.text(it, "acct"));
    if (name.filter(it -> it.matches("[\\w.@-]{1,255}")).isEmpty()) {
      return new Health.Bad(settings.host() + " does not say whose token it is", WRONG_SERVER);
    }
    ServerFacts.of(instance).keep(context.keyring());
    var at = name.get().contains("@") ? "" : "@" + domain(instance);
    return new Health.Good("@" + name.get() + at, Optional.empty());
  }

  /// Accounts may live under another name than the server's: `domain` in version 2, `uri` in 1.
  private String domain(JsonNode instance) {
    return Json.text(instance, "domain")
        .or(() -> Json.text(instance, "uri"))
        .map(it -> it.replaceFirst("^https?://", "").replaceFirst("/$", ""))
        .filter(it -> it.matches("[\\w.:-]{1,255}"))
        .orElse(settings.host());
  }

  private Health unwell(Reply reply, Secret token) {
    return switch (reply) {
      case Reply.Answer answer -> unwell(answer, token);
      case Reply.NotSent(var cause, var why) ->
          switch (cause) {
            case UNREACHABLE -> new Health.Unreachable(why);
            case FORBIDDEN ->
                new Health.Bad(why, WRONG_SERVER + ", or list its address in `allow_private`");
          };
      case Reply.NoAnswer(var why) -> new Health.Unreachable(why);
    };
  }

  private Health unwell(Reply.Answer answer, Secret token) {
    var words = Refusal.words(answer, token);
    return switch (answer.status()) {
      case 401, 403 -> new Health.Bad(words, remedy(settings, context.id()));
      case 408, 429 -> new Health.Unreachable(words);
      default ->
          answer.status() >= 500
              ? new Health.Unreachable(words)
              : new Health.Bad(words, WRONG_SERVER);
    };
  }

  /// What the owner can do about a bad token.
  static String remedy(MastodonSettings settings, ChannelId id) {
    return settings.token() instanceof SecretRef.Stored
        ? "tidings connect " + id
        : "put a new token where `token` of channel " + id + " points";
  }
}
