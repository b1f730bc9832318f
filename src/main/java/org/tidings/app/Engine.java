// SPDX-License-Identifier: Apache-2.0
package org.tidings.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tidings.channel.Channel;
import org.tidings.channel.ChannelContext;
import org.tidings.channel.Health;
import org.tidings.config.ChannelId;
import org.tidings.config.ChannelSettings;
import org.tidings.config.FeedId;
import org.tidings.config.FeedSettings;
import org.tidings.config.WebSubSettings;
import org.tidings.http.Egress;
import org.tidings.http.Http;
import org.tidings.outbox.Dispatcher;
import org.tidings.outbox.PostUpdates;
import org.tidings.outbox.Progress;
import org.tidings.poll.Destination;
import org.tidings.poll.Due;
import org.tidings.poll.PollReport;
import org.tidings.poll.PollReport.Ending;
import org.tidings.poll.Poller;
import org.tidings.push.Subscriptions;
import org.tidings.schedule.ExpiryWarning;
import org.tidings.schedule.WatchedClock;
import org.tidings.secret.References;
import org.tidings.secret.SecretException;
import org.tidings.secret.Vault;
import org.tidings.store.DiskFloor;
import org.tidings.text.LogText;

/// Everything wired together for one configuration: what polls, what posts, what checks. Has no
/// thread of its own.
public final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final State state;
  private final Setup setup;
  private final Ways ways;
  private final Vault vault;
  private final FeedKeys keys;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final DiskFloor floor;
  private final Poller poller;
  private final Optional<Subscriptions> subscriptions;
  private final Dispatcher dispatcher;
  private final PostUpdates updates;
  private final Map<ChannelId, Channel> channels = new LinkedHashMap<>();
  private final Map<ChannelId, ReentrantLock> turns = new ConcurrentHashMap<>();

  /// Wires a configuration to an opened state.
  public Engine(State state, Setup setup, Egress egress) {
    this.state = state;
    this.setup = setup;
    this.vault = state.vault();
    this.ways = new Ways(egress, References.ofProcess());
    this.keys = new FeedKeys(vault, ways);
    this.floor = new DiskFloor(state.folder()::free);
    this.poller = new Poller(state.database(), state.outbox(), state.clock(), state.random());
    this.subscriptions = setup.settings().websub().map(this::subscriptions);
    var watched = new WatchedClock(state.clock(), state.ticks(), latest(), this::turned);
    this.dispatcher =
        new Dispatcher(
            state.database(),
            state.beside(),
            watched::now,
            setup.settings().timezone(),
            state.random());
    this.updates = new PostUpdates(state.database(), state.clock(), state.random());
    setup.channels().forEach(it -> channels.put(it.settings().id(), it.opener().open(context(it))));
  }

  /// The latest time that the state knows of.
  private Optional<Instant> latest() {
    return Stream.of(state.outbox().latest(), poller.latest())
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  /// All waits are reckoned anew or none: a half would be moved again after a crash.
  private void turned(Duration by) {
    state
        .database()
        .runInTx(
            tx -> {
              state.outbox().turned(tx, by);
              poller.turned(tx, by);
              subscriptions.ifPresent(it -> it.turned(tx, by));
            });
    LOG.warn(
        "status=clock the clock was set {} by {} s, or the machine slept; waits were reckoned anew",
        by.isNegative() ? "back" : "forward",
        by.abs().toSeconds());
  }

  public Setup setup() {
    return setup;
  }

  /// The feeds whose time has come.
  public List<Due> dueFeeds() {
    if (!floor.isRoomy()) {
      return List.of();
    }
    if (begun.compareAndSet(false, true)) {
      poller.askAgain(setup.settings().feeds(), keys::isAnother);
    }
    var wanted = subscriptions.map(Subscriptions::wanted).orElse(Set.of());
    return poller.due(setup.settings().feeds(), wanted);
  }

  /// Whether a server of that feed has asked for rest since it became due.
  boolean isResting(Due feed) {
    return poller.isResting(feed);
  }

  /// How many polls a second there are at the feeds' own pauses.
  double steadyRate() {
    return poller.steadyRate();
  }

  /// Polls one feed now.
  public PollReport poll(FeedSettings feed) {
    var pushed = subscriptions.filter(it -> it.isProven(feed.id())).isPresent();
    var report = poller.poll(feed, destinations(feed.id()), http(feed), pushed);
    if (report.ending() instanceof Ending.Failed) {
      keys.failed(feed);
    }
    subscriptions.ifPresent(
        it -> {
          it.polled(feed.id(), report.found());
          it.offered(feed.id(), report.offers());
        });
    return report;
  }

  private Subscriptions subscriptions(WebSubSettings websub) {
    var secrets = vault.notes("websub");
    return new Subscriptions(state.database(), secrets, websub, state.clock(), state.random());
  }

  /// Asks the hubs that are due to be asked.
  public void tendHubs() {
    var ids =
        setup.settings().feeds().stream()
            .filter(it -> !it.paused())
            .map(FeedSettings::id)
            .collect(Collectors.toSet());
    subscriptions.ifPresent(it -> it.tend(ids, id -> setup.feed(id).map(this::http).orElseThrow()));
  }

  /// Opens the door for hubs, if the configuration wants one.
  ///
  /// @param pushed is told when a feed is said to have news
  Optional<HubDoor> openDoor(Runnable pushed) {
    return subscriptions.flatMap(
        it -> HubDoor.open(it, setup.settings().websub().orElseThrow(), pushed));
  }

  /// Makes one step for a channel; none while the disk is nearly full.
  public Progress deliver(ChannelId id) {
    if (!floor.isRoomy()) {
      return new Progress.Idle(Optional.empty());
    }
    var configured = setup.channel(id).orElseThrow();
    return alone(id, () -> step(configured.settings(), channel(id)));
  }

  /// Publishing first; what is out is mended when there is nothing else to do.
  private Progress step(ChannelSettings settings, Channel channel) {
    var progress = dispatcher.deliverNext(settings, channel);
    return progress instanceof Progress.Idle idle && updates.next(settings, channel, idle)
        ? new Progress.Worked()
        : progress;
  }

  /// Where a feed's articles go.
  public List<Destination> destinations(FeedId feed) {
    return setup.settings().channelsOf(feed).stream()
        .map(it -> setup.channel(it.id()).orElseThrow())
        .map(
            it -> new Destination(it.settings(), channel(it.settings().id()), setup.ways(feed, it)))
        .toList();
  }

  public Channel channel(ChannelId id) {
    return Optional.ofNullable(channels.get(id)).orElseThrow();
  }

  /// What a channel is lent.
  public ChannelContext context(ConfiguredChannel channel) {
    var settings = channel.settings();
    var allowed = settings.allowPrivate();
    return new ChannelContext(
        settings.id(),
        Ways.found(() -> ways.by(allowed, setup.settings().proxy(allowed))),
        vault.keyring(settings.id().value()),
        state.clock());
  }

  /// The way out to one feed, with what opens it. If that can't be found, nothing is sent.
  public Http http(FeedSettings feed) {
    return Ways.found(() -> ways.to(feed, setup.settings().proxy(feed.allowPrivate())));
  }

  public InstantSource clock() {
    return state.clock();
  }

  /// Proves one channel's account, and notes what came of it for status.
  public Health check(ChannelId id) {
    return noted(id, alone(id, () -> proved(id, Channel::check)));
  }

  /// Does for one channel's account what is due from time to time, and notes what came of it.
  public Health upkeep(ChannelId id) {
    return noted(id, alone(id, () -> proved(id, Channel::upkeep)));
  }

  private Health noted(ChannelId id, Health health) {
    var known = state.accounts().hints(id);
    state.accounts().checked(id, health).ifPresent(it -> LOG.warn("{}", ending(id, health, it)));
    switch (health) {
      case Health.Good(var account, _, var hints) -> {
        LOG.debug("channel={} account={}", id, account);
        hints.stream()
            .filter(it -> !known.contains(it))
            .forEach(it -> LOG.warn("channel={} hint: {}", id, LogText.safe(it)));
      }
      case Health.Bad bad ->
          LOG.warn("channel={} status=refused: {}", id, LogText.safe(bad.words()));
      case Health.Unreachable(var reason) ->
          LOG.info("channel={} status=unreachable: {}", id, LogText.safe(reason));
    }
    return health;
  }

  /// A channel is used by one thread at a time: a check waits for a post that is under way.
  private <T> T alone(ChannelId id, Supplier<T> work) {
    var turn = turns.computeIfAbsent(id, _ -> new ReentrantLock());
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  private static String ending(ChannelId id, Health health, ExpiryWarning warning) {
    var account = health instanceof Health.Good(var name, _, _) ? name : id.value();
    return "channel=%s status=expiring: the access of %s ends %s (%s); run: tidings connect %s"
        .formatted(id, LogText.safe(account), warning.when(), warning.expires(), id);
  }

  private Health proved(ChannelId id, Function<Channel, Health> work) {
    try {
      return work.apply(channel(id));
    } catch (SecretException e) {
      return new Health.Bad(String.valueOf(e.getMessage()), "run: tidings connect " + id);
    }
  }
}
