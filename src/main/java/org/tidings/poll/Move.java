// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where permanent redirects lead, and whether they are believed: only after three polls over a
/// week led to the same place and found the same feed there. A hijacked or misconfigured server
/// says 301 soon enough.
///
/// @param to where they lead now
/// @param since when
/// @param seen in how many polls
/// @param learnt the address that is asked instead of the configured one
record Move(Optional<URI> to, Optional<Instant> since, int seen, Optional<URI> learnt) {
  static final Move NONE = new Move(Optional.empty(), Optional.empty(), 0, Optional.empty());

  private static final int PROOFS = 3;
  private static final Duration PROVED_OVER = Duration.ofDays(7);

  /// So many failures in a row at the learnt address, and the configured one is asked again.
  private static final int ROLLBACK = 5;

  /// After a poll that was answered.
  ///
  /// @param asked the address that was asked
  /// @param target where permanent redirects led from there
  /// @param same whether the feed that is known was found there
  Move after(URI asked, Optional<URI> target, boolean same, Instant now) {
    if (target.isEmpty() || !same || target.get().equals(asked)) {
      return new Move(Optional.empty(), Optional.empty(), 0, learnt);
    }
    var again = target.equals(to);
    var first = again ? since.orElse(now) : now;
    var count = again ? seen + 1 : 1;
    var proved = count >= PROOFS && !first.plus(PROVED_OVER).isAfter(now);
    return proved || isUpgrade(asked, target.get())
        ? new Move(Optional.empty(), Optional.empty(), 0, target)
        : new Move(target, Optional.of(first), count, learnt);
  }

  /// After a poll that failed.
  ///
  /// @param over whether there is nothing at the asked address (any more): then where it last led
  ///     is the better address
  Move afterFailure(int failures, boolean over) {
    if (learnt.isPresent()) {
      return failures >= ROLLBACK ? NONE : this;
    }
    return over && to.isPresent() ? new Move(Optional.empty(), Optional.empty(), 0, to) : this;
  }

  /// From http to https at the same place, which needs no proof.
  private static boolean isUpgrade(URI from, URI to) {
    return "http".equalsIgnoreCase(from.getScheme())
        && "https".equalsIgnoreCase(to.getScheme())
        && String.valueOf(from.getHost()).equalsIgnoreCase(to.getHost())
        && from.getPort() == to.getPort()
        && Optional.ofNullable(from.getRawPath()).equals(Optional.ofNullable(to.getRawPath()))
        && Optional.ofNullable(from.getRawQuery()).equals(Optional.ofNullable(to.getRawQuery()));
  }
}
