// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.mastodon;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Connector;
import org.tidings.channel.Health;
import org.tidings.http.Egress;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;
import tools.jackson.databind.JsonNode;

/// Registers Tidings at the server, has the owner allow it in the browser, and trades the code that
/// the server shows for a token (docs.joinmastodon.org/methods/oauth).
record MastodonConnector(MastodonSettings settings) implements Connector {
  /// The server shows the code instead of sending the browser anywhere.
  private static final String SHOWN = "urn:ietf:wg:oauth:2.0:oob";

  private static final String SCOPES = "write:statuses write:media read:statuses ";

  /// 256 bits, as RFC 7636 section 7.1 wants for a verifier.
  private static final int RANDOM_BYTES = 32;

  @Override
  public Health connect(ChannelContext context, Dialog dialog) {
    var scopes = SCOPES + ownAccountScope(context);
    var app =
        call(
            context,
            "/api/v1/apps",
            Map.of(
                "client_name",
                "Tidings",
                "redirect_uris",
                SHOWN,
                "scopes",
                scopes,
                "website",
                Egress.PROJECT));
    return switch (app) {
      case Call.Failed(var health) -> health;
      case Call.Done(var json) -> allow(new App(json, scopes), context, dialog);
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
    var verifier = random();
    dialog.say("Open this address in a browser where you are logged in, and allow Tidings:");
    dialog.say(authorizeAddress(app, verifier).toString());
    var code = dialog.ask("The code that " + settings.host() + " shows then");
    var token =
        call(
            context,
            "/oauth/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "client_id",
                app.id(),
                "client_secret",
                app.secret(),
                "redirect_uri",
                SHOWN,
                "code_verifier",
                verifier));
    return switch (token) {
      case Call.Failed(var health) -> health;
      case Call.Done(var json) ->
          Json.text(json, "access_token")
              .map(it -> prove(Secret.of(it.strip()), context))
              .orElseGet(this::strange);
    };
  }

  /// Stored only once it has proved good.
  private Health prove(Secret token, ChannelContext context) {
    var health = new Checkup(settings, context).of(token);
    if (health instanceof Health.Good) {
      context.keyring().put(MastodonChannel.TOKEN, token);
    }
    return health;
  }

  private URI authorizeAddress(App app, String verifier) {
    var query =
        form(
            Map.of(
                "response_type", "code",
                "client_id", app.id(),
                "redirect_uri", SHOWN,
                "scope", app.scopes(),
                "state", random(),
                "code_challenge", challenge(verifier),
                "code_challenge_method", "S256"));
    return settings.server().resolve("/oauth/authorize?" + query);
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

  /// How a request of the conversation ended.
  private sealed interface Call {
    record Done(JsonNode json) implements Call {}

    record Failed(Health health) implements Call {}
  }

  private Call call(ChannelContext context, String path, Map<String, String> fields) {
    var body =
        new Request.Body(
            "application/x-www-form-urlencoded", form(fields).getBytes(StandardCharsets.US_ASCII));
    return switch (context.http().send(Request.post(settings.server().resolve(path), body))) {
      case Reply.Answer answer when answer.ok() ->
          Json.object(answer.text())
              .<Call>map(Call.Done::new)
              .orElseGet(() -> new Call.Failed(strange()));
      case Reply.Answer answer -> new Call.Failed(refused(answer, context, fields));
      case Reply.NotSent(_, var why) -> new Call.Failed(new Health.Unreachable(why));
      case Reply.NoAnswer(var why) -> new Call.Failed(new Health.Unreachable(why));
    };
  }

  /// A refused code is mistyped, used or too old: the next attempt gets a new one.
  private static Health refused(
      Reply.Answer answer, ChannelContext context, Map<String, String> fields) {
    var hidden = Secret.of(fields.getOrDefault("client_secret", "client_secret"));
    var words = Refusal.words(answer, hidden);
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

  private static String random() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return base64(bytes);
  }

  /// RFC 7636 section 4.2.
  private static String challenge(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return base64(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
