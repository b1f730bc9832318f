// SPDX-License-Identifier: Apache-2.0
package org.tidings.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidings.http.Http;
import org.tidings.http.Reply;
import org.tidings.http.Request;
import org.tidings.secret.Secret;
import org.tidings.text.LogText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A platform's token endpoint (RFC 6749 section 3.2).
public final class TokenEndpoint {
  /// The longest reason taken from a platform, in characters.
  private static final int REASON = 300;

  private final OAuthApp app;
  private final Http http;
  private final InstantSource clock;

  public TokenEndpoint(OAuthApp app, Http http, InstantSource clock) {
    this.app = app;
    this.http = http;
    this.clock = clock;
  }

  /// Trades the code that came back with the browser (RFC 6749 section 4.1.3).
  TokenReply exchange(AuthorizationCode code, Optional<CodeVerifier> verifier) {
    var grant =
        verifier
            .map(it -> new AuthorizationCodeGrant(code, app.redirect(), it))
            .orElseGet(() -> new AuthorizationCodeGrant(code, app.redirect()));
    return ask(grant, Optional.empty());
  }

  /// Trades a refresh token (RFC 6749 section 6). Where the platform gives no new one, the old one
  /// stays.
  public TokenReply refresh(Secret refreshToken) {
    return ask(
        new RefreshTokenGrant(new RefreshToken(refreshToken.reveal())), Optional.of(refreshToken));
  }

  private TokenReply ask(AuthorizationGrant grant, Optional<Secret> old) {
    return switch (http.send(request(grant))) {
      case Reply.Answer answer -> read(answer, old);
      case Reply.NotSent(_, var why) -> new TokenReply.Unreachable(why, false);
      case Reply.NoAnswer(var why) -> new TokenReply.Unreachable(why, true);
    };
  }

  private Request request(AuthorizationGrant grant) {
    var id = new ClientID(app.clientId());
    var built =
        authentication(id)
            .map(it -> new TokenRequest.Builder(app.token(), it, grant))
            .orElseGet(() -> new TokenRequest.Builder(app.token(), id, grant))
            .build()
            .toHTTPRequest();
    var body = Optional.ofNullable(built.getBody()).orElse("");
    var request =
        Request.post(
            app.token(),
            new Request.Body(
                "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8)));
    return authorization(built)
        .map(it -> request.credential("Authorization", Secret.of(it)))
        .orElse(request)
        .header("Accept", "application/json");
  }

  private static Optional<String> authorization(HTTPRequest built) {
    return Optional.ofNullable(built.getAuthorization());
  }

  private Optional<ClientAuthentication> authentication(ClientID id) {
    return switch (app.proof()) {
      case BASIC -> secret().map(it -> new ClientSecretBasic(id, it));
      case FORM -> secret().map(it -> new ClientSecretPost(id, it));
      case NONE -> Optional.empty();
    };
  }

  private Optional<com.nimbusds.oauth2.sdk.auth.Secret> secret() {
    return app.clientSecret().map(it -> new com.nimbusds.oauth2.sdk.auth.Secret(it.reveal()));
  }

  private TokenReply read(Reply.Answer answer, Optional<Secret> old) {
    if (answer.status() >= 500 || answer.status() == 429) {
      return new TokenReply.Unreachable("the server answered " + answer.status(), true);
    }
    try {
      var response = TokenResponse.parse(response(answer));
      if (response.indicatesSuccess()) {
        return granted(response, old);
      }
      var error = response.toErrorResponse().getErrorObject();
      var code = Optional.ofNullable(error.getCode()).orElse("status " + answer.status());
      var words = Optional.ofNullable(error.getDescription()).or(() -> said(answer));
      return new TokenReply.Refused(code, code + words.map(it -> ": " + quiet(it)).orElse(""));
    } catch (ParseException e) {
      // Its message may quote the answer, and that may hold a token.
      return answer.ok()
          ? new TokenReply.Unreachable("the server's answer is not a token response", true)
          : new TokenReply.Refused(
              "status " + answer.status(),
              "the server answered "
                  + answer.status()
                  + said(answer).map(it -> ": " + quiet(it)).orElse(""));
    }
  }

  /// Meta's way to refuse: an object where RFC 6749 section 5.2 has a word, or `error_message`.
  private static Optional<String> said(Reply.Answer answer) {
    try {
      var json = JsonMapper.shared().readTree(answer.text());
      return Stream.of(json.path("error").path("message"), json.path("error_message"))
          .map(it -> it.asString(""))
          .filter(it -> !it.isBlank())
          .findFirst();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static HTTPResponse response(Reply.Answer answer) throws ParseException {
    var response = new HTTPResponse(answer.status());
    response.setContentType("application/json");
    response.setBody(withType(answer.text()));
    return response;
  }

  /// LinkedIn leaves out `token_type`, which RFC 6749 section 5.1 requires; it is `Bearer` there as
  /// everywhere.
  private static String withType(String body) {
    try {
      var json = JsonMapper.shared().readTree(body);
      return json instanceof ObjectNode object
              && object.has("access_token")
              && !object.has("token_type")
          ? object.put("token_type", "Bearer").toString()
          : body;
    } catch (JacksonException _) {
      // The parser says better what is wrong with it.
      return body;
    }
  }

  private TokenReply granted(TokenResponse response, Optional<Secret> old) {
    var success = response.toSuccessResponse();
    var access = success.getTokens().getAccessToken();
    var now = clock.instant();
    var refresh =
        Optional.ofNullable(success.getTokens().getRefreshToken())
            .map(it -> Secret.of(it.getValue()));
    var scopes =
        Optional.ofNullable(access.getScope()).stream()
            .flatMap(it -> it.toStringList().stream())
            // LinkedIn writes commas where RFC 6749 section 3.3 has spaces.
            .flatMap(it -> Stream.of(it.split(",", -1)))
            .filter(it -> !it.isBlank())
            .toList();
    return new TokenReply.Granted(
        new Tokens(
            Tokens.host(app.token()),
            Secret.of(access.getValue()),
            refresh.or(() -> old),
            after(now, access.getLifetime()),
            after(now, number(success.getCustomParameters().get("refresh_token_expires_in"))),
            now,
            scopes));
  }

  private static long number(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Number it ? it.longValue() : 0;
  }

  private static Optional<Instant> after(Instant now, long seconds) {
    return seconds > 0 ? Optional.of(now.plusSeconds(seconds)) : Optional.empty();
  }

  /// Without anything that we sent as a secret, should the platform repeat it.
  private String quiet(String words) {
    var safe = app.clientSecret().map(it -> words.replace(it.reveal(), "***")).orElse(words);
    var line = LogText.safe(safe);
    return line.length() <= REASON ? line : line.substring(0, REASON) + "…";
  }
}
