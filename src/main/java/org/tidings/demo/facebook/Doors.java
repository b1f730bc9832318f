// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo.facebook;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidings.demo.FakeCall;
import org.tidings.demo.FakeForm;
import tools.jackson.core.JacksonException;

/// How programs get in: the page where the owner allows the app, the exchange of tokens, and what
/// Meta says of them.
final class Doors {
  private final Grants grants;
  private volatile Set<String> redirects = Set.of("https://localhost/tidings");
  private volatile boolean silentOnTokens;

  Doors(Grants grants) {
    this.grants = grants;
  }

  /// The addresses in the app's settings.
  void redirects(Set<String> allowed) {
    redirects = Set.copyOf(allowed);
  }

  void silentOnTokens(boolean silent) {
    silentOnTokens = silent;
  }

  void dialog(FakeCall call) throws IOException {
    var query = call.query();
    var redirect = query.getOrDefault("redirect_uri", "");
    if (!Grants.APP.equals(query.get("client_id")) || !"code".equals(query.get("response_type"))) {
      call.html(400, Timeline.refusal("Invalid App ID"));
    } else if (!redirects.contains(redirect)) {
      call.html(400, Timeline.refusal("URL blocked: it isn't in the app's Client OAuth Settings"));
    } else {
      var state = URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8);
      var back = redirect + "?code=" + grants.code(redirect) + "&state=" + state + "#_=_";
      call.exchange().getResponseHeaders().set("Location", back);
      call.send(302, "text/html", new byte[0]);
    }
  }

  /// The code for a token, or a token for one that lives longer.
  void exchange(FakeCall call) throws IOException {
    var fields = call.form().isEmpty() ? call.query() : call.form();
    if (!Grants.APP.equals(fields.get("client_id"))
        || !grants.secret().equals(fields.get("client_secret"))) {
      refuse(call, GraphJson.refusal(101, 0, "Error validating client secret."));
    } else if ("fb_exchange_token".equals(fields.get("grant_type"))) {
      var grant = grants.find(fields.getOrDefault("fb_exchange_token", ""));
      if (grant.filter(it -> grants.trouble(it) == 0 && it.person()).isPresent()) {
        give(call, grants.longToken(), Grants.LONG.toSeconds());
      } else {
        refuse(call, GraphJson.refusal(190, 463, "Error validating access token"));
      }
    } else if (grants.redeem(
        fields.getOrDefault("code", ""), fields.getOrDefault("redirect_uri", ""))) {
      give(call, grants.shortToken(), Grants.SHORT.toSeconds());
    } else {
      refuse(call, GraphJson.refusal(100, 36009, "This authorization code has been used."));
    }
  }

  /// Several requests in one; here only those that ask about a token.
  void batch(FakeCall call, String token) throws IOException {
    var answers = GraphJson.JSON.createArrayNode();
    try {
      for (var asked : GraphJson.JSON.readTree(call.form().getOrDefault("batch", "[]"))) {
        var answer = debug(asked.path("relative_url").asString(""), token);
        answers.addObject().put("code", answer.status()).put("body", answer.body());
      }
      call.json(200, answers);
    } catch (JacksonException _) {
      refuse(call, GraphJson.refusal(100, 0, "batch parameter must be a JSON array"));
    }
  }

  private GraphJson.Refusal debug(String relative, String token) {
    if (!relative.startsWith("debug_token?")) {
      return GraphJson.refusal(2500, 0, "Unknown path components");
    }
    if (silentOnTokens || !grants.isApp(token)) {
      return GraphJson.refusal(100, 0, "You must provide an app access token");
    }
    var input = FakeForm.pairs(relative.substring(relative.indexOf('?') + 1)).get("input_token");
    return new GraphJson.Refusal(200, facts(Optional.ofNullable(input).orElse("")));
  }

  private String facts(String token) {
    var root = GraphJson.JSON.createObjectNode();
    var data = root.putObject("data").put("app_id", Grants.APP);
    var grant = grants.find(token);
    var trouble = grant.map(grants::trouble).orElse(467);
    data.put("is_valid", trouble == 0);
    if (trouble != 0) {
      data.putObject("error").put("code", 190).put("subcode", trouble).put("message", "Session");
    }
    grant.ifPresent(
        it -> {
          data.put("type", it.person() ? "USER" : "PAGE").put("profile_id", it.holder());
          data.put("expires_at", it.expires().map(end -> end.getEpochSecond()).orElse(0L));
          data.put("data_access_expires_at", it.data().map(end -> end.getEpochSecond()).orElse(0L));
          it.scopes().forEach(data.putArray("scopes")::add);
        });
    return root.toString();
  }

  private static void give(FakeCall call, String token, long seconds) throws IOException {
    call.json(
        200,
        GraphJson.JSON
            .createObjectNode()
            .put("access_token", token)
            .put("token_type", "bearer")
            .put("expires_in", seconds));
  }

  static void refuse(FakeCall call, GraphJson.Refusal refusal) throws IOException {
    call.send(
        refusal.status(),
        "application/json; charset=UTF-8",
        refusal.body().getBytes(StandardCharsets.UTF_8));
  }

  /// Whether the proof in a request, if there is one, belongs to its token.
  boolean proven(Map<String, String> fields, String token, boolean required) {
    return Optional.ofNullable(fields.get("appsecret_proof"))
        .map(it -> it.equals(grants.proof(token)))
        .orElse(!required);
  }
}
