// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.util.Locale;

/// How it stands with changing a post in place.
public enum UpdateState {
  /// To be changed.
  PENDING,
  /// The article was edited once more before that was done.
  REPLACED,
  /// The post says what the article said.
  DONE,
  /// There is no such post any more.
  GONE,
  /// It can't be changed to that.
  REFUSED,
  /// It could not be done within a day.
  OVER;

  /// As it is stored, and shown.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads a stored word.
  public static UpdateState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
