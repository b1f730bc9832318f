// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.util.List;
import org.tidings.channel.Proof;

/// The classes of channels, by what can clear up an unknown outcome there.
enum Kind {
  /// We choose the record's key (Bluesky).
  RECORD_KEY(new Proof.RecordKey()),
  /// The server remembers our key, and our posts can be listed (Mastodon).
  KEY_AND_READ_BACK(new Proof.ReadBack(), new Proof.SameKey(Duration.ofMinutes(50))),
  /// The server remembers our key, and that is all (Matrix).
  KEY(new Proof.SameKey(Duration.ofMinutes(50))),
  /// Our posts can be listed (GoToSocial, Facebook).
  READ_BACK(new Proof.ReadBack()),
  /// Our posts can be listed, and the same words are refused (X).
  READ_BACK_AND_REFUSAL(new Proof.ReadBack(), new Proof.DuplicateRefusal(Duration.ofHours(20))),
  /// The same words are refused, and that is all (LinkedIn's members).
  REFUSAL(new Proof.DuplicateRefusal(Duration.ofHours(20))),
  /// Nothing (a webhook).
  NONE();

  @SuppressWarnings("ImmutableEnumChecker") // List.of is
  private final List<Proof> proofs;

  Kind(Proof... proofs) {
    this.proofs = List.of(proofs);
  }

  List<Proof> proofs() {
    return proofs;
  }

  boolean has(Class<? extends Proof> proof) {
    return proofs.stream().anyMatch(proof::isInstance);
  }

  /// Whether some outcomes can only be cleared up by the owner: where looking is impossible.
  boolean mayAskOwner() {
    return !has(Proof.RecordKey.class) && !has(Proof.ReadBack.class);
  }
}
