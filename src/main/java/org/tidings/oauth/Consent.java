// SPDX-License-Identifier: Apache-2.0
package org.tidings.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.tidings.text.LogText;

/// Asks the owner, in the browser, whether Tidings may act for the account (RFC 6749 section 4.1),
/// with `state` and, where the platform bears it, PKCE S256 (RFC 7636): an answer that is not to
/// our question is refused.
public final class Consent {
  private Consent() {}

  /// Runs the flow to its end.
  public static TokenReply ask(OAuthApp app, TokenEndpoint endpoint, Browser browser) {
    return ask(app, endpoint, browser, Optional.of(new CodeVerifier()));
  }

  /// The same for platforms that refuse a `code_verifier` from an app that has a secret. State and
  /// secret still bind the code to this conversation and this app.
  public static TokenReply askWithoutPkce(OAuthApp app, TokenEndpoint endpoint, Browser browser) {
    return ask(app, endpoint, browser, Optional.empty());
  }

  private static TokenReply ask(
      OAuthApp app, TokenEndpoint endpoint, Browser browser, Optional<CodeVerifier> verifier) {
    var state = new State();
    var back = browser.visit(page(app, state, verifier), app.redirect());
    return switch (read(back, state)) {
      case Answer.Allowed(var code) -> endpoint.exchange(code, verifier);
      case Answer.Denied(var code, var reason) -> new TokenReply.Refused(code, reason);
    };
  }

  /// Runs the flow on a platform that shows the owner a code instead of sending the browser back.
  ///
  /// @param owner is given the page to open, and gives the code that it ended with
  public static TokenReply askForCode(
      OAuthApp app, TokenEndpoint endpoint, Function<URI, String> owner) {
    var verifier = Optional.of(new CodeVerifier());
    var code = owner.apply(page(app, new State(), verifier)).strip();
    return endpoint.exchange(new AuthorizationCode(code), verifier);
  }

  private static URI page(OAuthApp app, State state, Optional<CodeVerifier> verifier) {
    var request =
        new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(app.clientId()))
            .endpointURI(app.authorize())
            .redirectionURI(app.redirect())
            .scope(new Scope(app.scopes().toArray(String[]::new)))
            .state(state);
    verifier.ifPresent(it -> request.codeChallenge(it, CodeChallengeMethod.S256));
    app.extra().forEach(request::customParameter);
    return request.build().toURI();
  }

  private sealed interface Answer {
    record Allowed(AuthorizationCode code) implements Answer {}

    record Denied(String code, String reason) implements Answer {}
  }

  private static Answer read(URI back, State state) {
    try {
      // Meta appends `#_`, which a browser's address line keeps.
      var response = AuthorizationResponse.parse(withoutFragment(back));
      if (!state.equals(response.getState())) {
        return new Answer.Denied(
            "state", "that address is not the answer to this question; connect again");
      }
      return response.indicatesSuccess()
          ? Optional.ofNullable(response.toSuccessResponse().getAuthorizationCode())
              .<Answer>map(Answer.Allowed::new)
              .orElseGet(Consent::strange)
          : denied(response);
    } catch (ParseException e) {
      return strange();
    }
  }

  private static Answer denied(AuthorizationResponse response) {
    var error = response.toErrorResponse().getErrorObject();
    var code = Optional.ofNullable(error.getCode()).orElse("refused");
    var words = Optional.ofNullable(error.getDescription()).orElse("you, or the platform, refused");
    return new Answer.Denied(code, LogText.safe(code + ": " + words));
  }

  private static Answer strange() {
    return new Answer.Denied(
        "address", "that address has no `code` and no `state` in it; paste the whole of it");
  }

  private static URI withoutFragment(URI back) {
    var text = back.toString();
    var at = text.indexOf('#');
    return at < 0 ? back : URI.create(text.substring(0, at));
  }
}
