// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.tidings.config.FeedSettings;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import org.tidings.secret.Vault;
import org.tidings.text.Sha256;

/// What opened private feeds in vain: a feed that was refused rests for a day, but not from an
/// owner who has mended its login.
final class FeedKeys {
  /// In the feed's keyring: a hash of what was sent when it failed. Encrypted like everything
  /// there, so nobody can try passwords on it.
  private static final String TRIED = "tried";

  private final Vault vault;
  private final Ways ways;

  FeedKeys(Vault vault, Ways ways) {
    this.vault = vault;
    this.ways = ways;
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
      ways.opening(feed)
          .forEach((name, it) -> sent.append(name).append('\0').append(it.reveal()).append('\0'));
      return Secret.of(Sha256.hex(sent.toString().getBytes(UTF_8)));
    } catch (SecretException _) {
      return Secret.of("nothing: it could not be found");
    }
  }

  private Keyring ring(FeedSettings feed) {
    return vault.notes("feed " + feed.id());
  }
}
