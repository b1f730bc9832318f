// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

/// What came of reading a document.
public sealed interface ParseResult {
  record Parsed(FeedDocument document) implements ParseResult {}

  /// It is not a feed, or too broken to trust.
  ///
  /// @param reason for the owner: what it is instead, or at which line it broke
  record Unreadable(String reason) implements ParseResult {}
}
