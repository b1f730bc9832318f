// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// How fetching a feed ended.
public sealed interface FetchResult {
  /// A document that we have not seen before.
  ///
  /// @param body the bytes, decompressed
  /// @param contentType the header's value, if any
  /// @param uri where it came from, after redirects: the base of relative links
  /// @param validators what to send next time, once the document has been read
  record Modified(
      byte[] body, Optional<String> contentType, URI uri, Validators validators, Terms terms)
      implements FetchResult {
    @Override
    public String toString() {
      return "Modified[" + body.length + " bytes, hash " + Arrays.hashCode(body) + "]";
    }
  }

  /// 304, or the very bytes of last time.
  ///
  /// @param validators what to send next time: a 304 may carry newer ones (RFC 9111 section 4.3.4)
  record NotModified(Validators validators, Terms terms) implements FetchResult {}

  /// Not now: unreachable, an error status, or too large. The validators stay as they were.
  ///
  /// @param reason for the owner and the log
  /// @param retryAfter the server's own wait, in full
  /// @param from who says so, after redirects
  record Unavailable(String reason, Optional<Duration> retryAfter, Kind kind, URI from)
      implements FetchResult {
    /// What kind of trouble it is, as far as patience depends on it.
    public enum Kind {
      /// 401, 402, 403, 406, 407, 451: asking again soon changes nothing, and looks like an attack.
      REFUSED,
      /// 404: often a moment's accident (YouTube has storms of them).
      MISSING,
      /// 429.
      TOO_OFTEN,
      OTHER,
    }
  }

  /// 410: the owner of the feed says that it is over.
  record Gone(String reason) implements FetchResult {}
}
