// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;

/// A hub that can be asked to tell of a feed's news.
///
/// @param address where it takes subscriptions
/// @param topic the feed's name for itself, exactly as the hub has to be given it
public record HubOffer(Kind kind, URI address, URI topic) {
  /// What it speaks.
  public enum Kind {
    /// W3C Recommendation of 2018. The topic is what the feed calls itself (`rel=self`).
    WEBSUB,
    /// rssCloud over HTTP POST (the `cloud` element of RSS 2.0). The topic is what the feed calls
    /// itself, or where it was read.
    RSSCLOUD,
  }
}
