// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.Optional;

/// Where authors say in a feed what they want for one article.
///
/// @param category what the categories begin with that are meant for us, such as `tidings:`
/// @param element the entry's element that is meant for us, with its prefix as the feed writes it
public record Directives(Optional<String> category, Optional<String> element) {
  /// Nowhere.
  public static final Directives NONE = new Directives(Optional.empty(), Optional.empty());
}
