// SPDX-License-Identifier: Apache-2.0
package org.tidings.history;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidings.article.ArticleId;
import org.tidings.article.Articles;
import org.tidings.article.MassChange;
import org.tidings.channel.Tariff;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings;
import org.tidings.config.FeedId;
import org.tidings.config.Settings;
import org.tidings.outbox.DeliveryId;
import org.tidings.outbox.Outbox;
import org.tidings.store.Database;
import org.tidings.store.Tx;

/// What happened, read only.
public final class History {
  /// How many articles one question is answered with.
  private static final int MOST_STORIES = 10;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Database database;
  private final Outbox outbox;

  public History(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /// The deliveries that a query asks for, newest first, and the position to follow from.
  public HistoryPage search(HistoryQuery query) {
    return database.read(
        tx -> new HistoryPage(HistoryTable.search(tx, query), HistoryTable.position(tx)));
  }

  /// What came since a position, oldest first; a delivery that changed again is shown again. The
  /// query's times and limit are not looked at.
  public HistoryPage since(long position, HistoryQuery query) {
    return database.read(
        tx -> new HistoryPage(HistoryTable.since(tx, position, query), HistoryTable.position(tx)));
  }

  /// The articles that are meant by an address of theirs or of a post, a number, or a part of their
  /// title; newest first, at most ten.
  public List<Story> explain(String what) {
    var asked = what.strip();
    return asked.isEmpty() ? List.of() : database.read(tx -> stories(tx, asked));
  }

  /// What speaks for or against a delivery being out: when it was sent, what was answered, what
  /// looking showed; oldest first.
  public List<Story.Event> evidence(DeliveryId delivery) {
    return database.read(tx -> Telling.evidence(StoryTable.steps(tx, delivery)));
  }

  private static List<Story> stories(Tx tx, String asked) {
    return meant(tx, asked).stream()
        .distinct()
        .limit(MOST_STORIES)
        .flatMap(it -> StoryTable.story(tx, it).stream())
        .toList();
  }

  private static List<ArticleId> meant(Tx tx, String asked) {
    var found = new ArrayList<ArticleId>();
    if (NUMBER.matcher(asked).matches()) {
      Articles.find(tx, new ArticleId(Long.parseLong(asked))).ifPresent(it -> found.add(it.id()));
    }
    var address = address(asked);
    address.ifPresent(it -> found.addAll(Articles.at(tx, it)));
    if (found.isEmpty()) {
      address.ifPresent(it -> found.addAll(StoryTable.byPost(tx, it)));
    }
    return found.isEmpty() ? StoryTable.byTitle(tx, asked, MOST_STORIES) : found;
  }

  private static Optional<URI> address(String asked) {
    try {
      return Stream.of(URI.create(asked)).filter(it -> it.getScheme() != null).findFirst();
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a title, then
    }
  }

  /// The last document of a feed that looked rebuilt.
  public Optional<MassChange> massChange(FeedId feed) {
    return database.read(tx -> Articles.massChange(tx, feed));
  }

  /// How the configured feeds and channels are, in the order of the configuration.
  ///
  /// @param tariffs what a channel's platform charges
  public Status status(Settings settings, Function<ChannelId, Optional<Tariff>> tariffs) {
    return new Status(
        settings.feeds().stream().map(it -> feed(it.id()).paused(it.paused())).toList(),
        settings.channels().stream().map(it -> channel(it, tariffs.apply(it.id()))).toList());
  }

  /// How a feed is, whether it is configured or not.
  public FeedStatus feed(FeedId id) {
    return database
        .<Optional<FeedStatus>>read(tx -> FeedStatusTable.find(tx, id))
        .orElseGet(() -> FeedStatus.neverPolled(id));
  }

  private ChannelStatus channel(ChannelSettings channel, Optional<Tariff> tariff) {
    var last =
        database.<Optional<HistoryEntry>>read(tx -> HistoryTable.lastPublished(tx, channel.id()));
    return new ChannelStatus(
        channel.id(),
        channel.type(),
        outbox.account(channel.id()),
        last.map(HistoryEntry::time),
        last.flatMap(HistoryEntry::url),
        tariff.map(it -> new ChannelStatus.Cost(it, outbox.spending(channel.id(), it))));
  }
}
