// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;

/// When two addresses mean one feed.
public final class FeedAddress {
  private FeedAddress() {}

  /// The same for addresses that differ in the scheme, a fragment, or a slash at the end.
  public static String key(URI url) {
    return url.toString()
        .replaceFirst("#.*$", "")
        .replaceFirst("/$", "")
        .replaceFirst("^\\w+:", "");
  }
}
