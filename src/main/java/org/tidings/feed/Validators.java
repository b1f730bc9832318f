// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.net.URI;
import java.util.Optional;

/// What a server gave us to ask "anything new?" with, verbatim (RFC 9110 section 8.8), and the hash
/// of the last body, for servers that ignore them.
///
/// @param etag with its quotes and `W/`
/// @param lastModified never reformatted
/// @param bodyHash SHA-256 of the last decoded body, in hex
/// @param from where that came from, after redirects; absent: from the address that is asked
public record Validators(
    Optional<String> etag,
    Optional<String> lastModified,
    Optional<String> bodyHash,
    Optional<URI> from) {
  public static final Validators NONE =
      new Validators(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// Without what a server would answer 304 to; its bytes are still recognised.
  public Validators unconditional() {
    return new Validators(Optional.empty(), Optional.empty(), bodyHash, from);
  }

  /// As if nothing had come from there.
  public Validators forgotten() {
    return new Validators(Optional.empty(), Optional.empty(), Optional.empty(), from);
  }

  /// Whether the server can answer 304.
  public boolean spare() {
    return etag.isPresent() || lastModified.isPresent();
  }
}
