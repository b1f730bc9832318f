// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.googlebusiness;

import java.util.List;
import java.util.Optional;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.channel.Outcome;
import org.tidings.http.Reply;
import org.tidings.oauth.Tokens;
import org.tidings.text.Json;

/// Whether we may post at a place: the one question that needs the same permission is to list its
/// posts.
record Checkup(GoogleSettings settings, ChannelContext context) {
  Health of(Tokens tokens, Place place) {
    var api = new Api(settings.addresses(), context.http(), tokens.access());
    var reply = api.list(place, 1, Optional.empty());
    if (reply instanceof Reply.Answer answer && answer.ok()) {
      return Json.object(answer.text()).isPresent()
          ? good(tokens, place)
          : new Health.Bad("that is not Google's service", "correct `api` in the configuration");
    }
    return of(new Verdict(tokens.access(), context.clock().instant()).of(reply));
  }

  /// Google says when the access ends only where the app's publishing status is Testing.
  private static Health good(Tokens tokens, Place place) {
    return new Health.Good(
        place.name(),
        tokens.refreshExpires(),
        tokens.refreshExpires().isPresent() ? List.of(Access.TESTING) : List.of());
  }

  /// What an attempt that ended so says about the account.
  Health of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Unauthorized(var reason) -> bad(reason);
      case Outcome.Misconfigured(var reason) -> bad(reason);
      case Outcome.Rejected(var reason) -> bad(reason);
      case Outcome.Stale(var reason) -> bad(reason);
      case Outcome.Deferred(var reason, _) -> new Health.Unreachable(reason);
      case Outcome.Unknown(var reason) -> new Health.Unreachable(reason);
      case Outcome.Duplicate(var reason, _) -> new Health.Unreachable(reason);
      case Outcome.Published _, Outcome.AlreadyPublished _ ->
          throw new IllegalStateException("listing published something");
    };
  }

  private Health bad(String reason) {
    return new Health.Bad(reason, "tidings connect " + context.id());
  }
}
