// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.facebook;

import java.time.Duration;
import java.util.Optional;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Outcome;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;

/// How often Facebook could not read the page behind a delivery's link. A blog that is down is up
/// again soon, so it is tried three times more; then the post goes out without a card.
final class Scrapes {
  private static final int PATIENCE = 3;

  private static final Duration PAUSE = Duration.ofMinutes(5);

  private Scrapes() {}

  /// Counts one more.
  static Outcome.NotPosted failed(Keyring keyring, DeliveryKey key, String words) {
    var count = count(keyring, key) + 1;
    keyring.put(note(key), Secret.of(Integer.toString(count)));
    return count <= PATIENCE
        ? new Outcome.Deferred(words, Optional.of(PAUSE))
        : new Outcome.Stale(words + "; it goes out without a card");
  }

  /// Whether the delivery is to go out without a card.
  static boolean gaveUp(Keyring keyring, DeliveryKey key) {
    return count(keyring, key) > PATIENCE;
  }

  static void forget(Keyring keyring, DeliveryKey key) {
    keyring.remove(note(key));
  }

  private static int count(Keyring keyring, DeliveryKey key) {
    return keyring
        .get(note(key))
        .map(Secret::reveal)
        .filter(it -> it.matches("\\d{1,4}"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  private static String note(DeliveryKey key) {
    return "card-" + key.idempotency();
  }
}
