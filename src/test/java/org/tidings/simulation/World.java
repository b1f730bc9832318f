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
/// may die, also in the middle of a transaction.
final class World {
  static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  private final Fates fates;
  private final List<String> trace = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final PriorityQueue<Event> coming =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private final List<Runnable> recorded = new ArrayList<>();
  private Instant now = START;
  private long events;
  private int points;
  private boolean running;

  World(Fates fates) {
    this.fates = fates;
  }

  private record Event(Instant at, long number, Runnable what) {}

  Fates fates() {
    return fates;
  }

  Instant now() {
    return now;
  }

  /// What the engine calls the time.
  InstantSource clock() {
    return () -> {
      point("clock");
      return now;
    };
  }

  /// Between these, points are points; outside, nobody is there to die.
  void running(boolean alive) {
    running = alive;
  }

  /// A place where the process may die.
  void point(String name) {
    if (running && fates.crashes()) {
      points++;
      tell("CRASH %d at %s".formatted(points, name));
      throw new Crash(name);
    }
  }

  /// Something that happens later, whatever becomes of the process.
  void later(Duration wait, Runnable what) {
    coming.add(new Event(now.plus(wait), events++, what));
  }

  /// Something that holds once the step that runs has ended alive, what it learnt being on the
  /// disk.
  void onceRecorded(Runnable what) {
    recorded.add(what);
  }

  /// The step has ended.
  ///
  /// @param alive or by the death of the process
  void stepped(boolean alive) {
    if (alive) {
      recorded.forEach(Runnable::run);
    }
    recorded.clear();
  }

  /// When the next of these is due; far in the future if there is none.
  Instant nextEvent() {
    return coming.isEmpty() ? Instant.MAX : coming.peek().at();
  }

  /// Turns the clock on, and lets happen what is due by then.
  void advance(Instant to) {
    while (!coming.isEmpty() && !coming.peek().at().isAfter(to)) {
      var event = coming.remove();
      now = event.at().isAfter(now) ? event.at() : now;
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
  void violated(String what) {
    tell("VIOLATION " + what);
    violations.add(what);
  }

  List<String> trace() {
    return List.copyOf(trace);
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  int crashes() {
    return points;
  }
}
