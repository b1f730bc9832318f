// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.linkedin;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.tidings.oauth.OAuthApp;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretRef;
import org.tidings.text.Json;

/// The app that the owner made at LinkedIn's developer portal.
record App(String clientId, Secret clientSecret) {
  private static final String NOTE = "app";

  /// What the configuration says, else what `connect` stored for this address of LinkedIn's; empty
  /// if that is not enough.
  static Optional<App> of(LinkedInSettings settings, Keyring keyring) {
    var stored = stored(settings, keyring);
    var id = settings.clientId().or(() -> stored.map(App::clientId));
    return id.flatMap(
        it ->
            settings.clientSecret() instanceof SecretRef.Stored
                ? stored.filter(app -> app.clientId().equals(it))
                : Optional.of(new App(it, configuredSecret(settings, keyring))));
  }

  static Secret configuredSecret(LinkedInSettings settings, Keyring keyring) {
    var secret = keyring.resolve(settings.clientSecret(), "client_secret");
    // Files end in a line feed.
    return Secret.of(secret.reveal().strip());
  }

  /// A secret goes nowhere but to where it was used first, whatever `auth` says today.
  private static Optional<App> stored(LinkedInSettings settings, Keyring keyring) {
    return keyring
        .get(NOTE)
        .flatMap(it -> Json.object(it.reveal()))
        .filter(it -> it.path("host").asString("").equals(Tokens.host(settings.auth())))
        .flatMap(
            it ->
                Json.text(it, "id")
                    .flatMap(
                        id ->
                            Json.text(it, "secret").map(secret -> new App(id, Secret.of(secret)))));
  }

  void store(LinkedInSettings settings, Keyring keyring) {
    var note = Json.object().put("host", Tokens.host(settings.auth())).put("id", clientId);
    keyring.put(NOTE, Secret.of(note.put("secret", clientSecret.reveal()).toString()));
  }

  static void forget(Keyring keyring) {
    keyring.remove(NOTE);
  }

  /// learn.microsoft.com/linkedin, "authorization code flow": the app's secret goes into the form.
  OAuthApp oauth(LinkedInSettings settings) {
    return new OAuthApp(
        URI.create(settings.auth() + "/oauth/v2/authorization"),
        URI.create(settings.auth() + "/oauth/v2/accessToken"),
        clientId,
        Optional.of(clientSecret),
        OAuthApp.Proof.FORM,
        settings.scopes(),
        settings.redirect(),
        Map.of());
  }
}
