// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.List;

/// WebSub hubs that push a feed's news (W3C WebSub section 4).
///
/// @param topic the feed's own name for itself (`rel=self`), exactly as advertised
/// @param hubs in the publisher's order, at least one
public record HubOffer(URI topic, List<URI> hubs) {
  public HubOffer {
    hubs = List.copyOf(hubs);
  }
}
