// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.Map;
import java.util.Optional;
import org.tidings.secret.SecretRef;

/// What opens a private feed. Sent to the feed's own origin only, and never shown.
///
/// @param headers names of header fields, and where their values are
/// @param user for HTTP's basic authentication; none: no login
/// @param password where that user's is
public record FeedAccess(
    Map<String, SecretRef> headers, Optional<String> user, SecretRef password) {
  public static final FeedAccess NONE =
      new FeedAccess(Map.of(), Optional.empty(), new SecretRef.Stored());

  public FeedAccess {
    headers = Map.copyOf(headers);
  }

  static FeedAccess read(Section section) {
    var user = section.text("user");
    var password = section.secret("password");
    var headers = section.secrets("headers");
    if (user.isPresent() == (password instanceof SecretRef.Stored)) {
      section.problem(
          user.isPresent() ? "password" : "user",
          "is missing: a login is user = \"…\" and password = { file = \"…\" }, { env = \"…\" } or"
              + " { credential = \"…\" }");
    }
    if (user.filter(it -> it.contains(":")).isPresent()) {
      section.problem("user", "has a colon, which no login can have (RFC 7617)");
    }
    return new FeedAccess(headers, user, password);
  }
}
