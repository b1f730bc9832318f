// SPDX-License-Identifier: Apache-2.0
package org.tidings.oauth;

/// How asking for tokens ended. The words hold no secret.
public sealed interface TokenReply {
  record Granted(Tokens tokens) implements TokenReply {}

  /// The platform said no.
  ///
  /// @param code its word for it, such as `invalid_grant` (RFC 6749 section 5.2)
  record Refused(String code, String reason) implements TokenReply {}

  /// Not known.
  ///
  /// @param used whether the request may have been acted upon: a token that works once may be spent
  record Unreachable(String reason, boolean used) implements TokenReply {}
}
