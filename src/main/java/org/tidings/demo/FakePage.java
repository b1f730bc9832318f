// SPDX-License-Identifier: Apache-2.0
package org.tidings.demo;

/// What every page of a fake network needs.
public final class FakePage {
  private FakePage() {}

  /// Text as it stands in HTML, in an attribute too.
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
