// SPDX-License-Identifier: Apache-2.0
package org.tidings.push;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.tidings.feed.HubOffer;
import org.tidings.http.Http;

/// How hubs of one kind are asked, how they ask back, and what their pushes are worth.
interface Protocol {
  /// Whether a hub may be told what such a request tells it.
  boolean canAsk(URI hub);

  /// Whether a subscription is renewed at the address that it has, and not at a new one.
  boolean keepsAddress();

  /// Asks a hub to call us. Before it answers it may have asked back.
  ///
  /// @param token the last part of the path that it shall call
  Answer ask(HubOffer hub, String token, Http http);

  /// What a hub said.
  sealed interface Answer {
    /// It will ask whether we meant it, or has done so.
    record Accepted() implements Answer {}

    record Refused(String why) implements Answer {}

    record Unreachable(String why) implements Answer {}
  }

  /// Reads a hub's question whether we meant it.
  ///
  /// @param query of its request
  Question question(HubOffer hub, Form query);

  /// What a hub wants to know.
  sealed interface Question {
    /// Whether we meant it.
    ///
    /// @param challenge to be answered, byte by byte
    /// @param lease how long its pushes will come
    /// @param renew when to ask anew, before the lease is over
    record Meant(String challenge, Duration lease, Duration renew) implements Question {}

    /// Nothing: it says no.
    record Denied(String why) implements Question {}

    /// Something that we did not ask for.
    record Strange() implements Question {}
  }

  /// Judges a push that came to one of our addresses.
  ///
  /// @param signature the `X-Hub-Signature` header
  Worth worth(HubOffer hub, String token, Optional<String> signature, byte[] body);

  /// What a push is worth.
  enum Worth {
    /// It is the hub's: whoever else could have sent it knows the secret.
    PROOF,
    /// Perhaps the hub's. Good enough to look, not to rely on.
    HINT,
    NOTHING,
  }

  /// An address has ended.
  void forget(String token);
}
