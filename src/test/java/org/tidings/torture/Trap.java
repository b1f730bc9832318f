// SPDX-License-Identifier: Apache-2.0
package org.tidings.torture;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tidings.torture.Plan.Moment;

/// Kills the daemon when a request comes to a point. Set once for each kill.
final class Trap {
  private final Killer killer;
  private Optional<Moment.At> set = Optional.empty();
  private CountDownLatch sprung = new CountDownLatch(1);

  /// Ends the daemon; it is dead when this returns.
  @FunctionalInterface
  interface Killer {
    void kill() throws InterruptedException;
  }

  Trap(Killer killer) {
    this.killer = killer;
  }

  synchronized void set(Moment.At moment) {
    set = Optional.of(moment);
    sprung = new CountDownLatch(1);
  }

  /// Takes the trap away.
  ///
  /// @return whether it had been sprung
  synchronized boolean clear() {
    set = Optional.empty();
    return sprung.getCount() == 0;
  }

  boolean await(Duration patience) throws InterruptedException {
    CountDownLatch waiting;
    synchronized (this) {
      waiting = sprung;
    }
    return waiting.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// What the taps of a channel call.
  Tap.Steps steps(Kind kind) {
    return point -> lives(kind, point);
  }

  private synchronized boolean lives(Kind kind, Point point) {
    if (set.filter(new Moment.At(kind, point)::equals).isEmpty()) {
      return true;
    }
    set = Optional.empty();
    try {
      killer.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sprung.countDown();
    return false;
  }
}
