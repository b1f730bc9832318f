// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

/// What can go wrong in one run, and how often: each seed draws its own mix, so that some runs are
/// all crashes and others all time-outs.
final class Fates {
  private final SplittableRandom random;
  private final double crash;
  private final double statement;
  private final double disk;
  private final double network;
  private final double server;
  private final double account;
  private final double blog;
  private final double restore;
  private final double stuck;
  private boolean calm;

  /// @param mistake says what must happen often for it to show
  Fates(SplittableRandom random, Mistake mistake) {
    this.random = random;
    crash = rate(0.02);
    statement = rate(0.001);
    disk = rate(mistake.disk());
    network = rate(0.4);
    server = rate(0.3);
    account = rate(0.05);
    blog = rate(0.3);
    restore = rate(0.5);
    stuck = rate(mistake.stuck());
  }

  /// From now on nothing fails.
  void calm() {
    calm = true;
  }

  boolean isCalm() {
    return calm;
  }

  boolean crashes() {
    return happens(crash);
  }

  /// Whether the process dies at this statement.
  ///
  /// @param weight how much the statement matters
  boolean crashesAtStatement(double weight) {
    return happens(statement * weight);
  }

  /// Whether the disk fails this commit.
  boolean diskFails() {
    return happens(disk);
  }

  boolean networkFails() {
    return happens(network);
  }

  boolean serverFails() {
    return happens(server);
  }

  boolean accountFails() {
    return happens(account);
  }

  boolean blogFails() {
    return happens(blog);
  }

  /// Whether somebody puts an old backup back before the process starts again.
  boolean restores() {
    return happens(restore);
  }

  /// Whether others act while a request is under way.
  boolean getsStuck() {
    return happens(stuck);
  }

  int pick(int n) {
    return random.nextInt(n);
  }

  boolean coin() {
    return random.nextBoolean();
  }

  Duration within(Duration longest) {
    return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
  }

  /// A third of all runs know a fault not at all.
  private double rate(double most) {
    return random.nextInt(3) == 0 ? 0 : most * random.nextDouble();
  }

  private boolean happens(double rate) {
    return !calm && rate > 0 && random.nextDouble() < rate;
  }
}
