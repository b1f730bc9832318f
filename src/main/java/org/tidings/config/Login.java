// SPDX-License-Identifier: Apache-2.0
package org.tidings.config;

import java.util.Optional;
import org.tidings.secret.SecretRef;

/// A user and a password, for HTTP's basic authentication.
///
/// @param user without a colon
/// @param password where it is
public record Login(String user, SecretRef password) {
  /// Reads `user` and `password`, which go together.
  static Optional<Login> read(Section section) {
    var user = section.text("user");
    var password = section.secret("password");
    if (user.isPresent() == (password instanceof SecretRef.Stored)) {
      section.problem(
          user.isPresent() ? "password" : "user",
          "is missing: a login is user = \"…\" and password = { file = \"…\" }, { env = \"…\" } or"
              + " { credential = \"…\" }");
    }
    if (user.filter(it -> it.contains(":")).isPresent()) {
      section.problem("user", "has a colon, which no login can have (RFC 7617)");
    }
    return user.map(it -> new Login(it, password));
  }
}
