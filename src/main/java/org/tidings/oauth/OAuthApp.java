// SPDX-License-Identifier: Apache-2.0
package org.tidings.oauth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidings.secret.Secret;

/// Tidings as a platform knows it: the app that the owner made there.
///
/// @param authorize the page where the owner allows it
/// @param token where codes and refresh tokens are traded for tokens
/// @param proof how it proves at `token` who it is
/// @param redirect where the browser is sent back to; must stand in the app's settings, letter by
///     letter
/// @param extra what else the platform wants in the query of `authorize`
public record OAuthApp(
    URI authorize,
    URI token,
    String clientId,
    Optional<Secret> clientSecret,
    Proof proof,
    List<String> scopes,
    URI redirect,
    Map<String, String> extra) {
  public OAuthApp {
    scopes = List.copyOf(scopes);
    extra = Map.copyOf(extra);
    if (proof != Proof.NONE && clientSecret.isEmpty()) {
      throw new IllegalArgumentException("a confidential app has a secret");
    }
  }

  /// How the app proves who it is (RFC 6749 section 2.3.1).
  public enum Proof {
    /// `Authorization: Basic`.
    BASIC,
    /// `client_id` and `client_secret` in the form.
    FORM,
    /// A public app: `client_id` alone.
    NONE,
  }
}
