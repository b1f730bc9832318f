// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tidings.outbox.DeliveryState;
import org.tidings.outbox.Progress;
import org.tidings.outbox.QueueItem;
import org.tidings.store.Database;

/// One run: a blog, the engine, a platform, an owner, and a day in which everything goes wrong that
/// this seed chose. The same seed gives the same run, to the letter.
final class Simulation {
  /// How long faults go on, and how long it may then take until all is settled.
  private static final Duration TROUBLE = Duration.ofHours(8);

  private static final Duration CALM = Duration.ofHours(12);
  private static final int ARTICLES_BEFORE = 3;
  private static final int ARTICLES = 8;

  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

  /// More steps than any run needs: an engine that never rests is a mistake too.
  private static final int STEPS = 5_000;

  private final Bug bug;
  private final Mode mode;
  private final Path file;
  private final SplittableRandom engineRandom;
  private final World world;
  private final Blog blog;
  private final Platform platform;
  private final Kind kind;
  private final SimulatedChannel channel;
  private Optional<Life> life = Optional.empty();
  private Instant nextPoll = Instant.MIN;

  /// Whether faults ever stop.
  enum Mode {
    /// They never do: nothing is ever copied, invented or changed.
    SAFETY,
    /// They do: then everything is settled within a day.
    LIVENESS,
  }

  /// What a run showed.
  record Result(
      long seed,
      Kind kind,
      Mode mode,
      int posts,
      int crashes,
      List<String> violations,
      List<String> trace) {
    boolean good() {
      return violations.isEmpty();
    }
  }

  private Simulation(Kind kind, Mode mode, Bug bug, long seed, Path file) {
    var random = new SplittableRandom(seed);
    this.kind = kind;
    this.mode = mode;
    this.bug = bug;
    this.file = file;
    world = new World(new Fates(random.split()));
    engineRandom = random.split();
    blog = new Blog(world);
    platform = new Platform(world, kind);
    channel = new SimulatedChannel(world, platform, kind);
  }

