// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.Map;
import java.util.Optional;
import org.tidings.secret.SecretRef;

/// What opens a private feed. Sent to the feed's own origin only, and never shown.
///
/// @param headers names of header fields, and where their values are
public record FeedAccess(Map<String, SecretRef> headers, Optional<Login> login) {
  public static final FeedAccess NONE = new FeedAccess(Map.of(), Optional.empty());

  public FeedAccess {
    headers = Map.copyOf(headers);
  }

  static FeedAccess read(Section section) {
    return new FeedAccess(section.secrets("headers"), Login.read(section));
  }
}
