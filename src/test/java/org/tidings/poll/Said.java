// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One answer as the server that sent it meant it. What a client may do next is judged by this, not
/// by anything that the client made of it.
///
/// @param status 0: none came
/// @param validators with the document or the 304
/// @param pause how long the server or its document asks not to be asked again
/// @param rest until when it asks the whole domain to be left alone (Retry-After)
/// @param to where it sends on to
record Said(
    int status,
    Given validators,
    Content content,
    int bytes,
    Duration pause,
    Optional<Instant> rest,
    Optional<URI> to) {
  /// What is in the body.
  enum Content {
    NONE,
    /// What this client was sent last time, to the letter.
    SAME,
    NEW,
    /// The beginning of a feed.
    CUT_OFF,
    /// No feed.
    BROKEN,
  }

  /// The fields to ask again with, verbatim.
  ///
  /// @param isRealDate whether Last-Modified can be one: not from 1970, nor from next year
  record Given(Optional<String> etag, Optional<String> lastModified, boolean isRealDate) {
    static final Given NONE = new Given(Optional.empty(), Optional.empty(), true);

    /// Whether there is something that has to be sent.
    boolean binds() {
      return etag.isPresent() || (isRealDate && lastModified.isPresent());
    }
  }

  static Said status(int status) {
    return new Said(
        status, Given.NONE, Content.NONE, 0, Duration.ZERO, Optional.empty(), Optional.empty());
  }

  static Said nothing() {
    return status(0);
  }

  static Said moved(int status, URI to) {
    return new Said(
        status, Given.NONE, Content.NONE, 0, Duration.ZERO, Optional.empty(), Optional.of(to));
  }

  static Said document(Given validators, Content content, int bytes) {
    return new Said(
        200, validators, content, bytes, Duration.ZERO, Optional.empty(), Optional.empty());
  }

  static Said notModified(Given validators) {
    return new Said(
        304, validators, Content.NONE, 0, Duration.ZERO, Optional.empty(), Optional.empty());
  }

  Said pausing(Duration other) {
    return new Said(status, validators, content, bytes, other, rest, to);
  }

  Said resting(Instant until) {
    return new Said(status, validators, content, bytes, pause, Optional.of(until), to);
  }
}
