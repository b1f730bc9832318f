// SPDX-License-Identifier: Apache-2.0
package org.tidings.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// How one request ended. *Could it have been acted upon?* is the question that everything above
/// asks, so the three answers to it are three types.
///
/// The words in `why` name at most scheme, host and port: never a path, a query or a header, since
/// those may be credentials.
public sealed interface Reply {
  /// A whole answer was read.
  ///
  /// @param status as the server sent it; almost always 200 to 599
  /// @param body decoded (gzip, deflate), within the request's cap
  /// @param uri where the answer came from, after redirects
  /// @param moves the redirects followed on the way, first to last; never any for a POST or PUT
  record Answer(int status, Headers headers, byte[] body, URI uri, List<Move> moves)
      implements Reply {
    public Answer {
      moves = List.copyOf(moves);
    }

    /// The body as UTF-8, malformed bytes replaced.
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public boolean ok() {
      return status >= 200 && status < 300;
    }
  }

  /// Nothing reached the other side: DNS, connect, TLS, or refused by our own guard before the
  /// first byte. Always safe to try again.
  record NotSent(Cause cause, String why) implements Reply {}

  /// The first byte may have left and no whole answer came back: time-out, reset, an answer that
  /// was cut, or one that was larger than the cap. It may have been acted upon.
  record NoAnswer(String why) implements Reply {}

  /// Why nothing was sent.
  enum Cause {
    /// The name does not resolve, nobody listens, TLS failed, or connecting took too long.
    UNREACHABLE,
    /// Our guard refused the address, port or scheme. Trying again will not help.
    FORBIDDEN,
  }

  /// One redirect that was followed.
  ///
  /// @param status 301, 302, 303, 307 or 308
  record Move(int status, URI from, URI to) {}
}
