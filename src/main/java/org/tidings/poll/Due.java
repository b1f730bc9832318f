// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.util.Set;
import org.tidings.config.FeedId;

/// A feed whose turn it is.
///
/// @param domains whose servers it is on, and where redirects led when it last answered; one
///     connection at a time is manners
public record Due(FeedId feed, Set<String> domains) {
  public Due {
    domains = Set.copyOf(domains);
  }
}
