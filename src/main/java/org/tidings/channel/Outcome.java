// SPDX-License-Identifier: Apache-2.0
package org.tidings.channel;

import java.time.Duration;
import java.util.Optional;

/// How one attempt to publish ended. The outbox decides what happens next.
///
/// `reason` is for the owner: what happened and, if there is something to do, what; at most 300
/// characters of the platform's own words; no secret.
public sealed interface Outcome {
  /// It is out.
  record Published(Receipt receipt) implements Outcome {}

  /// The platform says that this very post is already there: an earlier attempt went through.
  record AlreadyPublished(Receipt receipt) implements Outcome {}

  /// The platform refuses the words as ones that the account has posted already. Ours, if an answer
  /// of ours was lost before; else an older post's, and this one will never pass.
  ///
  /// @param receipt the post that the platform names, if it names one
  record Duplicate(String reason, Optional<Receipt> receipt) implements Outcome {}

  /// It may be live: sent, and no usable answer.
  record Unknown(String reason) implements Outcome {}

  /// Surely not posted.
  sealed interface NotPosted extends Outcome {
    String reason();
  }

  /// May work later: refused connection, rate limit, maintenance.
  ///
  /// @param retryAfter the server's own wait; beats our backoff
  record Deferred(String reason, Optional<Duration> retryAfter) implements NotPosted {
    public Deferred(String reason) {
      this(reason, Optional.empty());
    }
  }

  /// What was prepared can't be used any more (an uploaded picture was purged): prepare again.
  record Stale(String reason) implements NotPosted {}

  /// The platform will never take this post.
  record Rejected(String reason) implements NotPosted {}

  /// The credential is bad: pauses the channel, costs the delivery nothing.
  record Unauthorized(String reason) implements NotPosted {}

  /// The channel is set up wrongly (no such server, missing permission): pauses it likewise.
  record Misconfigured(String reason) implements NotPosted {}
}
