// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.util.Locale;

/// Classes of channels, by what can prove whether a post is out.
public enum Kind {
  /// We choose the record's key: a PDS.
  RECORD_KEY,
  /// The server knows our key again, and can't be read: a Mastodon with its lists out of order.
  SAME_KEY,
  /// The account's posts can be read, and keys mean nothing: most of the fediverse.
  READ_BACK,
  /// The posts can be read, and the same words are refused: X.
  REFUSAL,
  /// Nothing proves anything: a webhook.
  NONE;

  /// As the channel is called in the configuration.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether what is out can be told, at least by sending it again.
  boolean provable() {
    return this != NONE;
  }

  /// Whether what is out can be told without sending anything.
  boolean readable() {
    return provable() && this != SAME_KEY;
  }
}
