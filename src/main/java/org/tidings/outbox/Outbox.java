// SPDX-License-Identifier: Apache-2.0
package org.tidings.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tidings.article.Article;
import org.tidings.article.ArticleId;
import org.tidings.channel.DeliveryKey;
import org.tidings.channel.Receipt;
import org.tidings.channel.Tariff;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings;
import org.tidings.config.Money;
import org.tidings.config.RouteSettings;
import org.tidings.outbox.AttemptTable.Step;
import org.tidings.post.Post;
import org.tidings.schedule.Pace;
import org.tidings.store.Beside;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// The queue: its inlet, and what the rest of the program may know of it.
public final class Outbox {
  /// Why something is held after a restore.
  public static final String RESTORED =
      "the state is a restored copy, so it may be out already; if it is:"
          + " `tidings queue posted`, if not: `tidings queue release`";

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Outbox(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /// Adds a post for a channel, inside the transaction that remembers its article. Does nothing if
  /// that channel has a delivery of the article already.
  ///
  /// @return the new delivery
  public Optional<DeliveryId> enqueue(Tx tx, Article article, ChannelSettings channel, Post post) {
    return enqueue(tx, article, channel, post, RouteSettings.EVERYTHING);
  }

  /// Adds a post, as above, that came by a route.
  public Optional<DeliveryId> enqueue(
      Tx tx, Article article, ChannelSettings channel, Post post, RouteSettings route) {
    var added = add(tx, article, channel, DeliveryState.READY, Optional.of(post), Optional.empty());
    added.ifPresent(it -> DeliveryTable.took(tx, it, route.id()));
    return added;
  }

  /// Notes that an article was edited, inside the transaction that notes the edit: its post is to
  /// say this ([PostUpdates]).
  public void edited(Tx tx, ArticleId article, ChannelId channel, Post post) {
    PostUpdates.want(tx, article, channel, post, clock.instant());
  }

  /// Notes that an article was posted to a channel before us, or by others.
  ///
  /// @param receipt where it is, if anybody knows
  /// @return whether that was not known already
  public boolean adopt(
      Tx tx, ArticleId article, ChannelSettings channel, Optional<Receipt> receipt, String reason) {
    var now = Instant.ofEpochMilli(clock.millis());
    var known = DeliveryTable.find(tx, article, channel.id());
    if (known.flatMap(it -> DeliveryTable.find(tx, it)).filter(Outbox::isOut).isPresent()) {
      return false;
    }
    var id = known.orElseGet(() -> insertPublished(tx, article, channel, reason, now));
    // One post about several articles is evidence for each, but only one can have its name.
    var own =
        receipt.filter(it -> TwinTable.holderOf(tx, channel.id(), it.remoteId(), id).isEmpty());
    DeliveryTable.published(tx, id, own, reason, now);
    AttemptTable.append(tx, id, 0, now, Step.POSTED, Optional.empty(), reason, receipt);
    return true;
  }

  private static boolean isOut(Delivery delivery) {
    return delivery.state() == DeliveryState.PUBLISHED;
  }

  private DeliveryId insertPublished(
      Tx tx, ArticleId article, ChannelSettings channel, String reason, Instant now) {
    var delivery =
        new NewDelivery(
            article,
            channel.id(),
            channel.type(),
            DeliveryState.PUBLISHED,
            Optional.empty(),
            key(now),
            channel.expire(),
            Optional.of(reason));
    return DeliveryTable.insert(tx, delivery, now);
  }

  /// Notes that a post is not wanted; the owner can still `retry` it.
  ///
  /// @param reason names the rule
  public void enqueueSkipped(
      Tx tx, Article article, ChannelSettings channel, Post post, String reason) {
    add(tx, article, channel, DeliveryState.SKIPPED, Optional.of(post), Optional.of(reason));
  }

  /// The delivery by which a channel has one of these articles already, is to have it, or is not to
  /// have it since the owner dropped it.
  ///
  /// @param route the one that counts; absent: any
  public Optional<DeliveryId> has(
      Tx tx, List<ArticleId> articles, ChannelId channel, Optional<String> route) {
    return articles.stream()
        .flatMap(it -> DeliveryTable.counting(tx, it, channel, route).stream())
        .findFirst();
  }

  /// Adds a delivery that waits for the owner's word.
  ///
  /// @param post absent if none could be made
  /// @param reason why, and which command goes on
  public Optional<DeliveryId> enqueueHeld(
      Tx tx, Article article, ChannelSettings channel, Optional<Post> post, String reason) {
    return add(tx, article, channel, DeliveryState.HELD, post, Optional.of(reason));
  }

  /// Sorts out what a crash left behind; before anything else is sent ([Recovery]).
  ///
  /// @return how many orphans there were
  public int recover(Beside beside) {
    return Recovery.run(database, beside, clock.instant());
  }

  /// When this state was found to be an older copy of itself; what feeds brought since may be out
  /// already.
  public Optional<Instant> restored(Tx tx) {
    return MetaTable.restored(tx);
  }

  /// Whether an article was in an older copy of this state that was restored: what has no delivery
  /// there may have got one before, and be out.
  public boolean isRestored(Tx tx, ArticleId article) {
    return MetaTable.isRestored(tx, article);
  }

  /// The time at which something here happened last. Not the greatest: what was written before the
  /// clock was set back would make each start believe that it was set back again.
  public Optional<Instant> latest() {
    return database.read(
        tx -> AttemptTable.last(tx).map(it -> MetaTable.turnedTo(tx, it.id()).orElse(it.at())));
  }

  /// Somebody turned the clock: what is under way goes on by the time that really passed.
  ///
  /// Set back, all waits and all memory of when something was sent move with it, so that nothing
  /// waits for a time that was, and a server's memory of our key is not thought to last longer.
  /// Set forward, what is due comes at once, as after a sleep; but what is in doubt is proved anew,
  /// for the pause between two looks has not passed, and lifetimes are given back.
  ///
  /// @param by positive if it was set forward
  public void turned(Tx tx, Duration by) {
    if (by.isNegative()) {
      var now = clock.instant();
      LifetimeTable.turnedBack(tx, by, now);
      AttemptTable.last(tx).ifPresent(it -> MetaTable.turnedTo(tx, now, it.id()));
      ChannelTable.turnedBack(tx, by);
    } else {
      LifetimeTable.turnedForward(tx, by);
    }
    UpdateTable.turned(tx, by);
  }

  /// The unfinished deliveries, by channel, in the order of their turns.
  public List<QueueItem> queue() {
    return database.read(QueueTable::queue);
  }

  /// One delivery.
  public Optional<Delivery> find(DeliveryId id) {
    return database.read(tx -> DeliveryTable.find(tx, id));
  }

  private Optional<DeliveryId> add(
      Tx tx,
      Article article,
      ChannelSettings channel,
      DeliveryState state,
      Optional<Post> post,
      Optional<String> reason) {
    if (DeliveryTable.find(tx, article.id(), channel.id()).isPresent()) {
      return Optional.empty();
    }
    var now = Instant.ofEpochMilli(clock.millis()); // keys are as precise as the table
    var delivery =
        new NewDelivery(
            article.id(),
            channel.id(),
            channel.type(),
            state,
            post,
            key(now),
            channel.expire(),
            reason);
    var id = DeliveryTable.insert(tx, delivery, now);
    var step =
        switch (state) {
          case HELD -> Step.HELD;
          case SKIPPED -> Step.SKIPPED;
          default -> Step.ENQUEUED;
        };
    AttemptTable.append(tx, id, 0, now, step, reason.orElse(""));
    return Optional.of(id);
  }

  private DeliveryKey key(Instant now) {
    var idempotency =
        String.format(Locale.ROOT, "tidings-%016x%016x", random.nextLong(), random.nextLong());
    return new DeliveryKey(idempotency, now, random.nextLong(1L << 32));
  }

  /// What a channel that charges has cost.
  public Spending spending(ChannelId channel, Tariff tariff) {
    var now = clock.instant();
    return database.read(tx -> spending(tx, channel, tariff, now));
  }

  static Spending spending(Tx tx, ChannelId channel, Tariff tariff, Instant now) {
    var currency = tariff.usual().currency();
    return new Spending(
        spent(tx, channel, Spending.monthOf(now), currency),
        spent(tx, channel, now.minus(Spending.PACE), currency));
  }

  /// Something given back for a charge of the month before must not make it less than nothing.
  private static Money spent(Tx tx, ChannelId channel, Instant since, String currency) {
    return new Money(Math.max(0, AttemptTable.spent(tx, channel, since)), currency);
  }

  /// Whether a channel may send now, and else why not.
  ///
  /// @param zone of its posting window
  public Gate gate(ChannelSettings channel, ZoneId zone) {
    var now = clock.instant();
    return database.read(
        tx -> {
          var next = QueueTable.head(tx, channel.id()).map(Delivery::id).orElse(new DeliveryId(0));
          var sent = QueueTable.sentSince(tx, channel.id(), next, now.minus(Pace.DAY));
          return Gate.of(ChannelTable.find(tx, channel.id()), channel, sent, zone, now);
        });
  }

  /// The accounts' state, for status.
  public AccountStatus account(ChannelId channel) {
    return database.read(
        tx -> AccountStatus.of(ChannelTable.find(tx, channel), QueueTable.counts(tx, channel)));
  }
}
