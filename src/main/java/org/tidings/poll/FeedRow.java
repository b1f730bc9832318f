// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.tidings.config.FeedId;
import org.tidings.feed.Validators;

/// What is remembered of a feed.
///
/// @param next when it is polled next; absent: never again
/// @param polled the last poll, however it ended
/// @param answered the last one that gave a document or 'not modified'
/// @param failures in a row
/// @param reason of the last failure
/// @param gone since when it answers 410
/// @param baselined when its first document was remembered
record FeedRow(
    FeedId id,
    URI url,
    Optional<String> title,
    Validators validators,
    Optional<Instant> next,
    Optional<Instant> polled,
    Optional<Instant> answered,
    int failures,
    Optional<String> reason,
    Optional<Instant> gone,
    Optional<Instant> baselined) {
  static FeedRow fresh(FeedId id, URI url, Instant now) {
    return new FeedRow(
        id,
        url,
        Optional.empty(),
        Validators.NONE,
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The same feed under another address: what was read stays known, but validators are one
  /// address' own (RFC 9110 section 8.8), and so are its failures.
  FeedRow at(URI address) {
    return address.equals(url)
        ? this
        : new FeedRow(
            id,
            address,
            title,
            Validators.NONE,
            next,
            polled,
            answered,
            0,
            Optional.empty(),
            Optional.empty(),
            baselined);
  }

  FeedRow answered(Instant now, Instant nextPoll, Validators validators) {
    return new FeedRow(
        id,
        url,
        title,
        validators,
        Optional.of(nextPoll),
        Optional.of(now),
        Optional.of(now),
        0,
        Optional.empty(),
        Optional.empty(),
        baselined);
  }

  FeedRow failed(Instant now, Optional<Instant> nextPoll, String why, Validators validators) {
    return new FeedRow(
        id,
        url,
        title,
        validators,
        nextPoll,
        Optional.of(now),
        answered,
        failures + 1,
        Optional.of(why),
        gone,
        baselined);
  }

  FeedRow titled(Optional<String> newTitle) {
    return new FeedRow(
        id,
        url,
        newTitle.or(() -> title),
        validators,
        next,
        polled,
        answered,
        failures,
        reason,
        gone,
        baselined);
  }

  FeedRow goneSince(Instant since) {
    return new FeedRow(
        id,
        url,
        title,
        validators,
        next,
        polled,
        answered,
        failures,
        reason,
        Optional.of(since),
        baselined);
  }

  FeedRow baselined(Instant at) {
    return new FeedRow(
        id,
        url,
        title,
        validators,
        next,
        polled,
        answered,
        failures,
        reason,
        gone,
        Optional.of(at));
  }
}
