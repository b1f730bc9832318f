// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Reads a feed document. Pure.
public final class FeedParser {
  private FeedParser() {}

  /// Reads a document; never throws, whatever the bytes are.
  ///
  /// @param contentType the header's value, for its charset
  /// @param base where the document came from: what relative links are relative to
  /// @param now dates more than a day later are absent
  public static ParseResult parse(
      byte[] body, Optional<String> contentType, URI base, Instant now) {
    return new ParseResult.Unreadable("not read yet: " + body.length + contentType + base + now);
  }
}
