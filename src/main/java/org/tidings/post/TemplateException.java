// SPDX-License-Identifier: Apache-2.0
package org.tidings.post;

/// A template that can't be used.
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1;
  private final int line;

  /// A problem at one line.
  ///
  /// @param line in the template, from 1
  public TemplateException(int line, String message) {
    super(message);
    this.line = line;
  }

  public int line() {
    return line;
  }
}
