// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

/// The owner's name for a feed, as in `[[feed]] id = "blog"`.
///
/// @param value 1 to 64 of `a-z 0-9 - _ .`, starting with a letter or digit
public record FeedId(String value) {
  public FeedId {
    Ids.check("feed", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
