// SPDX-License-Identifier: Apache-2.0
package org.tidings.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

/// What can go wrong in one run, and how often: each seed draws its own mix, so that some runs are
/// all crashes and others all time-outs.
final class Fates {
  /// Requests that are applied late are applied within this; read-backs are stale for less than
  /// [#STALEST]. Together they stay below `proof_settle`, the bound that the manual names.
  static final Duration LATEST = Duration.ofSeconds(60);

  static final Duration STALEST = Duration.ofSeconds(40);

  private final SplittableRandom random;
  private final double crash;
  private final double network;
  private final double server;
  private final double account;
  private final double blog;
  private final double restore;
  private boolean calm;

  Fates(SplittableRandom random) {
    this.random = random;
    crash = rate(0.02);
    network = rate(0.4);
    server = rate(0.3);
    account = rate(0.05);
    blog = rate(0.3);
    restore = rate(0.5);
  }

  /// From now on nothing fails.
  void calm() {
    calm = true;
  }

  boolean crashes() {
    return happens(crash);
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
    return !calm && random.nextDouble() < rate;
  }
}
