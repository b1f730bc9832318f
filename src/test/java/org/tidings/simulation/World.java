// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Everything outside the process: time, chance, what is yet to happen, and the trace of it all.
/// The engine's only clock is [#clock]; each reading of it is a numbered point at which the process
/// may die, and so is each statement to the database.
final class World {
  static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  private final Fates fates;
  private final List<String> trace = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private final PriorityQueue<Event> coming =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private final List<Runnable> recorded = new ArrayList<>();
  private final List<Runnable> committed = new ArrayList<>();
  private Instant now = START;
  private Duration turned = Duration.ZERO;
  private long events;
  private long happened;
  private int points;
  private int crashes;
  private boolean running;
  private boolean shielded;

  World(Fates fates) {
    this.fates = fates;
  }

  private record Event(Instant at, long number, Runnable what) {}

  /// A promise that was broken.
  record Violation(Broken how, String what) {}

  Fates fates() {
    return fates;
  }

  /// The true time, which only runs.
  Instant now() {
    return now;
  }

  /// What the engine calls the time.
  InstantSource clock() {
    return () -> {
      point("clock");
      return wall(now);
    };
  }

  /// What only runs: nanoseconds.
  long ticks() {
    return Duration.between(START, now).toNanos();
  }

  /// What the wall clock shows at a time.
  Instant wall(Instant at) {
    return at.plus(turned);
  }

  /// When the wall clock shows that; a time before everything if never.
  Instant truly(Instant wall) {
    return wall.equals(Instant.MAX) || wall.equals(Instant.MIN) ? wall : wall.minus(turned);
  }

  /// Somebody sets the wall clock.
  void turn(Duration by) {
    tell("CLOCK is set " + (by.isNegative() ? "back" : "forward") + " by " + by.abs());
    turned = turned.plus(by);
    // How long a process was away only the wall clock says: it lives until it has noticed.
    shielded = true;
  }

  /// The engine knows that the clock was turned.
  void noticed() {
    shielded = false;
  }

  /// Between these, points are points; outside, nobody is there to die.
  ///
  /// @return how it was
  boolean running(boolean alive) {
    var before = running;
    running = alive;
    return before;
  }

  /// A place where the process may die.
  void point(String name) {
    if (mayFail()) {
      points++;
      if (fates.crashes()) {
        throw crash(name);
      }
    }
  }

  /// A place where something may fail that is not the process's end by itself.
  boolean mayFail() {
    return running && !shielded;
  }

  /// Numbers a statement, which is such a place as well.
  void statement(String name, double weight) {
    if (mayFail()) {
      points++;
      if (fates.crashesAtStatement(weight)) {
        throw crash(name);
      }
    }
  }

  private Crash crash(String name) {
    crashes++;
    running = false; // the dead do nothing
    tell("CRASH %d at point %d: %s".formatted(crashes, points, name));
    return new Crash(name);
  }

  /// Something that happens later, whatever becomes of the process.
  void later(Duration wait, Runnable what) {
    coming.add(new Event(now.plus(wait), events++, what));
  }

  /// Something that holds once the step that runs has ended, what it learnt being in the database
  /// or, where that could not be written, beside it.
  void onceRecorded(Runnable what) {
    recorded.add(what);
  }

  /// Something that holds once what the step learnt is in the database.
  void onceCommitted(Runnable what) {
    committed.add(what);
  }

  /// How a step can end.
  enum Ending {
    WELL,
    /// The database could not be written, and the process ends itself.
    BROKEN,
    DEAD,
  }

  void stepped(Ending ending) {
    if (ending != Ending.DEAD) {
      recorded.forEach(Runnable::run);
    }
    if (ending == Ending.WELL) {
      committed.forEach(Runnable::run);
    }
    recorded.clear();
    committed.clear();
  }

  /// How many of these have happened.
  long happened() {
    return happened;
  }

  /// When the next of these is due; far in the future if there is none.
  Instant nextEvent() {
    return coming.isEmpty() ? Instant.MAX : coming.peek().at();
  }

  /// Turns time on, and lets happen what is due by then.
  void advance(Instant to) {
    while (!coming.isEmpty() && !coming.peek().at().isAfter(to)) {
      var event = coming.remove();
      now = event.at().isAfter(now) ? event.at() : now;
      happened++;
      event.what().run();
    }
    now = to.isAfter(now) ? to : now;
  }

  void tell(String line) {
    var at = Duration.between(START, now);
    trace.add(
        "%02d:%02d:%02d.%03d %s"
            .formatted(
                at.toHours(), at.toMinutesPart(), at.toSecondsPart(), at.toMillisPart(), line));
  }

  /// Something that must never be.
  void violated(Broken how, String what) {
    tell("VIOLATION " + how + ": " + what);
    violations.add(new Violation(how, what));
  }

  List<String> trace() {
    return List.copyOf(trace);
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  int crashes() {
    return crashes;
  }
}
