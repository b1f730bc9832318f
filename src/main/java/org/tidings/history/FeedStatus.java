// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.time.Instant;
import java.util.Optional;
import org.tidings.config.FeedId;

/// How a feed is, for its owner.
///
/// @param title the feed's own
/// @param polled the last poll, however it ended; absent: never yet
/// @param answered the last poll that gave a document, or the word that nothing has changed
/// @param next when it is polled next; absent: at once if it was never polled, else never again
/// @param failures in a row
/// @param reason of the last failure; empty while there is none
/// @param gone since when it says that it is over
/// @param quiet since when it is known to be silent against its own habit
/// @param baselined when its first document was remembered
/// @param articles how many are known, those of the first document included
/// @param paused whether the configuration says that it is left alone
/// @param held how many of them wait for the owner's word
public record FeedStatus(
    FeedId feed,
    Optional<String> title,
    Optional<Instant> polled,
    Optional<Instant> answered,
    Optional<Instant> next,
    int failures,
    String reason,
    Optional<Instant> gone,
    Optional<Instant> quiet,
    Optional<Instant> baselined,
    boolean paused,
    long articles,
    long held) {
  static FeedStatus neverPolled(FeedId feed) {
    return new FeedStatus(
        feed,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        0,
        0);
  }

  FeedStatus paused(boolean paused) {
    return new FeedStatus(
        feed, title, polled, answered, next, failures, reason, gone, quiet, baselined, paused,
        articles, held);
  }
}
