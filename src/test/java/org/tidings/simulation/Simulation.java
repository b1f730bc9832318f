// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidings.outbox.DeliveryState;
import org.tidings.outbox.Progress;
import org.tidings.simulation.World.Ending;
import org.tidings.simulation.World.Violation;
import org.tidings.store.StoreException;

/// One run: a blog, the engine, a platform, an owner, and hours in which everything goes wrong that
/// this seed chose. The same seed gives the same run, to the letter.
///
/// It is checked twice: for safety while faults still go on (nothing was copied, invented or
/// changed), and for liveness some time after they ended (everything has come to its end).
final class Simulation {
  /// How long faults go on, and how long it may then take until all is settled.
  private static final Duration TROUBLE = Duration.ofHours(4);

  private static final Duration CALM = Duration.ofDays(2);
  private static final int ARTICLES_BEFORE = 2;
  private static final int ARTICLES = 6;

  /// Longer than anything under way can be.
  private static final Duration STUCK = Duration.ofMinutes(11);

  /// More steps than any run needs: an engine that never rests is a mistake too.
  private static final int STEPS = 5_000;

  private final Mistake mistake;
  private final Path file;
  private final SplittableRandom engineRandom;
  private final World world;
  private final Mix mix;
  private final Evidence evidence;
  private final Blog blog;
  private final Platform platform;
  private final Kind kind;
  private final SimulatedChannel channel;
  private final Owner owner;
  private Optional<Life> life = Optional.empty();
  private Instant nextPoll = Instant.MIN;
  private Instant nextVisit;
  private boolean nested;
  private long happened;
  private int quietPolls;
  private int calmVisits;

  /// What a run showed.
  record Result(long seed, Kind kind, Tally tally, List<Violation> violations, List<String> trace) {
    boolean good() {
      return violations.isEmpty();
    }
  }

