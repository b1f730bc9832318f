// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import org.tidings.text.LogText;

/// Words as they stand in a configuration file that we write.
final class TomlText {
  private TomlText() {}

  /// A TOML basic string (TOML 1.0, "String").
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// A title comes from strangers: one line, nothing that could end the comment.
  static String comment(String title) {
    return LogText.safe(title);
  }
}
