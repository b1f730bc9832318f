// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import org.tidings.secret.SecretRef;
import org.tidings.text.Json;

/// What lets us in: a token, and the secret of the app that it was given to. What `connect`
/// obtained is kept as one value, so that a crash can't leave the halves of two connections, and is
/// bound to the host that gave it.
///
/// @param app the app's number
record Access(Secret token, Optional<Secret> appSecret, Optional<String> app) {
  /// The name in the keyring.
  static final String NAME = "token";

  /// The access as the configuration has it.
  ///
  /// @throws SecretException if there is none
  static Access of(FacebookSettings settings, Keyring keyring) {
    var access =
        settings.token() instanceof SecretRef.Stored
            ? stored(keyring.resolve(settings.token(), NAME), settings.host())
            : new Access(
                stripped(keyring.resolve(settings.token(), NAME)),
                Optional.empty(),
                Optional.empty());
    return new Access(
        access.token,
        appSecret(settings, keyring).or(access::appSecret),
        settings.app().or(access::app));
  }

  /// The app's secret, if the configuration says where it is.
  static Optional<Secret> appSecret(FacebookSettings settings, Keyring keyring) {
    return settings.appSecret() instanceof SecretRef.Stored
        ? Optional.empty()
        : Optional.of(stripped(keyring.resolve(settings.appSecret(), "app_secret")));
  }

  /// Keeps it; durable when this returns.
  void store(Keyring keyring, String host) {
    var json = Json.object().put("host", host).put("token", token.reveal());
    appSecret.ifPresent(it -> json.put("secret", it.reveal()));
    app.ifPresent(it -> json.put("app", it));
    keyring.put(NAME, Secret.of(json.toString()));
  }

  /// The same app's access by another token.
  Access with(Secret other) {
    return new Access(other, appSecret, app);
  }

  /// The app's own access (Meta, "Access Tokens": app id and secret, joined by a bar).
  Optional<Access> ofApp() {
    return app.flatMap(id -> appSecret.map(it -> with(Secret.of(id + "|" + it.reveal()))));
  }

  /// `appsecret_proof`: the token under the app's secret, HMAC-SHA256, in hexadecimal (Meta,
  /// "Secure Graph API Calls"). Apps may insist on it, and a stolen token alone is of no use then.
  Optional<String> proof() {
    return appSecret.map(it -> hmac(it, token));
  }

  /// Words of a server without any secret of ours that it may repeat.
  String quiet(String words) {
    return Stream.of(Optional.of(token.reveal()), appSecret.map(Secret::reveal), proof())
        .flatMap(Optional::stream)
        .reduce(words, (quiet, secret) -> quiet.replace(secret, "***"));
  }

  private static Access stored(Secret value, String host) {
    var json =
        Json.object(value.reveal())
            .orElseThrow(
                () ->
                    // The cause would quote what can't be read, which is a secret.
                    new SecretException(
                        "the stored credential can't be read; connect the account again"));
    var from = Json.word(json, "host").orElse("?");
    if (!from.equals(host)) {
      throw new SecretException(
          "the stored credential came from %s and is not shown to %s; connect the account again"
              .formatted(from, host));
    }
    return new Access(
        Json.word(json, "token")
            .map(Secret::of)
            .orElseThrow(
                () -> new SecretException("no token is stored; connect the account again")),
        Json.word(json, "secret").map(Secret::of),
        Json.word(json, "app"));
  }

  /// Files end in a line feed, which is no part of a token.
  static Secret stripped(Secret secret) {
    return Secret.of(secret.reveal().strip());
  }

  private static String hmac(Secret key, Secret message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(message.reveal().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }
}
