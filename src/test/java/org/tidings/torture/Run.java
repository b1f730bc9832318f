// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.tidings.app.State;
import org.tidings.config.ChannelId;
import org.tidings.outbox.DeliveryState;
import org.tidings.outbox.QueueItem;
import org.tidings.secret.Secret;
import org.tidings.torture.Plan.Blow;
import org.tidings.torture.Plan.Moment;

/// One run: a daemon, a blog, an account of each kind; articles are published and the daemon is
/// killed as the plan says, then left in peace until nothing moves any more; then ledgers and
/// history are compared. At last the owner says of each unknown post what the ledger shows, and it
/// is compared again.
final class Run implements AutoCloseable {
  /// A start takes a second, much more on a machine that is busy; five looks in vain take up to
  /// four minutes.
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /// A point that did not come so long after a start will not come.
  private static final Duration TRAP = Duration.ofSeconds(20);

  private final Plan plan;
  private final Path folder;
  private final boolean strace;
  private final Blog blog = new Blog();
  private final Trap trap = new Trap(this::kill);
  private final Map<Kind, Account> accounts = new EnumMap<>(Kind.class);
  private final List<Instant> kills = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Integer> moments = new TreeMap<>();
  private final PackagedDaemon daemon;
  private Duration start = Duration.ZERO;

  private Run(Plan plan, Path folder, boolean strace, Map<Kind, Account.Opener> openers)
      throws IOException, InterruptedException {
    this.plan = plan;
    this.folder = folder;
    this.strace = strace;
    for (var entry : openers.entrySet()) {
      var kind = entry.getKey();
      var seed = plan.seed() * 31 + kind.name().hashCode();
      accounts.put(kind, entry.getValue().open(trap.steps(kind), seed));
    }
    configure();
    // As its owner would: what a server can do, and whose account it is, is noted now.
    var code = PackagedDaemon.run(folder, "check", "--live");
    if (code != 0) {
      throw new AssertionError(
          "check --live ended with " + code + "\n" + PackagedDaemon.log(folder));
    }
    this.daemon = PackagedDaemon.start(folder);
  }

  /// Carries a plan out.
  ///
  /// @param folder an empty one; holds everything afterwards
  /// @param strace whether the daemon may be killed inside system calls
  /// @param openers of the accounts that it posts to
  static Tally of(Plan plan, Path folder, boolean strace, Map<Kind, Account.Opener> openers)
      throws IOException, InterruptedException {
    try (var run = new Run(plan, folder, strace, openers)) {
      return run.play();
    }
  }

  private Tally play() throws IOException, InterruptedException {
    var began = System.nanoTime();
    var before = blog.reads(); // by `check`
    await("the first read", () -> blog.reads() > before);
    start = Duration.ofNanos(System.nanoTime() - began);
    await("the second read", () -> blog.reads() > before + 1); // what the first saw is remembered
    daemon.kill(); // what counts begins now
    for (var blow : plan.blows()) {
      daemon.restart(program(blow.moment()));
      strike(blow);
    }
    daemon.restart();
    settle();
    var first = ended();
    ownerSpeaks();
    daemon.restart();
    settle();
    var last = ended();
    return first.and(last.mistakes(), moments, (System.nanoTime() - began) / 1e9);
  }

  private void strike(Blow blow) throws IOException, InterruptedException {
    switch (blow.moment()) {
      case Moment.Starting(var permille) -> {
        LockSupport.parkNanos(start.toNanos() / 1000 * permille); // a random instant
        dead(blow.moment().name());
      }
      case Moment.Working(var millis) -> {
        var reads = blog.publish(blow.articles());
        await("a poll", () -> blog.reads() > reads);
        LockSupport.parkNanos(millis * 1_000_000L); // a random instant
        dead(blow.moment().name());
      }
      case Moment.At at -> {
        trap.set(at);
        blog.publish(blow.articles());
        trap.await(TRAP);
        dead(trap.clear() ? at.name() : Moment.NEVER);
      }
      case Moment.Writing writing -> {
        blog.publish(blow.articles());
        dead(strace && daemon.dies(TRAP) ? writing.name() : Moment.NEVER);
      }
    }
  }

  /// What the daemon is started by.
  private List<String> program(Moment moment) {
    return strace && moment instanceof Moment.Writing writing ? writing.strace() : List.of();
  }

  /// Makes sure that it is dead, and notes of what.
  private void dead(String of) throws InterruptedException {
    kill();
    moments.merge(of, 1, Integer::sum);
  }

  private void kill() throws InterruptedException {
    kills.add(Instant.now());
    daemon.kill();
  }

  /// In peace: until every post is out, or only the owner can know.
  private void settle() {
    var reads = blog.reads();
    await("a start", () -> blog.reads() > reads); // until then SIGTERM is Java's own
    await("every post to be out or unknown", this::settled, 500_000_000);
  }

  private boolean settled() {
    if (!daemon.isAlive()) {
      throw new AssertionError("the daemon died by itself:\n" + tail());
    }
    try (var state = State.open(folder.resolve("state"))) {
      var queue = state.outbox().queue();
      // One that a life after the other died of is held: it may be what kills.
      queue.stream()
          .filter(it -> it.delivery().state() == DeliveryState.HELD)
          .forEach(it -> state.owner().release(it.delivery().id()));
      return audit().enqueued() && queue.stream().allMatch(Run::waitsForOwner);
    }
  }

  private static boolean waitsForOwner(QueueItem item) {
    return item.delivery().state() == DeliveryState.UNKNOWN
        && item.delivery().notBefore().isEmpty();
  }

  private Tally ended() throws InterruptedException {
    var code = daemon.stop();
    if (code != 0) {
      throw new AssertionError("SIGTERM in peace ended with " + code + ":\n" + tail());
    }
    return audit().tally();
  }

  private Audit audit() {
    return Audit.of(folder.resolve("state"), blog.published(), accounts, List.copyOf(kills));
  }

  private void ownerSpeaks() {
    try (var state = State.open(folder.resolve("state"))) {
      audit()
          .unknown()
          .forEach(
              it -> {
                var id = it.delivery();
                var said =
                    it.isOut()
                        ? state.owner().posted(id, java.util.Optional.empty())
                        : state.owner().retry(id);
                if (!(said instanceof org.tidings.outbox.OwnersWord.Said.Done)) {
                  throw new AssertionError("the owner was refused: " + said);
                }
              });
    }
  }

  private void await(String what, BooleanSupplier happened) {
    await(what, happened, 20_000_000);
  }

  private void await(String what, BooleanSupplier happened, long pauseNanos) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "seed %d: waited in vain for %s:\n%s".formatted(plan.seed(), what, tail()));
      }
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private String tail() {
    var lines = daemon.log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  private void configure() throws IOException {
    var channels = accounts.values().stream().map(Account::toml).collect(Collectors.joining());
    Files.writeString(
        folder.resolve("tidings.toml"),
        """
        [[feed]]
        id = "blog"
        url = "%s"
        every = "1s"
        allow_private = ["127.0.0.1"]
        %s\
        """
            .formatted(blog.feed(), channels));
    try (var state = State.open(folder.resolve("state"))) {
      for (var account : accounts.values()) {
        var keyring = state.keyring(new ChannelId(account.kind().id()));
        account.credentials().forEach((name, it) -> keyring.put(name, Secret.of(it)));
      }
    }
  }

  @Override
  public void close() {
    daemon.close();
    accounts.values().forEach(Account::close);
    blog.close();
  }
}
