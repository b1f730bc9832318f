// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.Instant;
import org.tidings.http.Http;

/// Fetches a feed politely: conditionally, and without reading the same bytes twice.
public final class FeedFetcher {
  private FeedFetcher() {}

  /// Asks once.
  ///
  /// @param now what a Retry-After date is relative to
  public static FetchResult fetch(URI url, Validators validators, Http http, Instant now) {
    return new FetchResult.Unavailable(
        "not asked yet: " + url + validators + http + now, java.util.Optional.empty());
  }
}
