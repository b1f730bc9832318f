// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.article.ArticleId;
import org.tidings.channel.Channel;
import org.tidings.channel.Payload;
import org.tidings.channel.Revision;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings;
import org.tidings.config.ChannelSettings.OnEdit;
import org.tidings.outbox.UpdateTable.Row;
import org.tidings.post.Post;
import org.tidings.schedule.Backoff;
import org.tidings.store.Database;
import org.tidings.store.Tx;
import org.tidings.text.LogText;

/// Posts that are out, and are to say what their articles say by now; on channels whose owner wants
/// that. A thing beside the queue: it waits until nothing is to be published, touches no delivery
/// and no breaker, and needs no proof, since the same words twice are the same words.
public final class PostUpdates {
  private static final Logger LOG = LoggerFactory.getLogger(PostUpdates.class);

  /// How long one is tried, from the first request on.
  private static final Duration PATIENCE = Duration.ofDays(1);

  /// What one may take; a post that is due sooner goes first.
  private static final Duration ROOM = Duration.ofMinutes(1);

  /// States in which the post is out, or may be so yet.
  private static final Set<DeliveryState> POSTED =
      Set.of(
          DeliveryState.READY,
          DeliveryState.SENDING,
          DeliveryState.WAITING,
          DeliveryState.UNKNOWN,
          DeliveryState.PUBLISHED);

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;

  public PostUpdates(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /// Notes what a post is to say, in the transaction that notes the edit; nothing, if it says so
  /// already. What was posted by others is theirs.
  static void want(Tx tx, ArticleId article, ChannelId channel, Post post, Instant now) {
    DeliveryTable.find(tx, article, channel)
        .flatMap(it -> DeliveryTable.find(tx, it))
        .filter(it -> POSTED.contains(it.state()))
        .filter(it -> it.state() != DeliveryState.PUBLISHED || it.payload().isPresent())
        .ifPresent(it -> want(tx, it, post, now));
  }

  private static void want(Tx tx, Delivery delivery, Post post, Instant now) {
    var rows = UpdateTable.of(tx, delivery.id());
    if (rows.stream().anyMatch(it -> it.state() == UpdateState.GONE)) {
      return;
    }
    for (var it : rows) {
      if (it.state() == UpdateState.PENDING && it.mayBeOut()) {
        UpdateTable.end(tx, it, UpdateState.REPLACED, "the article was edited once more", now);
      } else if (it.state() == UpdateState.PENDING) {
        UpdateTable.delete(tx, it);
      }
    }
    if (!says(rows, delivery).equals(Optional.of(post.text()))) {
      UpdateTable.insert(tx, delivery, post, now);
    }
  }

  /// What the post says now; empty if an answer was lost, so that nobody knows.
  private static Optional<String> says(List<Row> newestFirst, Delivery delivery) {
    return newestFirst.stream()
        .filter(it -> it.mayBeOut() && it.state() != UpdateState.REFUSED)
        .findFirst()
        .map(it -> Optional.of(it.post().text()).filter(_ -> it.state() == UpdateState.DONE))
        .orElseGet(() -> delivery.post().map(Post::text));
  }

  /// Changes one post, if one is due and its channel is free for so long.
  ///
  /// @param idle how long nothing is to be published
  /// @return whether there was one
  public boolean next(ChannelSettings settings, Channel channel, Progress.Idle idle) {
    var now = clock.instant();
    var soon = idle.until().filter(it -> it.isBefore(now.plus(ROOM))).isPresent();
    if (soon || settings.onEdit() != OnEdit.UPDATE) {
      return false;
    }
    if (database.read(tx -> due(tx, settings.id(), now)).isEmpty()) {
      return false;
    }
    var begun = database.<Optional<Begun>>inTx(tx -> begin(tx, settings.id(), now));
    begun.ifPresent(it -> record(it.row(), revised(it, channel)));
    return true;
  }

  /// One that a request may leave for.
  ///
  /// @param row as it was before
  /// @param ours every text that we may have given it
  private record Begun(Row row, String remoteId, Payload sent, Set<String> ours) {}

  private static Optional<Row> due(Tx tx, ChannelId channel, Instant now) {
    var account = ChannelTable.find(tx, channel);
    var rests = account.breaker().openUntil().filter(it -> it.isAfter(now)).isPresent();
    return rests || account.waitsForOwner() ? Optional.empty() : UpdateTable.due(tx, channel, now);
  }

  private static Optional<Begun> begin(Tx tx, ChannelId channel, Instant now) {
    var due = due(tx, channel, now);
    if (due.isEmpty()) {
      return Optional.empty();
    }
    var row = due.get();
    if (row.until().filter(now::isAfter).isPresent()) {
      giveUp(tx, row, row.reason(), now);
      return Optional.empty();
    }
    var delivery = DeliveryTable.find(tx, row.delivery()).orElseThrow();
    var ours = new HashSet<String>();
    delivery.post().map(Post::text).ifPresent(ours::add);
    UpdateTable.of(tx, row.delivery()).stream()
        .filter(Row::mayBeOut)
        .forEach(it -> ours.add(it.post().text()));
    // Should we die meanwhile, the next process takes it up when a request must be over.
    UpdateTable.tried(tx, row, PATIENCE, now.plus(Claim.LEASE), now);
    return Optional.of(
        new Begun(
            row,
            UpdateTable.remoteId(tx, row.delivery()).orElseThrow(),
            delivery.payload().orElseThrow(),
            Set.copyOf(ours)));
  }

  private static Revision revised(Begun it, Channel channel) {
    try {
      return channel.revise(it.remoteId(), it.row().post(), it.sent(), it.ours());
    } catch (RuntimeException e) {
      LOG.error("delivery={}: changing a post failed; please report this", it.row().delivery(), e);
      return new Revision.Later("changing it failed: " + e.getClass().getSimpleName());
    }
  }

  private void record(Row row, Revision revision) {
    var now = clock.instant();
    database.runInTx(
        tx -> {
          switch (revision) {
            case Revision.Done _ -> end(tx, row, UpdateState.DONE, "", now);
            case Revision.Gone(var reason) -> end(tx, row, UpdateState.GONE, reason, now);
            case Revision.Refused(var reason) -> end(tx, row, UpdateState.REFUSED, reason, now);
            case Revision.Later(var reason, var asked) -> {
              var again = now.plus(Backoff.DELIVERY.after(row.tries() + 1, asked, random));
              if (again.isAfter(row.until().orElse(now.plus(PATIENCE)))) {
                giveUp(tx, row, reason, now);
              } else {
                UpdateTable.later(tx, row, again, reason, now);
                LOG.debug("delivery={} status=update: {}", row.delivery(), LogText.safe(reason));
              }
            }
          }
        });
  }

  private static void giveUp(Tx tx, Row row, String reason, Instant now) {
    end(tx, row, UpdateState.OVER, "not within a day: " + reason, now);
  }

  /// That a post is gone is its owner's doing, and no news to him.
  private static void end(Tx tx, Row row, UpdateState state, String reason, Instant now) {
    UpdateTable.end(tx, row, state, reason, now);
    switch (state) {
      case DONE -> LOG.info("delivery={} status=updated", row.delivery());
      case REFUSED, OVER ->
          LOG.warn(
              "delivery={} status=not-updated: the article was edited, and its post was not: {}",
              row.delivery(),
              LogText.safe(reason));
      case PENDING, REPLACED, GONE ->
          LOG.debug("delivery={} update={}", row.delivery(), state.word());
    }
  }
}
