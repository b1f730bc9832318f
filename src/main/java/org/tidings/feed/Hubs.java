// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Who tells subscribers of a feed's news, as its document names them.
///
/// @param websub hubs (W3C WebSub section 4), in order
/// @param cloud where an rssCloud server takes registrations
public record Hubs(List<URI> websub, Optional<URI> cloud) {
  public Hubs {
    websub = List.copyOf(websub);
  }
}
