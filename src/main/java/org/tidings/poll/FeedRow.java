// SPDX-License-Identifier: Apache-2.0
package org.tidings.poll;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tidings.config.FeedId;
import org.tidings.feed.Validators;

/// What is remembered of a feed.
///
/// @param url as configured
/// @param baselined when its first document was remembered
record FeedRow(
    FeedId id,
    URI url,
    Optional<String> title,
    Validators validators,
    Times times,
    Trouble trouble,
    Optional<Instant> baselined,
    Habits habits,
    Move move) {
  /// @param next when it is polled next; absent: never again
  /// @param polled the last poll, however it ended
  /// @param answered the last one that gave a document or 'not modified'
  record Times(Optional<Instant> next, Optional<Instant> polled, Optional<Instant> answered) {}

  /// @param failures in a row
  /// @param reason of the last failure
  /// @param gone since when it answers 410
  record Trouble(int failures, Optional<String> reason, Optional<Instant> gone) {
    static final Trouble NONE = new Trouble(0, Optional.empty(), Optional.empty());
  }

  static FeedRow fresh(FeedId id, URI url, Instant now) {
    return new FeedRow(
        id,
        url,
        Optional.empty(),
        Validators.NONE,
        new Times(Optional.of(now), Optional.empty(), Optional.empty()),
        Trouble.NONE,
        Optional.empty(),
        Habits.NONE,
        Move.NONE);
  }

  /// Where it is asked: the address that was learnt, or the configured one.
  URI address() {
    return move.learnt().orElse(url);
  }

  /// The same feed under another configured address: what was read stays known, but validators are
  /// one address' own (RFC 9110 section 8.8), and so are its failures and its moves.
  FeedRow at(URI address) {
    return address.equals(url)
        ? this
        : new FeedRow(
            id,
            address,
            title,
            Validators.NONE,
            times,
            Trouble.NONE,
            baselined,
            habits.elsewhere(),
            Move.NONE);
  }

  FeedRow answered(Instant now, Instant nextPoll, Validators newer, Habits habit) {
    var then = new Times(Optional.of(nextPoll), Optional.of(now), Optional.of(now));
    return new FeedRow(id, url, title, newer, then, Trouble.NONE, baselined, habit, move);
  }

  FeedRow next(UnaryOperator<Instant> change) {
    var then = new Times(times.next().map(change), times.polled(), times.answered());
    return new FeedRow(id, url, title, validators, then, trouble, baselined, habits, move);
  }

  /// As if it had last been read then: what came since is news.
  FeedRow readAt(Instant time) {
    var then = new Times(times.next(), times.polled(), Optional.of(time));
    return new FeedRow(id, url, title, validators, then, trouble, baselined, habits, move);
  }

  FeedRow failed(Instant now, Optional<Instant> nextPoll, String why, Validators kept) {
    var then = new Times(nextPoll, Optional.of(now), times.answered());
    var worse = new Trouble(trouble.failures() + 1, Optional.of(why), trouble.gone());
    return new FeedRow(id, url, title, kept, then, worse, baselined, habits, move);
  }

  FeedRow titled(Optional<String> newer) {
    var name = newer.or(() -> title);
    return new FeedRow(id, url, name, validators, times, trouble, baselined, habits, move);
  }

  FeedRow goneSince(Instant since) {
    var over = new Trouble(trouble.failures(), trouble.reason(), Optional.of(since));
    return new FeedRow(id, url, title, validators, times, over, baselined, habits, move);
  }

  FeedRow baselined(Instant at) {
    return new FeedRow(id, url, title, validators, times, trouble, Optional.of(at), habits, move);
  }

  FeedRow having(Habits newer) {
    return new FeedRow(id, url, title, validators, times, trouble, baselined, newer, move);
  }

  FeedRow moved(Move newer) {
    return new FeedRow(id, url, title, validators, times, trouble, baselined, habits, newer);
  }
}
