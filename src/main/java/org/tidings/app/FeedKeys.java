// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidings.config.FeedSettings;
import org.tidings.http.Access;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.http.Origin;
import org.tidings.http.Reply;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import org.tidings.secret.Vault;
import org.tidings.text.Sha256;

/// What opens private feeds. Remembers what failed: a feed that was refused rests for a day, but
/// not from an owner who has mended its login.
final class FeedKeys {
  /// In the feed's keyring: a hash of what was sent when it failed. Encrypted like everything
  /// there, so nobody can try passwords on it.
  private static final String TRIED = "tried";

  private final Vault vault;
  private final Egress egress;

  FeedKeys(Vault vault, Egress egress) {
    this.vault = vault;
    this.egress = egress;
  }

  /// The way out to one feed, with what opens it. If that can't be found, nothing is sent.
  ///
  /// @param common the proxy of all feeds, which a feed's own beats
  Http http(FeedSettings feed, Optional<URI> common) {
    try {
      var access = new Access(Origin.of(feed.url()), opening(feed));
      return access.over(egress.http(feed.allowPrivate(), feed.proxy().or(() -> common)));
    } catch (SecretException e) {
      var why = String.valueOf(e.getMessage());
      return _ -> new Reply.NotSent(Reply.Cause.FORBIDDEN, why);
    }
  }

  /// The feed was asked in vain.
  void failed(FeedSettings feed) {
    var tried = tried(feed);
    if (ring(feed).get(TRIED).filter(tried::equals).isEmpty()) {
      ring(feed).put(TRIED, tried);
    }
  }

  /// Whether a feed that failed is opened by something else now.
  boolean isAnother(FeedSettings feed) {
    return ring(feed).get(TRIED).filter(it -> !it.equals(tried(feed))).isPresent();
  }

  private Secret tried(FeedSettings feed) {
    try {
      var sent = new StringBuilder();
      opening(feed)
          .forEach((name, it) -> sent.append(name).append('\0').append(it.reveal()).append('\0'));
      return Secret.of(Sha256.hex(sent.toString().getBytes(UTF_8)));
    } catch (SecretException _) {
      return Secret.of("nothing: it could not be found");
    }
  }

  private Map<String, Secret> opening(FeedSettings feed) {
    var secrets = ring(feed);
    var fields = new TreeMap<String, Secret>();
    var access = feed.access();
    access.headers().forEach((name, it) -> fields.put(name, secrets.resolve(it, name)));
    access
        .user()
        .ifPresent(
            user ->
                fields.put(
                    "Authorization",
                    Access.basic(user, secrets.resolve(access.password(), "password"))));
    return fields;
  }

  private Keyring ring(FeedSettings feed) {
    return vault.keyring("[feed] " + feed.id());
  }
}
