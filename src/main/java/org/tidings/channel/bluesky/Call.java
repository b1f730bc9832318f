// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel.bluesky;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.tidings.channel.Outcome;
import tools.jackson.databind.JsonNode;

/// How one XRPC call ended.
sealed interface Call {
  /// It was done; the server's answer, always an object.
  record Done(JsonNode body) implements Call {}

  /// A call that was not done, or not surely.
  sealed interface Failed extends Call {
    /// What it means for a post that this call was to make.
    Outcome outcome();

    /// What it means for a post that this call was only to prepare.
    default Outcome.NotPosted beforePosting() {
      return switch (outcome()) {
        case Outcome.NotPosted refused -> refused;
        case Outcome.Unknown(var reason) -> new Outcome.Deferred(reason);
        case Outcome.Published _, Outcome.AlreadyPublished _, Outcome.Duplicate _ ->
            throw new IllegalStateException("a failed call published");
      };
    }
  }

  /// A whole answer said no (or that the server broke while it tried).
  ///
  /// @param error the error's name, such as `ExpiredToken`; empty if the answer is not XRPC's
  /// @param asked the server's own wait
  record Refused(String method, int status, String error, String message, Optional<Duration> asked)
      implements Failed {
    /// The names for a session that is over: an expired token is a 400 and so is a broken one.
    private static final Set<String> SESSION =
        Set.of("ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired");

    /// Whether another session could help.
    boolean sessionOver() {
      return (status == 400 || status == 401) && SESSION.contains(error);
    }

    @Override
    public Outcome outcome() {
      return Verdict.of(this);
    }
  }

  /// Not made: there was no session to make it with.
  record Barred(Outcome.NotPosted why) implements Failed {
    @Override
    public Outcome outcome() {
      return why;
    }
  }

  /// Nothing reached the server.
  ///
  /// @param forbidden whether our own guard refused the address
  record Unsent(boolean forbidden, String why) implements Failed {
    @Override
    public Outcome outcome() {
      return forbidden ? new Outcome.Misconfigured(why) : new Outcome.Deferred(why);
    }
  }

  /// It may have been done, and no usable answer came back.
  record Lost(String why) implements Failed {
    @Override
    public Outcome outcome() {
      return new Outcome.Unknown(why);
    }
  }
}