  /// What happened, in numbers.
  ///
  /// @param posts of ours on the platform
  /// @param unknown that only the owner can tell
  record Tally(int runs, int posts, int crashes, int unknown, int expired, int broken) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(
          runs + other.runs,
          posts + other.posts,
          crashes + other.crashes,
          unknown + other.unknown,
          expired + other.expired,
          broken + other.broken);
    }
  }

  private Simulation(Kind kind, Mistake mistake, long seed, Path file) {
    var random = new SplittableRandom(seed);
    this.kind = kind;
    this.mistake = mistake;
    this.file = file;
    world = new World(new Fates(random.split(), mistake));
    engineRandom = random.split();
    mix = Mix.draw(random.split(), kind);
    evidence = new Evidence(world, mix.onUnknown());
    blog = new Blog(world);
    platform = new Platform(world, kind, mix, evidence);
    channel = new SimulatedChannel(world, platform, kind, mix, evidence, this::meanwhile);
    owner = new Owner(world, blog, platform, kind, mix, evidence);
    nextVisit = world.now().plus(owner.pause());
  }

  /// Runs one seed.
  ///
  /// @param folder where its files may be, which nobody else uses
  static Result run(Kind kind, Bug bug, long seed, Path folder) {
    var fresh = Fresh.of(bug, folder);
    var file = folder.resolve("run.db");
    try (var files = Files.list(folder)) {
      // Whatever the run before left, a mistake's files too: a story begins with nothing.
      for (var old : files.filter(it -> !Fresh.isOne(it)).toList()) {
        Files.delete(old);
      }
      Files.copy(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var simulation = new Simulation(kind, bug.mistake(), seed, file);
    var counts = simulation.run();
    var world = simulation.world;
    var broken = world.violations().isEmpty() ? 0 : 1;
    var posts = (int) simulation.platform.ledger().stream().filter(it -> it.isOurs()).count();
    return new Result(
        seed,
        kind,
        new Tally(1, posts, world.crashes(), counts.unknown(), counts.expired(), broken),
        world.violations(),
        world.trace());
  }

  private Checker.Counts run() {
    world.tell(mix.toString());
    script();
    var end = World.START.plus(TROUBLE);
    work(end);
    var counts = check(false);
    if (world.violations().isEmpty()) {
      world.fates().calm();
      platform.authorized(true);
      nextVisit = world.now().plusSeconds(600);
      world.tell("from here on nothing fails");
      work(end.plus(CALM));
      counts = check(true);
    }
    life.ifPresent(Life::close);
    return counts;
  }

  /// What happens outside: articles, edits, the account's troubles, the clock's.
  private void script() {
    for (var i = 0; i < ARTICLES_BEFORE; i++) {
      blog.publish();
    }
    for (var i = 0; i < ARTICLES; i++) {
      world.later(world.fates().within(TROUBLE).plus(Duration.ofMinutes(30)), this::publish);
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
    for (var hours = 1; hours < TROUBLE.toHours(); hours += 2) {
      world.later(Duration.ofHours(hours), this::backUp);
    }
    if (mix.turns()) {
      for (var i = world.fates().pick(3); i >= 0; i--) {
        world.later(world.fates().within(TROUBLE), this::turnClock);
      }
    }
  }

  private void publish() {
    blog.publish();
    var article = blog.articles().getLast();
    if (mix.handmade() && world.fates().pick(4) == 0) {
      var link = blog.link(article);
      platform.byHand(link, article.title() + "\n\n" + link);
    }
  }

  private void turnClock() {
    var by =
        switch (world.fates().pick(5)) {
          case 0 -> Duration.ofHours(1);
          case 1 -> Duration.ofHours(-1);
          case 2 -> Duration.ofDays(-3650);
          case 3 -> Duration.ofDays(20);
          default -> Duration.ofMinutes(-20);
        };
    // While nobody watches nobody can tell that it was not time that went on.
    if (life.isPresent()) {
      world.turn(by);
      nextPoll = Instant.MIN;
    }
  }

  /// Works until that time, through as many deaths as it takes.
  private void work(Instant end) {
    for (var step = 0; step < STEPS && world.now().isBefore(end) && !isDone(); step++) {
      try {
        world.running(true);
        step(end);
        world.stepped(Ending.WELL);
      } catch (Crash crash) {
        world.stepped(Ending.DEAD);
        die();
      } catch (StoreException e) {
        world.tell("STOP: " + e.getMessage());
        world.stepped(Ending.BROKEN);
        die();
      } catch (RuntimeException e) {
        world.violated(Broken.ODD, e.toString());
        return;
      } finally {
        world.running(false);
      }
    }
    if (world.now().isBefore(end) && !isDone()) {
      world.violated(Broken.RESTLESS, "it never rests");
    }
  }

  /// Whether nothing more can come.
  private boolean isDone() {
    return world.fates().isCalm()
        && quietPolls > 1
        && happened == world.happened()
        && calmVisits > 1
        && world.nextEvent().equals(Instant.MAX)
        && life.map(it -> isSettled(it)).orElse(false);
  }

  private static boolean isSettled(Life alive) {
    return alive.database().<Boolean>read(Checker::isSettled)
        && alive.outbox().queue().stream()
            .map(it -> it.delivery())
            .allMatch(it -> it.state() == DeliveryState.UNKNOWN && it.notBefore().isEmpty());
  }

  private void step(Instant end) {
    var alive = alive();
    mistake.steps(file);
    if (!world.now().isBefore(nextVisit)) {
      visit(alive);
    }
    if (isPollDue(alive)) {
      poll(alive);
      return;
    }
    if (alive.deliver() instanceof Progress.Idle(var until)) {
      var next =
          earliest(
              world.truly(nextPoll),
              world.truly(until.orElse(Instant.MAX)),
              world.nextEvent(),
              nextVisit,
              end);
      world.advance(next.isAfter(world.now()) ? next : world.now().plusMillis(1));
    }
  }

  private boolean isPollDue(Life alive) {
    if (world.truly(nextPoll).isAfter(world.now())) {
      return false;
    }
    var due = alive.feedIsDue();
    if (!due) {
      // After a death nobody remembers when the next poll is due but the database.
      nextPoll = world.wall(world.now().plusSeconds(120));
    }
    return due;
  }

  private void poll(Life alive) {
    nextPoll = alive.poll();
    quietPolls = happened == world.happened() ? quietPolls + 1 : 1;
    happened = world.happened();
    mistake.polled(alive.database());
  }

  private void visit(Life alive) {
    var was = world.running(false);
    var calm = world.fates().isCalm();
    owner.visits(alive, calm && calmVisits > 0 && world.fates().coin());
    calmVisits += calm ? 1 : 0;
    nextVisit = world.now().plus(owner.pause());
    world.running(was);
  }

  private Life alive() {
    if (life.isEmpty()) {
      life = Optional.of(opened());
      var next = life.get();
      mistake.started(next.database(), next.beside());
      next.recover();
    }
    return life.get();
  }

  /// Nobody dies while opening, which writes nothing: the connections would stay open.
  private Life opened() {
    var was = world.running(false);
    try {
      return new Life(world, mix, file, blog, channel, mistake, engineRandom);
    } finally {
      world.running(was);
    }
  }

  private void die() {
    world.running(false);
    life.ifPresent(Life::close);
    life = Optional.empty();
    nested = false;
    mistake.died(file);
    if (world.fates().restores()) {
      restore();
    }
    var down = world.fates().within(Duration.ofMinutes(world.fates().coin() ? 1 : 100));
    world.advance(world.now().plus(down));
    nextPoll = Instant.MIN;
  }

  /// While a request is under way, the owner may come, or its lane may be taken for dead.
  private boolean meanwhile() {
    if (nested || life.isEmpty() || !world.fates().getsStuck()) {
      if (nested && world.fates().coin()) {
        throw new LaneDies();
      }
      return true;
    }
    nested = true;
    try {
      if (world.fates().coin()) {
        visit(life.get());
        return true;
      }
      world.tell("the answer comes very late; meanwhile:");
      takeOver(life.get());
      return false;
    } catch (LaneDies e) {
      world.tell("that lane dies");
      return false;
    } finally {
      nested = false;
    }
  }

  private void takeOver(Life alive) {
    for (var step = 0; step < 4; step++) {
      world.advance(world.now().plus(step == 0 ? STUCK : mix.settle()));
      alive.deliver();
    }
    world.tell("and now the answer is there");
  }

  /// The death of a thread, which leaves the process alive.
  private static final class LaneDies extends Error {
    private static final long serialVersionUID = 1;

    LaneDies() {
      super("", null, false, false);
    }
  }

  /// The machine's owner keeps backups, and puts one back in the simplest way there is.
  private void backUp() {
    var was = world.running(false);
    life.ifPresent(it -> it.backUp(backup()));
    world.running(was);
  }

  private void restore() {
    try {
      if (Files.exists(backup())) {
        world.tell("RESTORE of the backup");
        evidence.restored();
        owner.restored();
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

  /// @param settled whether everything must have come to its end
  private Checker.Counts check(boolean settled) {
    world.running(false);
    world.advance(world.now().plus(mix.latest())); // what is still on its way arrives
    return new Checker(world, blog, platform, kind, mix, evidence)
        .check(alive().database(), settled, mistake.countsClaims());
  }

  private static Instant earliest(Instant... times) {
    return Arrays.stream(times).min(Instant::compareTo).orElseThrow();
  }
}
