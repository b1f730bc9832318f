// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

/// Plain text without what a reader can't see: control characters, zero-width and bidirectional
/// marks, private-use characters, lone surrogates. NFC.
public final class PlainText {
  private PlainText() {}

  /// Keeps line feeds; other white space becomes a space.
  public static String clean(String text) {
    return text;
  }

  /// Cleaned, on one line, with single spaces, trimmed.
  public static String line(String text) {
    return text;
  }
}
