// SPDX-License-Identifier: Apache-2.0
package org.tidings.oauth;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.tidings.secret.Keyring;
import org.tidings.secret.Secret;

/// Stored tokens that are renewed when they are about to end. Made for refresh tokens that work
/// once: one renewal at a time over all processes, and the new pair is stored before it is used.
public final class LiveTokens {
  /// An access token is renewed when it has less than this left, and not before: each renewal is a
  /// chance to lose the account.
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final Keyring keyring;
  private final String name;
  private final URI api;
  private final TokenEndpoint endpoint;
  private final InstantSource clock;

  /// Tokens kept under a name.
  ///
  /// @param api where they are used; they are read only if they came from there
  public LiveTokens(
      Keyring keyring, String name, URI api, TokenEndpoint endpoint, InstantSource clock) {
    this.keyring = keyring;
    this.name = name;
    this.api = api;
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /// Tokens that are good for some minutes, as far as we know.
  public TokenReply current() {
    return keyring.alone(
        () ->
            Tokens.read(keyring, name, api)
                .map(it -> ending(it) ? renew(it) : new TokenReply.Granted(it))
                .orElseGet(LiveTokens::missing));
  }

  /// Tokens in the place of those that the platform refused although they should be good.
  ///
  /// @param refused the access token that was refused; if another one is stored by now, that one
  public TokenReply instead(Secret refused) {
    return keyring.alone(
        () ->
            Tokens.read(keyring, name, api)
                .map(it -> it.access().equals(refused) ? renew(it) : new TokenReply.Granted(it))
                .orElseGet(LiveTokens::missing));
  }

  private boolean ending(Tokens tokens) {
    var soon = clock.instant().plus(MARGIN);
    return tokens.expires().map(it -> it.isBefore(soon)).orElse(false);
  }

  /// After an answer that was lost the old token is tried once more, by the next call; if it was
  /// spent, the platform says so, and the owner must connect again.
  private TokenReply renew(Tokens old) {
    if (old.refresh().isEmpty()) {
      return new TokenReply.Refused("expired", "the access has ended and can't be renewed");
    }
    var reply = endpoint.refresh(old.refresh().get());
    if (!(reply instanceof TokenReply.Granted(var tokens))) {
      return reply;
    }
    var renewed = tokens.inPlaceOf(old);
    renewed.store(keyring, name);
    return new TokenReply.Granted(renewed);
  }

  private static TokenReply missing() {
    return new TokenReply.Refused("missing", "no credential is stored");
  }
}
