// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.oauth.Tokens;
import org.tidings.secret.Secret;
import org.tidings.secret.SecretException;
import org.tidings.secret.SecretRef;

/// The account's token: where it is, when it ends, and its renewal. A token lives for 60 days and
/// may be renewed from its second day on (Threads API, "Long-Lived Access Tokens").
record Access(ThreadsSettings settings, ChannelContext context) {
  static final String TOKEN = "token";
  static final String USER = "user";

  private static final Duration RENEWED_AFTER = Duration.ofDays(7);

  /// "At least 24 hours old"; the rest is for clocks.
  private static final Duration RENEWABLE_AFTER = Duration.ofHours(25);

  Graph graph() {
    return new Graph(settings.api(), context.http(), token(), user());
  }

  Optional<Instant> expires() {
    return stored().flatMap(Tokens::expires);
  }

  /// What the owner can do about a bad token.
  String remedy() {
    return isStored()
        ? "tidings connect " + context.id()
        : "put a new token where `token` of channel " + context.id() + " points";
  }

  /// Renews the stored token if it is time. The old one stays good, so an answer that is lost costs
  /// nothing (unproved, but harmless: then the owner connects again).
  ///
  /// @return why not, if Threads refused
  Optional<String> renewIfDue() {
    return isStored()
        ? context.keyring().alone(() -> stored().filter(this::isDue).flatMap(this::renew))
        : Optional.empty();
  }

  /// Of a token whose end is not known, the end is learnt by renewing it as soon as that may be.
  private boolean isDue(Tokens tokens) {
    var age = Duration.between(tokens.obtained(), context.clock().instant());
    var wait = tokens.expires().isPresent() ? RENEWED_AFTER : RENEWABLE_AFTER;
    return age.compareTo(wait) >= 0;
  }

  private Optional<String> renew(Tokens old) {
    return switch (new Trade(settings, context).renew(old.access())) {
      case Trade.Result.Granted(var token, var until) -> {
        old.withAccess(token, until, context.clock().instant()).store(context.keyring(), TOKEN);
        yield Optional.empty();
      }
      case Trade.Result.Refused(var words) -> Optional.of(words);
      case Trade.Result.Unreachable _ -> Optional.empty();
    };
  }

  /// A token that still works, but not for ever.
  Health warned(String refusal, Health health) {
    return health instanceof Health.Good(var account, var expires, _)
        ? new Health.Good(account, expires, List.of("Threads did not renew the token: " + refusal))
        : health;
  }

  private Secret token() {
    return isStored()
        ? stored()
            .map(Tokens::access)
            .orElseThrow(
                () ->
                    new SecretException(
                        "channel %s is not connected yet; run: %s"
                            .formatted(context.id(), remedy())))
        : Secret.of(context.keyring().resolve(settings.token(), TOKEN).reveal().strip());
  }

  private Optional<Tokens> stored() {
    return isStored() ? Tokens.read(context.keyring(), TOKEN, settings.api()) : Optional.empty();
  }

  private String user() {
    return settings
        .user()
        .or(() -> context.keyring().get(USER).filter(_ -> isStored()).map(Secret::reveal))
        .orElse("me");
  }

  private boolean isStored() {
    return settings.token() instanceof SecretRef.Stored;
  }
}
