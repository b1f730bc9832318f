// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.http.Egress;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.oauth.Consent;
import org.tidings.oauth.OAuthApp;
import org.tidings.oauth.TokenEndpoint;
import org.tidings.oauth.TokenReply;
import org.tidings.secret.Secret;
import org.tidings.text.Json;
import tools.jackson.databind.JsonNode;

/// Registers Tidings at the server, has the owner allow it in the browser, and trades the code that
/// the server shows for a token (docs.joinmastodon.org/methods/oauth).
record MastodonConnector(MastodonSettings settings) implements Connector {
  /// The server shows the code instead of sending the browser anywhere.
  private static final String SHOWN = "urn:ietf:wg:oauth:2.0:oob";

  private static final String SCOPES = "write:statuses write:media read:statuses ";

  @Override
  public Health connect(ChannelContext context, Dialog dialog) {
    var scopes = SCOPES + ownAccountScope(context);
    return switch (register(context, scopes)) {
      case Registration.Failed(var health) -> health;
      case Registration.Done(var json) -> allow(new App(json, scopes), context, dialog);
    };
  }

  /// What the server calls us.
  private record App(JsonNode json, String scopes) {
    String id() {
      return Json.text(json, "client_id").orElse("");
    }

    String secret() {
      return Json.text(json, "client_secret").orElse("");
    }
  }

  private Health allow(App app, ChannelContext context, Dialog dialog) {
    if (app.id().isEmpty() || app.secret().isEmpty()) {
      return strange();
    }
    var client = client(app);
    var endpoint = new TokenEndpoint(client, context.http(), context.clock());
    var reply = Consent.askForCode(client, endpoint, page -> code(page, dialog));
    return switch (reply) {
      case TokenReply.Granted(var tokens) -> prove(tokens.access(), context);
      // A refused code is mistyped, used or too old: the next attempt gets a new one.
      case TokenReply.Refused(_, var reason) ->
          new Health.Bad(reason, "tidings connect " + context.id());
      case TokenReply.Unreachable(var reason, _) -> new Health.Unreachable(reason);
    };
  }

  private String code(URI page, Dialog dialog) {
    dialog.say("Open this address in a browser where you are logged in, and allow Tidings:");
    dialog.say(page.toString());
    return dialog.ask("The code that " + settings.host() + " shows then");
  }

  private OAuthApp client(App app) {
    return new OAuthApp(
        settings.server().resolve("/oauth/authorize"),
        settings.server().resolve("/oauth/token"),
        app.id(),
        Optional.of(Secret.of(app.secret())),
        OAuthApp.Proof.FORM,
        List.of(app.scopes().split(" ", -1)),
        URI.create(SHOWN),
        Map.of());
  }

  /// Stored only once it has proved good.
  private Health prove(Secret token, ChannelContext context) {
    var health = new Checkup(settings, context).of(token);
    if (health instanceof Health.Good) {
      context.keyring().put(MastodonChannel.TOKEN, token);
    }
    return health;
  }

  /// Mastodon 4.3 has a scope for no more than one's own name, and says so; before, `read:accounts`
  /// is the smallest.
  private String ownAccountScope(ChannelContext context) {
    var request =
        Request.get(settings.server().resolve("/.well-known/oauth-authorization-server"))
            .with(Request.Limits.API);
    var offered =
        context.http().send(request) instanceof Reply.Answer answer
            && answer.ok()
            && Json.object(answer.text()).map(MastodonConnector::offersProfile).orElse(false);
    return offered ? "profile" : "read:accounts";
  }

  private static boolean offersProfile(JsonNode metadata) {
    for (var scope : metadata.path("scopes_supported")) {
      if (scope.asString("").equals("profile")) {
        return true;
      }
    }
    return false;
  }

  /// How asking for an app of our own ended.
  private sealed interface Registration {
    record Done(JsonNode json) implements Registration {}

    record Failed(Health health) implements Registration {}
  }

  /// docs.joinmastodon.org/methods/apps, "Create an application".
  private Registration register(ChannelContext context, String scopes) {
    var fields =
        Map.of(
            "client_name",
            "Tidings",
            "redirect_uris",
            SHOWN,
            "scopes",
            scopes,
            "website",
            Egress.PROJECT);
    var body =
        new Request.Body(
            "application/x-www-form-urlencoded", form(fields).getBytes(StandardCharsets.US_ASCII));
    return switch (context
        .http()
        .send(Request.post(settings.server().resolve("/api/v1/apps"), body))) {
      case Reply.Answer answer when answer.ok() ->
          Json.object(answer.text())
              .<Registration>map(Registration.Done::new)
              .orElseGet(() -> new Registration.Failed(strange()));
      case Reply.Answer answer -> new Registration.Failed(refused(answer, context));
      case Reply.NotSent(_, var why) -> new Registration.Failed(new Health.Unreachable(why));
      case Reply.NoAnswer(var why) -> new Registration.Failed(new Health.Unreachable(why));
    };
  }

  private static Health refused(Reply.Answer answer, ChannelContext context) {
    var words = Refusal.words(answer, Secret.of("nothing secret was sent"));
    return answer.status() >= 500 || answer.status() == 429
        ? new Health.Unreachable(words)
        : new Health.Bad(words, "tidings connect " + context.id());
  }

  private Health strange() {
    return new Health.Bad(
        settings.host() + " does not speak Mastodon's language",
        "correct `server` in the configuration");
  }

  /// In alphabetical order, so that the same fields make the same text.
  private static String form(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