  /// Runs one seed.
  ///
  /// @param fresh a migrated, empty database, copied for the run
  /// @param folder where its files may be
  static Result run(Kind kind, Mode mode, Bug bug, long seed, Path fresh, Path folder) {
    var file = folder.resolve("run.db");
    try {
      for (var left : List.of("run.db", "run.db-wal", "run.db-shm", "watermark", "backup.db")) {
        Files.deleteIfExists(folder.resolve(left));
      }
      Files.copy(fresh, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var simulation = new Simulation(kind, mode, bug, seed, file);
    simulation.run();
    var world = simulation.world;
    return new Result(
        seed,
        kind,
        mode,
        simulation.platform.ledger().size(),
        world.crashes(),
        world.violations(),
        world.trace());
  }

  /// An empty database, with the schema as the mistake leaves it.
  static Path fresh(Bug bug, Path folder) {
    var file = folder.resolve("fresh-" + bug + ".db");
    if (Files.exists(file)) {
      return file;
    }
    var migrations = migrations();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA journal_mode = WAL");
      statement.executeUpdate(bug.schema(String.join("\n", migrations.values())));
      statement.executeUpdate("PRAGMA user_version = " + migrations.lastKey());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  /// The migrations' SQL by their numbers.
  private static SortedMap<Integer, String> migrations() {
    var sql = new TreeMap<Integer, String>();
    var folder = Objects.requireNonNull(Database.class.getResource("/org/tidings/store/sqlite"));
    try (var files = Files.list(Path.of(folder.toURI()))) {
      for (var file : files.toList()) {
        var number = MIGRATION.matcher(file.getFileName().toString());
        if (number.matches()) {
          sql.put(Integer.valueOf(number.group(1)), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return sql;
  }

  private void run() {
    script();
    var end = World.START.plus(TROUBLE);
    work(end);
    if (mode == Mode.LIVENESS) {
      world.fates().calm();
      platform.authorized(true);
      world.tell("from here on nothing fails");
      work(end.plus(CALM));
    }
    finish();
  }

  /// What happens outside: articles, edits, the account's troubles.
  private void script() {
    for (var i = 0; i < ARTICLES_BEFORE; i++) {
      blog.publish();
    }
    for (var i = 0; i < ARTICLES; i++) {
      world.later(world.fates().within(TROUBLE).plus(Duration.ofMinutes(30)), blog::publish);
    }
    for (var i = 0; i < 4; i++) {
      world.later(world.fates().within(TROUBLE), blog::edit);
    }
    if (world.fates().coin()) {
      var dies = world.fates().within(TROUBLE);
      world.later(dies, () -> platform.authorized(false));
      world.later(
          dies.plus(world.fates().within(Duration.ofHours(3))), () -> platform.authorized(true));
    }
    for (var hours = 1; hours < 8; hours += 2) {
      world.later(Duration.ofHours(hours), this::backUp);
    }
    for (var hours = 1; hours < 20; hours++) {
      world.later(Duration.ofHours(hours), this::ownerLooks);
    }
  }

  /// Works until that time, through as many deaths as it takes.
  private void work(Instant end) {
    for (var step = 0; step < STEPS && world.now().isBefore(end); step++) {
      try {
        world.running(true);
        step(end);
        world.stepped(true);
      } catch (Crash crash) {
        world.stepped(false);
        die();
      } finally {
        world.running(false);
      }
    }
    if (world.now().isBefore(end)) {
      world.violated("it never rests");
    }
  }

  private void step(Instant end) {
    var alive = alive();
    bug.steps(file);
    if (alive.feedIsDue()) {
      nextPoll = alive.poll();
      bug.polled(alive.database());
      return;
    }
    if (alive.deliver() instanceof Progress.Idle(var until)) {
      // After a death nobody remembers when the next poll is due but the database.
      var poll = nextPoll.isAfter(world.now()) ? nextPoll : world.now().plusSeconds(60);
      var next = earliest(poll, until.orElse(Instant.MAX), world.nextEvent(), end);
      world.advance(next.isAfter(world.now()) ? next : world.now().plusMillis(1));
    }
  }

  private Life alive() {
    if (life.isEmpty()) {
      var next = new Life(world, file, blog, channel, kind, bug, engineRandom);
      life = Optional.of(next);
      bug.started(next.database(), next.watermark());
      next.recover();
    }
    return life.get();
  }

  private void die() {
    life.ifPresent(Life::close);
    life = Optional.empty();
    bug.died(file);
    if (world.fates().restores()) {
      restore();
    }
    world.running(false);
    var down = world.fates().within(Duration.ofMinutes(world.fates().coin() ? 1 : 100));
    world.advance(world.now().plus(down));
    nextPoll = Instant.MIN;
  }

  /// The machine's owner keeps backups, and puts one back in the simplest way there is.
  private void backUp() {
    world.running(false);
    life.ifPresent(it -> it.backUp(backup()));
    world.running(true);
  }

  private void restore() {
    try {
      if (Files.exists(backup())) {
        world.tell("RESTORE of the backup");
        Files.copy(backup(), file, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(file.resolveSibling("run.db-wal"));
        Files.deleteIfExists(file.resolveSibling("run.db-shm"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path backup() {
    return file.resolveSibling("backup.db");
  }

  /// The owner looks at the queue now and then, tells the truth, and mends the account.
  private void ownerLooks() {
    if (life.isEmpty()) {
      return;
    }
    world.running(false);
    var alive = life.get();
    alive.check();
    alive.outbox().queue().forEach(it -> decide(alive, it));
    world.running(true);
  }

  private void decide(Life alive, QueueItem item) {
    var delivery = item.delivery();
    var link = item.link().map(Object::toString).orElse("");
    if (delivery.state() == DeliveryState.HELD) {
      var out = blog.at(link).map(this::onLedger).orElse(false);
      world.tell("owner: " + link + (out ? " is out" : " may go"));
      if (out) {
        alive.owner().posted(delivery.id(), Optional.empty());
      } else if (!platform.mayComeLate(link)) {
        alive.owner().release(delivery.id());
      }
    } else if (delivery.state() == DeliveryState.UNKNOWN && delivery.notBefore().isEmpty()) {
      overParked(link);
      if (mode == Mode.SAFETY || world.fates().coin()) {
        return; // owners have other things to do
      }
      world.tell("owner: looks at " + link);
      if (blog.at(link).map(it -> onLedger(it)).orElse(false)) {
        alive.owner().posted(delivery.id(), Optional.empty());
      } else if (!platform.mayComeLate(link)) {
        alive.owner().retry(delivery.id());
      }
    }
  }

  private void overParked(String link) {
    if (!kind.mayAskOwner()) {
      world.violated("the owner is asked although it could be proved: " + link);
    } else if (blog.at(link).filter(it -> doubted(it)).isEmpty()) {
      world.violated("the owner is asked although nothing was sent: " + link);
    }
  }

  private boolean onLedger(Blog.Article article) {
    return platform.ledger().stream().anyMatch(it -> it.link().endsWith("://" + article.path()));
  }

  private boolean doubted(Blog.Article article) {
    return platform.doubted("https://" + article.path())
        || platform.doubted("http://" + article.path());
  }

  private void finish() {
    world.running(false);
    world.advance(world.now().plus(Fates.LATEST)); // what is still on its way arrives
    var alive = alive();
    new Checker(world, blog, platform, kind).check(alive.database(), mode == Mode.LIVENESS);
    alive.close();
  }

  private static Instant earliest(Instant... times) {
    return Arrays.stream(times).min(Instant::compareTo).orElseThrow();
  }
}
